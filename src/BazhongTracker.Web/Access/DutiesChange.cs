using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access;

/// <summary>That two administrators instead of three keep the system, and since when, stands in the audit.</summary>
internal static class DutiesChange
{
    private const string Action = "access.duties";

    public static async Task Record(IDbContextFactory<TrackerDbContext> contexts, Duties duties, TimeProvider clock)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var last = await db.Audit.AsNoTracking().Where(a => a.Action == Action).OrderByDescending(a => a.Id).Select(a => a.NewValue).FirstOrDefaultAsync() ?? nameof(Duties.Three);
        if (last != duties.ToString())
        {
            db.Add(AuditRow.Of(Actor.System, Action, "duties", last, duties.ToString(), clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7().ToString()));
            await db.SaveChangesAsync();
        }
    }
}
