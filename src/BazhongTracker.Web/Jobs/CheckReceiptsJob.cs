using BazhongTracker.Web.Proof;
using Quartz;

namespace BazhongTracker.Web.Jobs;

/// <summary>Says when; what is done stands in <see cref="CheckReceipts"/>.</summary>
[DisallowConcurrentExecution]
internal sealed class CheckReceiptsJob(CheckReceipts check) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await check.Run(cancellationToken);
}
