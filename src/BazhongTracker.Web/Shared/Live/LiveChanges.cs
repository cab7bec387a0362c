namespace BazhongTracker.Web.Shared.Live;

/// <summary>What was committed: a figure reported or reviewed, or verdicts recomputed. <paramref name="TargetCode"/> is null when it concerns many.</summary>
public sealed record TrackerChange(string? TargetCode)
{
    /// <summary>Committed by another instance of the program.</summary>
    public bool FromElsewhere { get; init; }
}

/// <summary>Tells every open page of this process what was committed. Said after COMMIT only.</summary>
public sealed partial class LiveChanges(ILogger<LiveChanges>? log = null, TimeProvider? clock = null)
{
    private readonly TimeProvider clock = clock ?? TimeProvider.System;
    private readonly Lock gate = new();
    private long? lastSaid;

    private event Action<TrackerChange>? Changed;

    /// <summary>Whoever says it neither waits for those who hear it nor meets their exceptions.</summary>
    public void Say(TrackerChange change)
    {
        lock (gate)
        {
            lastSaid = clock.GetTimestamp();
        }

        foreach (var hear in (Changed?.GetInvocationList() ?? []).Cast<Action<TrackerChange>>())
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ => Tell(hear, change), null);
        }
    }

    /// <param name="asksSince">How long ago whoever listens may have asked for what is shown: a change since then is told at once, as one that concerns many.</param>
    /// <returns>Dispose it to hear no more.</returns>
    public IDisposable Listen(Action<TrackerChange> hear, TimeSpan asksSince = default)
    {
        // Each page asks again in its own language, not in that of whoever made the change.
        var own = ExecutionContext.Capture();
        void HearInOwnLanguage(TrackerChange change) => ExecutionContext.Run(own!, _ => hear(change), null);
        Action<TrackerChange> heard = own is null ? hear : HearInOwnLanguage;
        Changed += heard;
        if (asksSince > TimeSpan.Zero && WasSaidWithin(asksSince))
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ => Tell(heard, new TrackerChange(null)), null);
        }

        return new Listening(this, heard);
    }

    private bool WasSaidWithin(TimeSpan time)
    {
        lock (gate)
        {
            return lastSaid is { } at && clock.GetElapsedTime(at) <= time;
        }
    }

    private void Tell(Action<TrackerChange> hear, TrackerChange change)
    {
        try
        {
            hear(change);
        }
        catch (Exception problem)
        {
            if (log is not null)
            {
                LogDeaf(log, problem);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An open page could not take in a change.")]
    private static partial void LogDeaf(ILogger log, Exception problem);

    private sealed class Listening(LiveChanges changes, Action<TrackerChange> hear) : IDisposable
    {
        public void Dispose() => changes.Changed -= hear;
    }
}
