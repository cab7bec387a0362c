using System.Diagnostics;
using BazhongTracker.Web.Startup;
using Microsoft.AspNetCore.Components;
using Serilog.Events;

namespace BazhongTracker.Web.Shared.Availability;

/// <summary>
/// Events no page of ours sends: their arguments are of another type than the handler takes. Anybody who is signed in can send as many as
/// he likes.
/// </summary>
public sealed partial class ForgedEvents(TimeProvider clock, ILogger<ForgedEvents> log)
{
    private const string Components = "Microsoft.AspNetCore.Components";
    private const string Circuits = Components + ".Server.Circuits.";
    private const string Host = ".CircuitHost";
    private readonly OncePerMinute lines = new(clock);

    /// <summary>Refused by the runtime or the framework while the argument was handed over: no handler of ours, and of no library, was on its way.</summary>
    public static bool Is(Exception problem) => problem is ArgumentException or InvalidCastException
        && new StackTrace(problem).GetFrames() is { Length: > 0 } frames
        && frames.Select(frame => frame.GetMethod()?.DeclaringType).TakeWhile(type => !CallsHandlers(type)).All(HandsOver);

    /// <summary>What the framework says of one, outside the pages, at length and twice: it is left out of the log and counted.</summary>
    public static bool IsSaidOf(LogEvent said, Func<ForgedEvents> forged)
    {
        if (said.Exception is not { } problem || !said.Properties.TryGetValue("SourceContext", out var source)
            || source is not ScalarValue { Value: string name } || !name.StartsWith(Circuits, StringComparison.Ordinal) || !Is(problem))
        {
            return false;
        }

        if (name.EndsWith(Host, StringComparison.Ordinal))
        {
            forged().Seen();
        }

        return true;
    }

    private static bool CallsHandlers(Type? type) => type == typeof(EventCallbackWorkItem) || type == typeof(Patient) || type?.DeclaringType == typeof(Patient);

    // Which of its methods throws is the runtime's affair: it differs with what was compiled into what.
    private static bool HandsOver(Type? type) => type is null || type.Assembly == typeof(object).Assembly
        || type.Assembly.GetName().Name is { } name && (name == Components || name.StartsWith(Components + ".", StringComparison.Ordinal));

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
