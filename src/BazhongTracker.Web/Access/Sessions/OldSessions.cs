using BazhongTracker.Data;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access.Sessions;

/// <summary>Rows of sessions that ended long ago; what was done in them stays in the audit. Of each person the newest row stays, which says when the person last signed in.</summary>
internal sealed class OldSessions(IDbContextFactory<TrackerDbContext> contexts, SessionTable table, SessionSettings limits, TimeProvider clock)
{
    private const int AtOnce = 200;

    /// <returns>How many rows there were.</returns>
    public async Task<int> Clear(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var over = now.AddHours(-limits.LongestHours);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        // Nobody asked for these again, so that nobody has ended them.
        var silent = await db.Sessions.Where(s => s.EndedUtc == null && s.CreatedUtc <= over).Select(s => s.Hash).ToListAsync(cancellation);
        foreach (var some in silent.Chunk(AtOnce))
        {
            await table.StillHolding(some, cancellation);
        }

        var before = now.AddDays(-limits.DaysKept);
        return await db.Sessions.Where(s => s.EndedUtc < before && db.Sessions.Any(later => later.PersonId == s.PersonId && later.Id > s.Id)).ExecuteDeleteAsync(cancellation);
    }
}
