using BazhongTracker.Web.Startup;

namespace BazhongTracker.Web.Shared.Availability;

/// <summary>
/// Events no page of ours sends: their arguments are of another type than the handler takes. Anybody who is signed in can send as many as
/// he likes.
/// </summary>
public sealed partial class ForgedEvents(TimeProvider clock, ILogger<ForgedEvents> log)
{
    private const string WhereArgumentsAreChecked = "System.RuntimeType";
    private const string WhereValuesAreBound = "Microsoft.AspNetCore.Components";
    private readonly OncePerMinute lines = new(clock);

    /// <summary>Refused by the runtime or the framework while the argument was handed over, before any code of ours.</summary>
    public static bool Is(Exception problem) => problem is ArgumentException { TargetSite.DeclaringType.FullName: WhereArgumentsAreChecked }
        || problem is InvalidCastException { TargetSite.DeclaringType.Namespace: WhereValuesAreBound };

    public void Seen()
    {
        if (lines.IsDue(out var before))
        {
            LogForged(log, before);
        }
    }

    [LoggerMessage(EventId = 7053, Level = LogLevel.Warning,
        Message = "An open page sent an event of a wrong type; it was not run ({Before} more since the last line).")]
    private static partial void LogForged(ILogger log, int before);
}
