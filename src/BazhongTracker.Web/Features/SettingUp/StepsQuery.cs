using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.FirstSetUp;
using BazhongTracker.Web.Access.SecondFactors;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.SettingUp;

/// <summary>How far the first set-up has come: names of the administrators, counts, no values.</summary>
/// <param name="People">Accounts in use that hold a role beside the three administrators'.</param>
/// <param name="Waiting">Accounts whose roles wait for 安全管理员.</param>
/// <param name="HasClerk">Somebody may report, and <paramref name="HasReviewer"/> somebody may accept.</param>
/// <param name="Led">Targets that a department leads today.</param>
public sealed record SetUpSteps(
    SetUpState Administrators, int People, int Departments, int Waiting, bool HasClerk, bool HasReviewer, int Led, int Targets,
    ReportingPeriod Period, bool HasFigure)
{
    public const int Count = 5;

    public bool IsDone(int step) => step switch
    {
        1 => Administrators.Next is null,
        2 => HasClerk && HasReviewer && Waiting == 0,
        3 => Led == Targets,
        // One period is always open.
        4 => true,
        _ => HasFigure,
    };

    /// <summary>The first that is not done; null when all are.</summary>
    public int? Next => Enumerable.Range(1, Count).Cast<int?>().FirstOrDefault(step => !IsDone(step!.Value));

    public int Left => Enumerable.Range(1, Count).Count(step => !IsDone(step));
}

[Asks(Actions.ReadSteps)]
public sealed class StepsQuery(IDbContextFactory<TrackerDbContext> contexts, SecondFactorTerms terms, IConfiguration configuration,
    TimeProvider clock, Permissions permissions)
{
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<SetUpSteps> Run(Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.ReadSteps);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var today = clock.Today();
        var held = await (from dated in db.PeopleOn(today) join h in db.UserRoles on dated.Person.Id equals h.UserId
                          join role in db.Roles on h.RoleId equals role.Id
                          where dated.Person.DisabledUtc == null && !RoleNames.Administrators.Contains(role.Name!)
                          select new { dated.Person.Id, dated.DepartmentCode, Role = role.Name! }).ToListAsync(cancellation);
        var targets = db.Targets.Where(t => !t.IsParent);
        return new SetUpSteps(
            await SetUpState.Read(db, terms, AccessSettings.Read(configuration).Duties, cancellation),
            held.Select(h => h.Id).Distinct().Count(),
            held.Select(h => h.DepartmentCode).Where(d => d.Length > 0).Distinct().Count(),
            await db.WishedRoles.CountAsync(cancellation),
            held.Exists(h => h.Role == RoleNames.Clerk),
            held.Exists(h => h.Role == RoleNames.Reviewer),
            await targets.CountAsync(t => db.Assignments.LeadingOn(today).Any(a => a.TargetId == t.Id), cancellation),
            await targets.CountAsync(cancellation),
            ReportingPeriod.OpenOn(today),
            await db.Figures.AnyAsync(
                f => f.State == FigureState.Accepted && f.ReportedBy != Actor.HistoricalImport.UserName, cancellation));
    }
}
