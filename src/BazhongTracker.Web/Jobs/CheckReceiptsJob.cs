using BazhongTracker.Web.Proof;
using BazhongTracker.Web.Shared.Runs;
using Quartz;

namespace BazhongTracker.Web.Jobs;

/// <summary>Says when; what is done stands in <see cref="CheckReceipts"/>.</summary>
[DisallowConcurrentExecution]
internal sealed class CheckReceiptsJob(CheckReceipts check, OncePerNight once) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await once.Run(OncePerNight.Receipts, new TimeOnly(3, 15), check.Run, cancellationToken);
}
