using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BazhongTracker.Web.Access.Passwords;

/// <summary>More failed sign-ins of all addresses in a minute than people mistype: one alarm a minute, in the log and in the audit. Counted in this process.</summary>
public sealed partial class SignInAlarm(IDbContextFactory<TrackerDbContext> contexts, IOptions<SignInSettings> settings, TimeProvider clock, ILogger<SignInAlarm> log)
{
    public const string Action = "login.flood";
    public const int EventId = 4101;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Lock counting = new();

    // The newest failures, one more than are let pass.
    private readonly Queue<DateTimeOffset> failures = [];
    private DateTimeOffset last = DateTimeOffset.MinValue;

    public async Task Failed(CancellationToken cancellation = default)
    {
        var most = settings.Value.AlarmAbove;
        if (!IsOneTooMany(most))
        {
            return;
        }

        LogFlood(log, most);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.Add(AuditRow.Of(Actor.System, Action, "", null, $">{most}/min", clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7().ToString()));
        await db.SaveChangesAsync(cancellation);
    }

    private bool IsOneTooMany(int most)
    {
        lock (counting)
        {
            var now = clock.GetUtcNow();
            failures.Enqueue(now);
            while (failures.Count > most + 1 || now - failures.Peek() >= Window)
            {
                failures.Dequeue();
            }

            if (failures.Count <= most || now - last < Window)
            {
                return false;
            }

            last = now;
            return true;
        }
    }

    [LoggerMessage(EventId = EventId, EventName = Action, Level = LogLevel.Error, Message = "More than {Most} sign-ins failed within a minute: somebody may be trying passwords from many addresses")]
    private static partial void LogFlood(ILogger log, int most);
}
