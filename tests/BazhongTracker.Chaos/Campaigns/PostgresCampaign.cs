using System.Diagnostics;
using BazhongTracker.Chaos.Checking;
using BazhongTracker.Chaos.Servers;
using BazhongTracker.Chaos.Workload;

namespace BazhongTracker.Chaos.Campaigns;

/// <summary>How many rounds of each fault; their order is drawn from the seed.</summary>
internal sealed record PostgresPlan(int Seed, int ServerKills, int ProgramKills, int BothKills, int Commits, int Freezes)
{
    public int Writers { get; init; } = 16;

    /// <summary>The writers are shared out among so many.</summary>
    public int Processes { get; init; } = 2;

    /// <summary>How many answers to COMMIT are tampered with in one round.</summary>
    public int CommitsOfARound { get; init; } = 8;
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(3);
    public TimeSpan Frozen { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Which kinds of tampering are drawn from.</summary>
    public IReadOnlyList<CommitFault> Kinds { get; init; } = Enum.GetValues<CommitFault>();

    /// <summary>Planted in the workers; nothing for the program as it is.</summary>
    public string Defect { get; init; } = "";

    /// <summary>Added to the connection string of the workers.</summary>
    public string Connection { get; init; } = "";
}

internal sealed class PostgresCampaign : IAsyncDisposable
{
    private const int RoundsOfADatabase = 9;
    private readonly PostgresPlan plan;
    private readonly PostgresServer server;
    private readonly Bench bench;
    private readonly Random chance;
    private readonly List<WorkerProcess> workers = [];
    private readonly List<TimeSpan> recoveries = [];
    private readonly Action<string> say;
    private readonly CommitProxy proxy;
    private Place place = null!;
    private int start;

    private PostgresCampaign(PostgresPlan plan, Bench bench, Action<string> say) =>
        (this.plan, this.bench, this.say, server, chance, proxy) = (plan, bench, say, bench.Server, new Random(plan.Seed), CommitProxy.Start(bench.Server.Port));

    public static async Task<int> Run(Arguments arguments)
    {
        var plan = new PostgresPlan(arguments.Seed, arguments.Number("server-kills", 3), arguments.Number("program-kills", 3), arguments.Number("both-kills", 2), arguments.Number("commits", 24), arguments.Number("freezes", 1))
        {
            Writers = arguments.Number("writers", 16), CommitsOfARound = arguments.Number("commits-of-a-round", 8),
            Delay = TimeSpan.FromSeconds(arguments.Number("delay", 3)), Frozen = TimeSpan.FromSeconds(arguments.Number("frozen", 3)),
            Kinds = [.. arguments.Text("kinds", string.Join(',', Enum.GetNames<CommitFault>())).Split(',').Select(k => Enum.Parse<CommitFault>(k, ignoreCase: true))],
        };
        await using var bench = await Bench.Open();
        return Summary.Print("postgres", plan.Seed, await Run(plan, bench, Console.WriteLine));
    }

    public static async Task<Findings> Run(PostgresPlan plan, Bench bench, Action<string> say)
    {
        await using var campaign = new PostgresCampaign(plan, bench, say);
        return await campaign.Rounds();
    }

    public async ValueTask DisposeAsync()
    {
        StopWorkers();
        await proxy.DisposeAsync();
    }

    private async Task<Findings> Rounds()
    {
        var total = new Findings();
        foreach (var group in Order().Chunk(RoundsOfADatabase))
        {
            StopWorkers();
            (var name, place) = await bench.Copy(proxy.Port, plan.Connection);
            start = 0;
            await StartWorkers();
            var (found, rounds) = (new Findings(), 0);
            foreach (var fault in group)
            {
                var watch = Stopwatch.StartNew();
                var hit = await fault.Do(this);
                await Pause();
                found = await Check.Run(bench.Direct(name, place));
                found.Rounds = ++rounds;
                say(FormattableString.Invariant($"{fault.Name}{hit} in {watch.Elapsed.TotalSeconds:0.0} s: {found}"));
                if (found.Breaches > 0)
                {
                    break;
                }

                await Go();
            }

            total.Add(found);
            if (found.Breaches > 0)
            {
                break;
            }
        }

        if (recoveries.Count > 0)
        {
            say(FormattableString.Invariant($"PostgreSQL answered again after {recoveries.Average(r => r.TotalSeconds):0.0} s on average, {recoveries.Max().TotalSeconds:0.0} s at most"));
        }

        return total;
    }

    private sealed record Fault(string Name, Func<PostgresCampaign, Task<string>> Do);

    private List<Fault> Order()
    {
        var faults = Enumerable.Repeat(new Fault("kill -9 of PostgreSQL", c => c.KillServer()), plan.ServerKills)
            .Concat(Enumerable.Repeat(new Fault("kill -9 of the program", c => c.KillProgram()), plan.ProgramKills))
            .Concat(Enumerable.Repeat(new Fault("kill -9 of both", c => c.KillBoth()), plan.BothKills))
            .Concat(Enumerable.Repeat(new Fault("answers to COMMIT", c => c.TamperCommits()), (plan.Commits + plan.CommitsOfARound - 1) / plan.CommitsOfARound))
            .Concat(Enumerable.Repeat(new Fault("PostgreSQL frozen", c => c.Freeze()), plan.Freezes)).ToArray();
        chance.Shuffle(faults);
        return [.. faults];
    }

    private Task Work() => new Pace(chance, place.Folder).Work();

    private async Task<string> KillServer()
    {
        await Work();
        await server.Kill();
        recoveries.Add(await server.StartAgain());
        return "";
    }

    private async Task<string> KillProgram()
    {
        await Work();
        await Reborn();
        return "";
    }

    private async Task<string> KillBoth()
    {
        await Work();
        if (chance.Next(2) == 0)
        {
            await server.Kill();
            workers.ForEach(w => w.Kill());
        }
        else
        {
            workers.ForEach(w => w.Kill());
            await server.Kill();
        }

        recoveries.Add(await server.StartAgain());
        await Reborn();
        return "";
    }

    private async Task<string> TamperCommits()
    {
        var kinds = Enumerable.Range(0, plan.CommitsOfARound).Select(_ => plan.Kinds[chance.Next(plan.Kinds.Count)]).ToList();
        await proxy.Tamper(kinds, plan.Delay, TimeSpan.FromSeconds(180));
        return $" ({string.Join(", ", kinds.GroupBy(k => k).OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Count()}"))})";
    }

    private async Task<string> Freeze()
    {
        await Work();
        server.Freeze();
        await Task.Delay(plan.Frozen);
        server.Thaw();
        return "";
    }

    private async Task Reborn()
    {
        StopWorkers();
        start++;
        await StartWorkers();
        await Work();
    }

    private async Task StartWorkers()
    {
        var writers = plan.Writers / plan.Processes;
        workers.AddRange(await Task.WhenAll(Enumerable.Range(0, plan.Processes).Select(p => WorkerProcess.Start(place, p * writers, writers, start, plan.Defect))));
    }

    private void StopWorkers()
    {
        workers.ForEach(w => w.Dispose());
        workers.Clear();
    }

    private async Task Pause()
    {
        if ((await Task.WhenAll(workers.Select(w => w.Pause()))).Contains(false))
        {
            // What there was to report is reported: the next start has targets of its own.
            await Reborn();
            await Task.WhenAll(workers.Select(w => w.Pause()));
        }
    }

    private Task Go() => Task.WhenAll(workers.Select(w => w.Go()));
}
