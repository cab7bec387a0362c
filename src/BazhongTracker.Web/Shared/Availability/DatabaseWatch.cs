using BazhongTracker.Web.Shared.Live;

namespace BazhongTracker.Web.Shared.Availability;

/// <summary>
/// Asks the database: every second while it is not well or a page is open, and at once when something failed. It also looks at the room on
/// the disk. When it is back, every open page asks again.
/// </summary>
public sealed class DatabaseWatch(DatabaseState state, DatabaseAddress address, DatabaseRoom room, LiveChanges changes, TimeProvider clock)
    : BackgroundService
{
    /// <summary>No answer for so long is silence.</summary>
    public const int Patience = 2;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private readonly DatabaseProbe probe = new(address);

    public override void Dispose()
    {
        probe.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(Patience));
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Watch(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        finally
        {
            // Nobody would say any more that it is back.
            state.IsWatched = false;
        }
    }

    private async Task Watch(CancellationToken stoppingToken)
    {
        state.IsWatched = true;
        using var timer = new PeriodicTimer(Every, clock);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        while (!stoppingToken.IsCancellationRequested)
        {
            var called = state.Awake;
            await Task.WhenAny(tick, called);
            if (tick.IsCompleted)
            {
                await tick;
                tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
            }

            if (called.IsCompleted)
            {
                state.SleepAgain();
            }

            if (called.IsCompleted || state.Now != DatabaseCondition.Well || state.IsHeard || room.IsShort)
            {
                await Look(stoppingToken);
            }
        }
    }

    private async Task Look(CancellationToken stopping)
    {
        var wasAway = state.Now == DatabaseCondition.Away;
        try
        {
            // A server that stands still does not answer a cancellation either: the limit is our own.
            var asked = Task.Run(() => probe.Ask(Patience, closely: state.Now != DatabaseCondition.Well, stopping), stopping);
            _ = asked.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            var readOnly = await asked.WaitAsync(TimeSpan.FromSeconds(Patience), clock, stopping);
            if (wasAway)
            {
                probe.ForgetConnections();
            }

            state.Answered(readOnly, full: room.IsShort || state.Now == DatabaseCondition.Full && !room.TakesSomething());
        }
        catch (Exception silence) when (!stopping.IsCancellationRequested)
        {
            state.Silent(silence.Message);
            return;
        }

        if (wasAway)
        {
            changes.Say(new TrackerChange(null) { FromElsewhere = true });
        }
    }
}
