using System.Collections.Concurrent;
using BazhongTracker.Web.Shared.Availability;

namespace BazhongTracker.Web.Access.Sessions;

/// <summary>Whether a session holds, asked before everything a person does: at most once a second of the database, and every two seconds for pages where nobody does anything.</summary>
public sealed partial class SessionWatch(SessionTable table, OpenConnections open, DatabaseState database, TimeProvider clock, ILogger<SessionWatch> log) : BackgroundService
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    // A person's deeds are written down no oftener.
    private static readonly TimeSpan TouchEvery = TimeSpan.FromSeconds(20);

    // While the database does not answer, what it said last still counts for so long.
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Answer> answers = [];
    private readonly ConcurrentDictionary<string, long> touched = [];

    // Of sessions for which nobody asks, because nobody does anything, but which were found to hold.
    private readonly ConcurrentDictionary<string, long> found = [];

    public async Task<bool> Holds(string hash)
    {
        var now = clock.GetTimestamp();
        var last = answers.GetValueOrDefault(hash);
        var answer = last is not null && clock.GetElapsedTime(last.At, now) < Fresh ? last : new Answer(now, Ask(hash), last?.LastGood ?? (found.TryGetValue(hash, out var seen) ? seen : null));
        answers[hash] = answer;
        try
        {
            var holds = await database.OrAway(answer.Holding);
            answer.LastGood = holds ? answer.At : null;
            return holds;
        }
        catch (Exception) when (answer.LastGood is { } good && clock.GetElapsedTime(good, now) < Patience)
        {
            return true;
        }
    }

    /// <summary>The person did something: the session does not run out for now.</summary>
    public async Task Touch(string hash)
    {
        var now = clock.GetTimestamp();
        if (touched.TryGetValue(hash, out var last) && clock.GetElapsedTime(last, now) < TouchEvery)
        {
            return;
        }

        touched[hash] = now;
        try
        {
            await database.OrAway(Written(hash));
        }
        catch (Exception unwritten) when (DatabaseFaults.IsOfDatabase(unwritten))
        {
            // The next deed is written down again.
            touched.TryRemove(hash, out _);
        }
    }

    /// <summary>What was known of a session that was ended here is forgotten at once.</summary>
    public void Forget(string hash)
    {
        answers.TryRemove(hash, out _);
        found.TryRemove(hash, out _);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Sweep(stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                LogBlind(log, problem.Message);
            }
        }
    }

    private async Task Sweep(CancellationToken cancellation)
    {
        var now = clock.GetTimestamp();
        foreach (var (hash, answer) in answers.Where(a => clock.GetElapsedTime(a.Value.At, now) > Patience))
        {
            answers.TryRemove(KeyValuePair.Create(hash, answer));
            touched.TryRemove(hash, out _);
            found.TryRemove(hash, out _);
        }

        var sessions = open.Sessions;
        if (sessions.Count > 0 && !database.Refuses)
        {
            var holding = await table.StillHolding(sessions, cancellation);
            foreach (var held in holding)
            {
                found[held] = now;
            }

            foreach (var over in sessions.Where(s => !holding.Contains(s)))
            {
                Forget(over);
            }
        }
    }

    private async Task<bool> Written(string hash)
    {
        await table.Touch(hash);
        return true;
    }

    private async Task<bool> Ask(string hash) => (await table.StillHolding([hash])).Contains(hash);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether the sessions of open pages still hold could not be asked: {Why}")]
    private static partial void LogBlind(ILogger log, string why);

    private sealed class Answer(long at, Task<bool> holding, long? lastGood)
    {
        public long At => at;
        public Task<bool> Holding => holding;
        public long? LastGood { get; set; } = lastGood;
    }
}
