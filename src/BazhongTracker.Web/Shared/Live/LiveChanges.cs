namespace BazhongTracker.Web.Shared.Live;

/// <summary>What was committed: a figure reported or reviewed, or verdicts recomputed. <paramref name="TargetCode"/> is null when it concerns many.</summary>
public sealed record TrackerChange(string? TargetCode);

/// <summary>Tells every open page of this process what was committed. Said after COMMIT only.</summary>
public sealed class LiveChanges
{
    private event Action<TrackerChange>? Changed;

    public void Say(TrackerChange change) => Changed?.Invoke(change);

    /// <returns>Dispose it to hear no more.</returns>
    public IDisposable Listen(Action<TrackerChange> hear)
    {
        // Each page asks again in its own language, not in that of whoever made the change.
        var own = ExecutionContext.Capture();
        void HearInOwnLanguage(TrackerChange change) => ExecutionContext.Run(own!, _ => hear(change), null);
        Action<TrackerChange> heard = own is null ? hear : HearInOwnLanguage;
        Changed += heard;
        return new Listening(this, heard);
    }

    private sealed class Listening(LiveChanges changes, Action<TrackerChange> hear) : IDisposable
    {
        public void Dispose() => changes.Changed -= hear;
    }
}
