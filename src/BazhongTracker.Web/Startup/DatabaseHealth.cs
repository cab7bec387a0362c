using BazhongTracker.Data;
using BazhongTracker.Web.Shared.Availability;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BazhongTracker.Web.Startup;

internal sealed class DatabaseHealth(IDbContextFactory<TrackerDbContext> contexts, DatabaseState state) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return state.Refuses || !await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Unhealthy("The database does not answer.")
            : state.Now == DatabaseCondition.ReadOnly ? HealthCheckResult.Degraded("The database is read-only.")
            : state.Now == DatabaseCondition.Full
                ? HealthCheckResult.Degraded("The disk of the database is full: nothing is stored until there is room.")
            : HealthCheckResult.Healthy();
    }
}
