using System.Diagnostics;
using BazhongTracker.Chaos.Checking;
using BazhongTracker.Chaos.Servers;
using BazhongTracker.Chaos.Workload;

namespace BazhongTracker.Chaos.Campaigns;

/// <summary>How many rounds of each fault; their order is drawn from the seed.</summary>
internal sealed record PostgresPlan(int Seed, int ServerKills, int ProgramKills, int BothKills, int Commits, int Freezes)
{
    public int Writers { get; init; } = 16;

    /// <summary>How many answers to COMMIT are tampered with in one round.</summary>
    public int CommitsOfARound { get; init; } = 8;
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(3);
    public TimeSpan Frozen { get; init; } = TimeSpan.FromSeconds(3);
}

internal sealed class PostgresCampaign : IAsyncDisposable
{
    private const int RoundsOfADatabase = 9;
    private const int Processes = 2;
    private readonly PostgresPlan plan;
    private readonly PostgresServer server;
    private readonly string folder;
    private readonly Random chance;
    private readonly List<WorkerProcess> workers = [];
    private readonly List<TimeSpan> recoveries = [];
    private readonly Action<string> say;
    private CommitProxy? proxy;
    private Place place = null!;
    private int start;

    private PostgresCampaign(PostgresPlan plan, PostgresServer server, string folder, Action<string> say) =>
        (this.plan, this.server, this.folder, this.say, chance) = (plan, server, folder, say, new Random(plan.Seed));

    public static async Task<int> Run(Arguments arguments)
    {
        var plan = new PostgresPlan(arguments.Seed, arguments.Number("server-kills", 3), arguments.Number("program-kills", 3), arguments.Number("both-kills", 2), arguments.Number("commits", 24), arguments.Number("freezes", 1))
        {
            Writers = arguments.Number("writers", 16), CommitsOfARound = arguments.Number("commits-of-a-round", 8),
            Delay = TimeSpan.FromSeconds(arguments.Number("delay", 3)), Frozen = TimeSpan.FromSeconds(arguments.Number("frozen", 3)),
        };
        var findings = await Run(plan, Console.WriteLine);
        return Summary.Print("postgres", plan.Seed, findings);
    }

    public static async Task<Findings> Run(PostgresPlan plan, Action<string> say)
    {
        var folder = Directory.CreateTempSubdirectory("chaos-").FullName;
        await using var server = await PostgresServer.Start();
        try
        {
            await Stage.BuildTemplate(server, folder, plan.Writers);
            await using var campaign = new PostgresCampaign(plan, server, folder, say);
            return await campaign.Rounds();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        StopWorkers();
        if (proxy is not null)
        {
            await proxy.DisposeAsync();
        }
    }

    private async Task<Findings> Rounds()
    {
        proxy = CommitProxy.Start(server.Port);
        var faults = Order();
        var total = new Findings();
        var database = 0;
        foreach (var group in faults.Chunk(RoundsOfADatabase))
        {
            StopWorkers();
            (place, start) = (await Stage.Copy(server, $"chaos{++database}", folder, proxy.Port), 0);
            await StartWorkers(Enumerable.Range(0, Processes));
            var direct = place with { Connection = server.Connection($"chaos{database}") + ";Pooling=false" };
            var found = new Findings();
            foreach (var fault in group)
            {
                var watch = Stopwatch.StartNew();
                var hit = await fault.Do(this);
                await Pause();
                found = await Check.Run(direct);
                found.Rounds = 1;
                say(FormattableString.Invariant($"{fault.Name}{hit} in {watch.Elapsed.TotalSeconds:0.0} s: {found}"));
                if (found.Breaches > 0)
                {
                    found.Words.ForEach(say);
                    break;
                }

                await Go();
            }

            found.Rounds = group.Length;
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

    // Measured by what the writers wrote down, so that a slow machine does as much as a fast one.
    private async Task Work()
    {
        var enough = Written() + chance.Next(15_000, 90_000);
        for (var tick = 0; Written() < enough && tick < 400; tick++)
        {
            await Task.Delay(50);
        }
    }

    private long Written() => new DirectoryInfo(place.Folder).EnumerateFiles("*.history").Sum(f => f.Length);

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
        var kinds = Enumerable.Range(0, plan.CommitsOfARound).Select(_ => (CommitFault)chance.Next(Enum.GetValues<CommitFault>().Length)).ToList();
        await proxy!.Tamper(kinds, plan.Delay, TimeSpan.FromSeconds(60));
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
        await StartWorkers(Enumerable.Range(0, Processes));
        await Work();
    }

    private async Task StartWorkers(IEnumerable<int> which)
    {
        var writers = plan.Writers / Processes;
        workers.AddRange(await Task.WhenAll(which.Select(p => WorkerProcess.Start(place, p * writers, writers, start))));
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
