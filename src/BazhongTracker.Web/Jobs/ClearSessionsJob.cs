using BazhongTracker.Web.Access.Sessions;
using Quartz;

namespace BazhongTracker.Web.Jobs;

/// <summary>Says when; what is done stands in <see cref="OldSessions"/>.</summary>
[DisallowConcurrentExecution]
internal sealed class ClearSessionsJob(OldSessions sessions) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await sessions.Clear(cancellationToken);
}
