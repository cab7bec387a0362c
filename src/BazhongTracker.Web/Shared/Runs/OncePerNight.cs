using BazhongTracker.Data;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Shared.Runs;

/// <summary>What is done once a night, by one instance of all. Asked as often as one likes: it costs one question once it is done, and a night that was missed is made up for.</summary>
internal sealed class OncePerNight(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock)
{
    public const string Receipts = RunTriggers.Receipts;
    public const string Drafts = RunTriggers.Drafts;
    public const string Sessions = RunTriggers.Sessions;

    /// <param name="job">One of <see cref="RunTriggers.WithoutVerdicts"/>.</param>
    /// <param name="at">From when on, in Asia/Shanghai.</param>
    /// <param name="work">In the transaction of the run; answers how many rows it wrote or removed.</param>
    /// <returns>Null when it is done already, or is being done.</returns>
    public async Task<JobRun?> Run(string job, TimeOnly at, Func<TrackerDbContext, CancellationToken, Task<int>> work, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var night = Night.DueAt(now, at);
        var key = FormattableString.Invariant($"{job}:{night:yyyy-MM-dd}");
        await using (var db = await contexts.CreateDbContextAsync(cancellation))
        {
            if (await db.JobRuns.AnyAsync(r => r.Key == key, cancellation))
            {
                return null;
            }
        }

        return await contexts.RunOnce(
            () => new JobRun { Key = key, Trigger = job, AsOf = night, StartedUtc = now },
            waits: false,
            async (db, run) => run.Finish(0, await work(db, cancellation), 0, null, clock.GetUtcNow().UtcDateTime),
            cancellation);
    }
}
