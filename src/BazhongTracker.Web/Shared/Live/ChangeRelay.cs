using System.Threading.Channels;
using Npgsql;

namespace BazhongTracker.Web.Shared.Live;

/// <summary>
/// PostgreSQL only: what one instance commits is heard by the open pages of all others, by LISTEN and NOTIFY. While the database does not answer, pages hear
/// their own instance only; afterwards they ask again once, for what was missed.
/// </summary>
public sealed partial class ChangeRelay(string connectionString, LiveChanges changes, TimeProvider clock, ILogger<ChangeRelay> log) : BackgroundService
{
    private const string Name = "tracker_changes";
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    // One's own notifications come back too, and are known by this.
    private readonly string instance = Guid.NewGuid().ToString("N");
    private readonly Channel<TrackerChange> outgoing = Channel.CreateBounded<TrackerChange>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest });
    private NpgsqlConnection? first;
    private IDisposable? listening;

    /// <summary>Hears the others from the moment it has started, if the database answers.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        listening = changes.Listen(change =>
        {
            if (!change.FromElsewhere)
            {
                outgoing.Writer.TryWrite(change);
            }
        });
        try
        {
            first = await Connect(cancellationToken);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            LogDeaf(log, problem.Message);
        }

        await base.StartAsync(cancellationToken);
    }

    /// <summary>Tells the other instances.</summary>
    public async Task Announce(TrackerChange change, CancellationToken cancellation = default)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var notify = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection);
        notify.Parameters.AddWithValue(Name);
        notify.Parameters.AddWithValue($"{instance} {change.TargetCode}");
        await notify.ExecuteNonQueryAsync(cancellation);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Hear(stoppingToken), Tell(stoppingToken));

    public override void Dispose()
    {
        listening?.Dispose();
        first?.Dispose();
        base.Dispose();
    }

    private async Task Hear(CancellationToken stopping)
    {
        var wait = TimeSpan.Zero;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var missed = first is null;
                await using var connection = first ?? await Connect(stopping);
                first = null;
                wait = TimeSpan.Zero;
                if (missed)
                {
                    LogHearing(log);
                    changes.Say(new TrackerChange(null) { FromElsewhere = true });
                }

                while (!stopping.IsCancellationRequested)
                {
                    await connection.WaitAsync(stopping);
                }
            }
            catch (Exception problem) when (!stopping.IsCancellationRequested)
            {
                if (wait == TimeSpan.Zero)
                {
                    LogDeaf(log, problem.Message);
                }

                await Task.Delay(wait, clock, stopping);
                wait = wait == TimeSpan.Zero ? TimeSpan.FromSeconds(1) : TimeSpan.FromTicks(Math.Min(2 * wait.Ticks, LongestWait.Ticks));
            }
        }
    }

    private async Task Tell(CancellationToken stopping)
    {
        await foreach (var change in outgoing.Reader.ReadAllAsync(stopping))
        {
            try
            {
                await Announce(change, stopping);
            }
            catch (Exception problem) when (!stopping.IsCancellationRequested)
            {
                LogMute(log, problem.Message);
            }
        }
    }

    private async Task<NpgsqlConnection> Connect(CancellationToken cancellation)
    {
        // Kept alive, so that a connection cut without a word is noticed.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = 15 }.ConnectionString);
        try
        {
            connection.Notification += (_, heard) => Take(heard.Payload);
            await connection.OpenAsync(cancellation);
            await using var listen = new NpgsqlCommand($"LISTEN {Name}", connection);
            await listen.ExecuteNonQueryAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private void Take(string payload)
    {
        if (payload.Split(' ', 2) is [var from, var code] && from != instance)
        {
            changes.Say(new TrackerChange(code.Length == 0 ? null : code) { FromElsewhere = true });
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Changes by other instances are not heard for now: {Why}")]
    private static partial void LogDeaf(ILogger log, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "Changes by other instances are heard again.")]
    private static partial void LogHearing(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The other instances could not be told of a change: {Why}")]
    private static partial void LogMute(ILogger log, string why);
}
