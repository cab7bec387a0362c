using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Shared.Runs;
using Quartz;

namespace BazhongTracker.Web.Jobs;

/// <summary>Says when; what is done stands in <see cref="OldDrafts"/>.</summary>
[DisallowConcurrentExecution]
internal sealed class ClearDraftsJob(OldDrafts drafts, OncePerNight once) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await once.Run(OncePerNight.Drafts, new TimeOnly(2, 30), drafts.Clear, cancellationToken);
}
