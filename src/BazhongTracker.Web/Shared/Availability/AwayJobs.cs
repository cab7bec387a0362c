using Quartz;

namespace BazhongTracker.Web.Shared.Availability;

/// <summary>A job whose time comes while nothing can be written waits a minute and tries again; so does one that broke off because of the database.</summary>
internal sealed class AwayJobs(DatabaseState state) : ITriggerListener, IJobListener
{
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(1);

    public string Name => nameof(AwayJobs);

    public async ValueTask<bool> VetoJobExecution(ITrigger trigger, IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (state is { IsWatched: true, Now: not DatabaseCondition.Well })
        {
            await TryAgain(context, cancellationToken);
            return true;
        }

        return false;
    }

    public async ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        if (jobException is not null && DatabaseFaults.IsOfDatabase(jobException))
        {
            await TryAgain(context, cancellationToken);
        }
    }

    public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public ValueTask JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public ValueTask TriggerFired(ITrigger trigger, IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public ValueTask TriggerMisfired(ITrigger trigger, IScheduler scheduler, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public ValueTask TriggerComplete(ITrigger trigger, IJobExecutionContext context, SchedulerInstruction triggerInstructionCode, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    // One second try a job, however many of its times come by.
    private static async ValueTask TryAgain(IJobExecutionContext context, CancellationToken cancellation) => await context.Scheduler.ScheduleTrigger(
        TriggerBuilder.Create().WithIdentity("again", context.JobDetail.Key.Name).ForJob(context.JobDetail.Key).StartAt(context.Scheduler.TimeProvider.GetUtcNow() + Wait).Build(),
        TriggerConflict.Replace, cancellation);
}

internal static class AwayJobsSetup
{
    public static void AddAwayJobs(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AwayJobs>();
        builder.Services.AddQuartz(quartz => quartz.AddTriggerListener(provider => provider.GetRequiredService<AwayJobs>()).AddJobListener(provider => provider.GetRequiredService<AwayJobs>()));
    }
}
