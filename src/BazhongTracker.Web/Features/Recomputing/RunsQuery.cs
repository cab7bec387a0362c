using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Recomputing;

[Asks(Actions.ReadRuns)]
public sealed class RunsQuery(IDbContextFactory<TrackerDbContext> contexts, Permissions permissions)
{
    public const int Shown = 30;

    /// <returns>The newest runs, the last one first.</returns>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<IReadOnlyList<JobRun>> Run(Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.ReadRuns);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.JobRuns.AsNoTracking().OrderByDescending(r => r.Id).Take(Shown).ToListAsync(cancellation);
    }
}
