using BazhongTracker.Data;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace BazhongTracker.Web.Features.Recomputing;

/// <summary>Degraded, not unhealthy, when the verdicts are old: the pages still answer and say as of when.</summary>
internal sealed class RecomputeHealth(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, IOptions<RecomputeSettings> settings) : IHealthCheck
{
    // Clocks of several instances differ by seconds.
    private static readonly TimeSpan Drift = TimeSpan.FromMinutes(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        // The one stored last, whatever its clock said.
        var last = await db.JobRuns.AsNoTracking().Where(r => r.FinishedUtc != null && r.Failed == 0 && r.Trigger != RunTriggers.Past && !RunTriggers.WithoutVerdicts.Contains(r.Trigger))
            .OrderByDescending(r => r.Id).Select(r => r.FinishedUtc).FirstOrDefaultAsync(cancellationToken);
        if (last is not { } finished)
        {
            return HealthCheckResult.Degraded("No good recompute yet.");
        }

        var age = clock.GetUtcNow().UtcDateTime - finished;
        var said = FormattableString.Invariant($"Last good recompute {finished:yyyy-MM-ddTHH:mm:ssZ}.");
        return age < -Drift ? HealthCheckResult.Degraded(said + " It lies ahead: the clock was wrong then, or is now.")
            : age <= TimeSpan.FromHours(settings.Value.MaxAgeHours)
                ? HealthCheckResult.Healthy(said) : HealthCheckResult.Degraded(said + " Too old.");
    }
}
