using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.People;

/// <summary>A department somebody spoke for, speaks for or will speak for; the last day null where none is known.</summary>
public sealed record DepartmentTime(string Department, DateOnly From, DateOnly? To);

/// <param name="IsOver">Its last day has gone: it cannot be ended any more.</param>
public sealed record AssignmentRow(int Id, string Department, DateOnly From, DateOnly? To, string Reason, bool IsOver);

/// <summary>What a person has begun and nobody has finished, counted.</summary>
/// <param name="Waiting">Figures the person reported that await review.</param>
public sealed record OpenWork(int Drafts, int Waiting);

/// <summary>What is dated of one person, oldest first. Who has no assignment and never had one reviews every department but the own.</summary>
public sealed record PersonDates(IReadOnlyList<DepartmentTime> Departments, IReadOnlyList<AssignmentRow> Assignments, OpenWork Open);

[Asks(Actions.ListAccounts)]
public sealed class PersonDatesQuery(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, Permissions permissions)
{
    /// <returns>Nothing for an account that does not exist.</returns>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<PersonDates> Run(string userName, Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.ListAccounts);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var person = await db.Users.Where(p => p.UserName == userName).Select(p => p.Id).SingleOrDefaultAsync(cancellation);
        var names = await db.Departments.AsNoTracking().ToDictionaryAsync(d => d.Code, d => d.FullTitle(), cancellation);
        var times = await db.Memberships.AsNoTracking().Where(m => m.PersonId == person).OrderBy(m => m.ValidFrom).ThenBy(m => m.Id).ToListAsync(cancellation);
        var assignments = await db.ReviewerAssignments.AsNoTracking().Where(a => a.PersonId == person).OrderBy(a => a.ValidFrom).ThenBy(a => a.Id).ToListAsync(cancellation);
        var today = clock.Today();
        return new PersonDates(
            [.. times.Select(m => new DepartmentTime(names.GetValueOrDefault(m.DepartmentCode, m.DepartmentCode), m.ValidFrom, m.ValidTo))],
            [.. assignments.Select(a => new AssignmentRow(
                a.Id, names[a.DepartmentCode], a.ValidFrom, a.ValidTo, a.Reason, a.ValidTo < today || a.ValidTo < a.ValidFrom))],
            new OpenWork(
                await db.Drafts.CountAsync(d => d.UserName == userName, cancellation),
                await db.Figures.CountAsync(f => f.ReportedBy == userName && f.State == FigureState.AwaitingReview, cancellation)));
    }
}
