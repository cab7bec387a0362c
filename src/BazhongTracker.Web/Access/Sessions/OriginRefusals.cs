using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access.Entering;
using BazhongTracker.Web.Access.Passwords;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access.Sessions;

/// <summary>A connection that a page of another address wanted leaves a row in the audit: of one address (one /64) one a minute, of all together <see cref="MostPerMinute"/>.</summary>
internal sealed class OriginRefusals(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock)
{
    public const string Action = "origin.refused";
    private const int MostPerMinute = 100;
    private const int LongestOrigin = 200;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Lock counting = new();
    private readonly HashSet<string> addresses = [];
    private DateTimeOffset since;

    public async Task Record(HttpContext http)
    {
        if (!IsFirst(SignInThrottle.Key(http.Connection.RemoteIpAddress)))
        {
            return;
        }

        // Anything may stand there.
        var origin = new string([.. http.Request.Headers.Origin.ToString().Where(c => c is > ' ' and < '\u007f').Take(LongestOrigin)]);
        await using var db = await contexts.CreateDbContextAsync(http.RequestAborted);
        var address = http.Connection.Address();
        db.Add(AuditRow.Of(new Actor("", "", "", []) { Address = address }, Action, origin, null, address, clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7().ToString()));
        await db.SaveChangesAsync(http.RequestAborted);
    }

    private bool IsFirst(string address)
    {
        lock (counting)
        {
            var now = clock.GetUtcNow();
            if (now - since >= Window)
            {
                since = now;
                addresses.Clear();
            }

            return addresses.Count < MostPerMinute && addresses.Add(address);
        }
    }
}
