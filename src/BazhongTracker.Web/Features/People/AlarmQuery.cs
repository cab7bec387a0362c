using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.Passwords;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.People;

/// <summary>Whether somebody was trying passwords lately.</summary>
[Asks(Actions.ReadSettings)]
public sealed class AlarmQuery(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, Permissions permissions)
{
    public const int Days = 7;

    /// <returns>When the last alarm of these <see cref="Days"/> days was; null for none.</returns>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<DateTime?> Last(Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.ReadSettings);
        var since = clock.GetUtcNow().UtcDateTime.AddDays(-Days);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Audit.Where(a => a.Action == SignInAlarm.Action && a.AtUtc >= since).MaxAsync(a => (DateTime?)a.AtUtc, cancellation);
    }
}
