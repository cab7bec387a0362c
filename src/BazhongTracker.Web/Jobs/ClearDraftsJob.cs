using BazhongTracker.Web.Features.Reporting;
using Quartz;

namespace BazhongTracker.Web.Jobs;

/// <summary>Says when; what is done stands in <see cref="OldDrafts"/>.</summary>
[DisallowConcurrentExecution]
internal sealed class ClearDraftsJob(OldDrafts drafts) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await drafts.Clear(cancellationToken);
}
