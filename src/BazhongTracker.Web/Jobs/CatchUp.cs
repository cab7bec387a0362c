using Quartz;

namespace BazhongTracker.Web.Jobs;

/// <summary>
/// Asks every job of the night, at the start and every 40 seconds, whether it is due: so a night that was missed, or whose run died elsewhere, is made up for within a minute
/// (a frozen holder of a lock is cut off after 15 s). It counts time that passes, not what the clock says, so a clock that jumps back silences nothing.
/// </summary>
internal sealed class CatchUp(ISchedulerFactory schedulers) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(40);
    private static readonly string[] OfTheNight = [nameof(RecomputeProgressJob), nameof(ClearDraftsJob), nameof(ClearSessionsJob), nameof(CheckReceiptsJob)];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ticks = new PeriodicTimer(Between);
        do
        {
            var scheduler = await schedulers.GetScheduler(stoppingToken);
            foreach (var job in OfTheNight)
            {
                await scheduler.TriggerJob(new JobKey(job), cancellationToken: stoppingToken);
            }
        }
        while (await ticks.WaitForNextTickAsync(stoppingToken));
    }
}
