using System.Reflection;
using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Proof;

/// <summary>
/// When the program began and ended serving stands in the audit, with its machine, process and version: a start without the end before it was a kill, and between an end and a start nobody was served.
/// Before the first page is served; where the row cannot be written, nothing is served.
/// </summary>
internal sealed partial class StartAndStop(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, ILogger<StartAndStop> log) : IHostedService
{
    public const string Started = "program.started";
    public const string Stopped = "program.stopped";

    public Task StartAsync(CancellationToken cancellationToken) => Record(Started, cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Record(Stopped, cancellationToken);
        }
        catch (Exception problem)
        {
            LogNotRecorded(log, problem);
        }
    }

    private async Task Record(string action, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var version = typeof(StartAndStop).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        db.Add(AuditRow.Of(Actor.System, action, FormattableString.Invariant($"{Environment.MachineName} {Environment.ProcessId}"), null, version, clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7().ToString()));
        await db.SaveChangesAsync(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The end of the program could not be written into the audit.")]
    private static partial void LogNotRecorded(ILogger log, Exception problem);
}
