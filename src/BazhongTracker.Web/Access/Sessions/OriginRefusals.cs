using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access.Entering;
using BazhongTracker.Web.Access.Passwords;
using BazhongTracker.Web.Startup;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access.Sessions;

/// <summary>A connection that a page of another address wanted leaves a row in the audit: of one address (one /64) one a minute, of all together <see cref="MostPerMinute"/>.</summary>
internal sealed partial class OriginRefusals(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, ILogger<OriginRefusals> log)
{
    public const string Action = "origin.refused";
    private const int MostPerMinute = 100;
    private const int LongestOrigin = 200;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Lock counting = new();
    private readonly HashSet<string> addresses = [];
    private readonly OncePerMinute lines = new(clock);
    private DateTimeOffset since;

    public async Task Record(HttpContext http)
    {
        // Anything may stand there.
        var origin = OncePerMinute.Short(http.Request.Headers.Origin, LongestOrigin);
        if (lines.IsDue(out var before))
        {
            LogRefused(log, origin, OncePerMinute.Short(http.Request.Host.Value, LongestOrigin), before);
        }

        if (!IsFirst(SignInThrottle.Key(http.Connection.RemoteIpAddress)))
        {
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(http.RequestAborted);
        var address = http.Connection.Address();
        db.Add(AuditRow.Of(new Actor("", "", "", []) { Address = address }, Action, origin, null, address, clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7().ToString()));
        await db.SaveChangesAsync(http.RequestAborted);
    }

    [LoggerMessage(EventId = 7052, Level = LogLevel.Warning,
        Message = "A connection for an open page was refused: the page is of '{Origin}', the request names the host '{Host}' "
            + "({Before} more since the last line). Behind a proxy: it must pass the Host header on as it came.")]
    private static partial void LogRefused(ILogger log, string origin, string host, int before);

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
