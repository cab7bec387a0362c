using BazhongTracker.Web.Access.Sessions;
using BazhongTracker.Web.Shared.Runs;
using Quartz;

namespace BazhongTracker.Web.Jobs;

/// <summary>Says when; what is done stands in <see cref="OldSessions"/>.</summary>
[DisallowConcurrentExecution]
internal sealed class ClearSessionsJob(OldSessions sessions, OncePerNight once) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) 
    {
        // The ends are stored one by one, each once, and those of tonight are cleared away in some weeks.
        if (await once.Run(OncePerNight.Sessions, new TimeOnly(2, 45), sessions.Clear, cancellationToken) is not null)
        {
            await sessions.EndSilent(cancellationToken);
        }
    }
}
