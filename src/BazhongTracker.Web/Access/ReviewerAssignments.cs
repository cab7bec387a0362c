using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access;

/// <param name="From">The first day.</param>
/// <param name="To">The last day; null for no end.</param>
public sealed record NewAssignment(string UserName, string Department, DateOnly From, DateOnly? To, string Reason);

/// <summary>Which departments a reviewer reviews, by the day. Read anew at every question, so that a change counts with the next event of an open page.</summary>
[Asks(Actions.GrantRole)]
public sealed class ReviewerAssignments(TrackerDbContext db, TimeProvider clock, Permissions permissions)
{
    /// <exception cref="RuleViolation">
    /// access.denied, also for oneself; account.unknown (user name); account.no_department (code); assignment.past; assignment.order; assignment.reason; assignment.twice (code); see <see cref="WrittenText.Read"/>.
    /// </exception>
    public async Task Give(NewAssignment wanted, Actor by, CancellationToken cancellation = default)
    {
        var person = await Another(wanted.UserName, by, cancellation);
        var reason = WrittenText.Read(wanted.Reason) ?? throw new RuleViolation("assignment.reason");
        if (wanted.From < clock.Today())
        {
            throw new RuleViolation("assignment.past");
        }

        if (wanted.To < wanted.From)
        {
            throw new RuleViolation("assignment.order");
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await db.KeepOpen([wanted.Department], wanted.From, cancellation))
        {
            throw new RuleViolation("account.no_department", wanted.Department);
        }

        var before = await Held(person.Id, cancellation);
        if (before.Any(a => a.DepartmentCode == wanted.Department && !(a.ValidTo < wanted.From) && !(wanted.To < a.ValidFrom)))
        {
            throw new RuleViolation("assignment.twice", wanted.Department);
        }

        var added = new ReviewerAssignment { PersonId = person.Id, DepartmentCode = wanted.Department, ValidFrom = wanted.From, Reason = reason };
        if (wanted.To is { } last)
        {
            added.EndBefore(last.AddDays(1));
        }

        db.Add(added);
        db.Add(Audited(by, "assignment.given", person, Said(before), $"{Said([.. before, added])}: {reason}"));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>From today on; one that has not begun never does.</summary>
    /// <exception cref="RuleViolation">access.denied, also for oneself; account.unknown (user name); assignment.unknown, also for one that has ended.</exception>
    public async Task End(string userName, int assignment, Actor by, CancellationToken cancellation = default)
    {
        var person = await Another(userName, by, cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var held = await Held(person.Id, cancellation);
        var one = held.Find(a => a.Id == assignment) ?? throw new RuleViolation("assignment.unknown");
        var before = Said(held);
        // That there was one stays known, or the reviewer would review everybody again.
        one.EndBefore(one.ValidFrom > clock.Today() ? one.ValidFrom : clock.Today());
        db.Add(Audited(by, "assignment.ended", person, before, Said(held.Where(a => a != one))));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private Task<List<ReviewerAssignment>> Held(string personId, CancellationToken cancellation)
    {
        var today = clock.Today();
        return db.ReviewerAssignments.Where(a => a.PersonId == personId && (a.ValidTo == null || a.ValidTo >= today && a.ValidTo >= a.ValidFrom))
            .OrderBy(a => a.DepartmentCode).ThenBy(a => a.ValidFrom).ToListAsync(cancellation);
    }

    // Nobody gives himself what he may review.
    private async Task<Person> Another(string userName, Actor by, CancellationToken cancellation)
    {
        await permissions.DemandForWriting(db, by, Actions.GrantRole, userName, clock, cancellation);
        var name = userName.ToUpperInvariant();
        var person = await db.Users.AsNoTracking().SingleOrDefaultAsync(p => p.NormalizedUserName == name, cancellation) ?? throw new RuleViolation("account.unknown", userName);
        if (person.UserName == by.UserName)
        {
            await db.RecordDenial(by, Actions.GrantRole, person.UserName!, clock, cancellation);
            throw new RuleViolation("access.denied");
        }

        return person;
    }

    private AuditRow Audited(Actor by, string action, Person person, string old, string now) =>
        AuditRow.Of(by, action, person.UserName!, old, now, clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7().ToString());

    private static string Said(IEnumerable<ReviewerAssignment> assignments) =>
        string.Join(", ", assignments.Select(a => FormattableString.Invariant($"{a.DepartmentCode} {a.ValidFrom:yyyy-MM-dd}…{a.ValidTo:yyyy-MM-dd}")));
}
