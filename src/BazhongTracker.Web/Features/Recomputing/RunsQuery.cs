using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Recomputing;

public sealed class RunsQuery(IDbContextFactory<TrackerDbContext> contexts)
{
    public const int Shown = 30;

    /// <summary>Who may look at the runs may also start one.</summary>
    public static bool MaySee(Actor actor) => actor.Is(RoleNames.Reviewer) || actor.Is(RoleNames.Admin);

    /// <returns>The newest runs, the last one first.</returns>
    /// <exception cref="RuleViolation">recompute.not_allowed.</exception>
    public async Task<IReadOnlyList<JobRun>> Run(Actor actor, CancellationToken cancellation = default)
    {
        if (!MaySee(actor))
        {
            throw new RuleViolation("recompute.not_allowed");
        }

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.JobRuns.AsNoTracking().OrderByDescending(r => r.Id).Take(Shown).ToListAsync(cancellation);
    }
}
