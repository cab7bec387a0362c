using System.Threading.Channels;

namespace BazhongTracker.Web.Shared.Live;

/// <summary>What was committed: a figure reported or reviewed, or verdicts recomputed. <paramref name="TargetCode"/> is null when it concerns many.</summary>
public sealed record TrackerChange(string? TargetCode);

/// <summary>Tells every open page of this process what was committed. Said after COMMIT only.</summary>
public sealed partial class LiveChanges : IDisposable
{
    private readonly Channel<TrackerChange> said = Channel.CreateUnbounded<TrackerChange>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ILogger<LiveChanges> log;

    public LiveChanges(ILogger<LiveChanges> log)
    {
        this.log = log;

        // Nothing of whoever asks for this first (language, request) belongs to what the others hear.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(PassOn);
        }
    }

    private event Action<TrackerChange>? Changed;

    /// <summary>Returns at once: however many pages are open, and whatever they do, the person who saved does not wait for them.</summary>
    public void Say(TrackerChange change) => said.Writer.TryWrite(change);

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

    public void Dispose() => said.Writer.TryComplete();

    private async Task PassOn()
    {
        await foreach (var change in said.Reader.ReadAllAsync())
        {
            foreach (var hear in Changed?.GetInvocationList().Cast<Action<TrackerChange>>() ?? [])
            {
                try
                {
                    hear(change);
                }
                catch (Exception problem)
                {
                    // One page that cannot listen must not keep the others from hearing.
                    LogDeaf(log, problem);
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An open page could not hear a change.")]
    private static partial void LogDeaf(ILogger log, Exception problem);

    private sealed class Listening(LiveChanges changes, Action<TrackerChange> hear) : IDisposable
    {
        public void Dispose() => changes.Changed -= hear;
    }
}
