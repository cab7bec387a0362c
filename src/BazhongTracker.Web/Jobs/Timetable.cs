using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Shared.Runs;
using Quartz;

namespace BazhongTracker.Web.Jobs;

/// <summary>Everything that happens by the clock, on one page. The jobs of the night know by themselves whether theirs is done (<see cref="CatchUp"/>).</summary>
internal static class Timetable
{
    public static IHostApplicationBuilder AddTimetable(this IHostApplicationBuilder builder)
    {
        builder.Services.AddQuartz(quartz =>
        {
            var nightly = new JobKey(nameof(RecomputeProgressJob));
            quartz.AddJob<RecomputeProgressJob>(job => job.WithIdentity(nightly));
            quartz.AddTrigger(trigger => trigger.ForJob(nightly).WithCronSchedule("0 0 2 * * ?", cron => cron.InTimeZone(BusinessDay.Zone)));

            var clear = new JobKey(nameof(ClearDraftsJob));
            quartz.AddJob<ClearDraftsJob>(job => job.WithIdentity(clear));
            quartz.AddTrigger(trigger => trigger.ForJob(clear).WithCronSchedule("0 30 2 * * ?", cron => cron.InTimeZone(BusinessDay.Zone)));

            var seal = new JobKey(nameof(SealAuditJob));
            quartz.AddJob<SealAuditJob>(job => job.WithIdentity(seal));
            quartz.AddTrigger(trigger => trigger.ForJob(seal).StartNow().WithSimpleSchedule(every => every.WithInterval(TimeSpan.FromSeconds(30)).RepeatForever()));

            var receipts = new JobKey(nameof(CheckReceiptsJob));
            quartz.AddJob<CheckReceiptsJob>(job => job.WithIdentity(receipts));
            quartz.AddTrigger(trigger => trigger.ForJob(receipts).WithCronSchedule("0 15 3 * * ?", cron => cron.InTimeZone(BusinessDay.Zone)));

            var sessions = new JobKey(nameof(ClearSessionsJob));
            quartz.AddJob<ClearSessionsJob>(job => job.WithIdentity(sessions));
            quartz.AddTrigger(trigger => trigger.ForJob(sessions).WithCronSchedule("0 45 2 * * ?", cron => cron.InTimeZone(BusinessDay.Zone)));
        });
        builder.Services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        builder.Services.AddSingleton<OncePerNight>();
        builder.Services.AddHostedService<CatchUp>();
        return builder;
    }
}
