using BazhongTracker.Web.Features.Recomputing;
using Quartz;

namespace BazhongTracker.Web.Jobs;

/// <summary>Says when; what is done stands in <see cref="RecomputeProgress"/>.</summary>
[DisallowConcurrentExecution]
public sealed class RecomputeProgressJob(RecomputeProgress recompute) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await recompute.Nightly(cancellationToken);
}
