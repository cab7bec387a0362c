using BazhongTracker.Data;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access.Sessions;

/// <summary>Rows of sessions that ended long ago; what was done in them stays in the audit. Of each person the newest row stays, which says when the person last signed in.</summary>
internal sealed class OldSessions(IDbContextFactory<TrackerDbContext> contexts, SessionTable table, SessionSettings limits, TimeProvider clock)
{
    private const int AtOnce = 200;

    /// <summary>Ends, each once, those that are over and that nobody asked for again, so that nobody has ended them.</summary>
    public async Task EndSilent(CancellationToken cancellation)
    {
        var over = clock.GetUtcNow().UtcDateTime.AddHours(-limits.LongestHours);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var silent = await db.Sessions.Where(s => s.EndedUtc == null && s.CreatedUtc <= over).Select(s => s.Hash).ToListAsync(cancellation);
        foreach (var some in silent.Chunk(AtOnce))
        {
            await table.StillHolding(some, cancellation);
        }
    }

    /// <returns>How many rows there were.</returns>
    public async Task<int> Clear(TrackerDbContext db, CancellationToken cancellation)
    {
        var before = clock.GetUtcNow().UtcDateTime.AddDays(-limits.DaysKept);
        return await db.Sessions.Where(s => s.EndedUtc < before && db.Sessions.Any(later => later.PersonId == s.PersonId && later.Id > s.Id)).ExecuteDeleteAsync(cancellation);
    }
}
