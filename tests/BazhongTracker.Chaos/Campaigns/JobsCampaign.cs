using System.Diagnostics;
using BazhongTracker.Chaos.Checking;
using BazhongTracker.Chaos.Servers;
using BazhongTracker.Chaos.Workload;
using Microsoft.Extensions.DependencyInjection;

namespace BazhongTracker.Chaos.Campaigns;

/// <summary>How many nights of each fault; their order is drawn from the seed. On SQLite those that need a server are left out.</summary>
internal sealed record JobsPlan(int Seed, int Kills, int Races, int Freezes, int Cuts)
{
    /// <summary>Whether the database has to find the frozen one out (15 s), or the harness cuts it off.</summary>
    public bool IsPatient { get; init; }
}

/// <summary>
/// Nights with two instances, one of which is killed, frozen or cut off at a point drawn from the seed. Whoever reads meanwhile must see the verdicts of one day, all of them; in the end the night is done once, and done again changes nothing.
/// </summary>
internal sealed class JobsCampaign : IAsyncDisposable
{
    private static readonly TimeSpan TakenOver = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CutOff = TimeSpan.FromSeconds(10);
    private readonly Random chance;
    private readonly NightBench bench;
    private readonly Action<string> say;
    private readonly Findings found = new();
    private NightProcess first = null!;
    private NightProcess second = null!;
    private DateOnly day = new(2026, 1, 5);
    private int points;
    private TimeSpan longest;

    private JobsCampaign(NightBench bench, int seed, Action<string> say) => (this.bench, chance, this.say) = (bench, new Random(seed), say);

    public static async Task<int> Run(Arguments arguments)
    {
        var plan = new JobsPlan(arguments.Seed, arguments.Number("kills", 5), arguments.Number("races", 5), arguments.Number("freezes", 2), arguments.Number("cuts", 4)) { IsPatient = arguments.Number("patient", 0) == 1 };
        await using var bench = await Bench.Open();
        var exit = Summary.Print("jobs on PostgreSQL", plan.Seed, await OnPostgres(plan, bench, Console.WriteLine));
        return exit | Summary.Print("jobs on SQLite", plan.Seed, await OnSqlite(plan, Console.WriteLine));
    }

    public static async Task<Findings> OnPostgres(JobsPlan plan, Bench bench, Action<string> say)
    {
        await using var campaign = new JobsCampaign(await NightBench.OnPostgres(bench), plan.Seed, say);
        return await campaign.Nights(plan);
    }

    public static async Task<Findings> OnSqlite(JobsPlan plan, Action<string> say)
    {
        await using var campaign = new JobsCampaign(await NightBench.OnSqlite(), plan.Seed, say);
        return await campaign.Nights(plan with { Freezes = 0, Cuts = 0 });
    }

    public async ValueTask DisposeAsync()
    {
        first?.Dispose();
        second?.Dispose();
        await bench.DisposeAsync();
    }

    private async Task<Findings> Nights(JobsPlan plan)
    {
        var starting = NightProcess.Start(bench.First);
        (second, first) = (await NightProcess.Start(bench.Second), await starting);
        // The first night adds what all closed quarters lack; the second is one like any other.
        await second.Night(day);
        day = day.AddDays(1);
        points = Number(await first.Night(day));
        Func<Task<string>>[] faults =
        [
            .. Enumerable.Repeat(Killed, plan.Kills), .. Enumerable.Repeat(Raced, plan.Races), .. Enumerable.Repeat(() => Frozen(plan.IsPatient), plan.Freezes),
            .. Enumerable.Repeat(Cut, (plan.Cuts + 1) / 2), .. Enumerable.Repeat(CutAtCommit, plan.Cuts / 2),
        ];
        chance.Shuffle(faults);
        foreach (var fault in faults)
        {
            day = day.AddDays(1);
            if (!first.IsAlive)
            {
                first.Dispose();
                first = await NightProcess.Start(bench.First);
            }

            var watch = Stopwatch.StartNew();
            await using (var reader = bench.Watch(found))
            {
                var what = await fault();
                say(FormattableString.Invariant($"{day:yyyy-MM-dd} {what} in {watch.Elapsed.TotalSeconds:0.0} s, seen {reader.Looks} times: {found}"));
            }

            await bench.Check(day, found);
            found.Rounds++;
            if (found.Breaches > 0)
            {
                break;
            }
        }

        say(FormattableString.Invariant($"{points} points a night; the night of a dead, frozen or cut off instance was done after {longest.TotalSeconds:0.0} s at most"));
        return found;
    }

    private async Task<string> Killed()
    {
        var point = Drawn();
        var told = new List<string> { await first.Night(day, point) };
        told.AddRange(await Meanwhile());
        first.Kill();
        told.Add(await TakeOver());
        // One that was killed after COMMIT could not say so.
        Once(told, atLeast: 0);
        return $"kill -9 at {point}";
    }

    private async Task<string> Raced()
    {
        Once(await Task.WhenAll(first.Night(day), second.Night(day)), atLeast: 1);
        return "two at once";
    }

    private async Task<string> Frozen(bool isPatient)
    {
        var point = Drawn();
        var told = new List<string> { await first.Night(day, point) };
        if (told[0] == "at")
        {
            first.Freeze();
            told.AddRange(await Meanwhile());
            if (!isPatient)
            {
                await bench.CutOff();
            }

            told.Add(await TakeOver());
            first.Thaw();
            told.Add(await first.GoesOn());
        }

        Once(told, atLeast: 1);
        return $"frozen at {point}";
    }

    private async Task<string> Cut()
    {
        var point = Drawn();
        var told = new List<string> { await first.Night(day, point) };
        if (told[0] == "at")
        {
            await bench.CutOff();
            var watch = Stopwatch.StartNew();
            told.Add(await first.GoesOn());
            InTime(watch.Elapsed, CutOff, "ended after the cut");
            told.Add(await TakeOver());
        }

        Once(told, atLeast: 1);
        return $"cut off at {point}";
    }

    private async Task<string> CutAtCommit()
    {
        var kind = chance.Next(2) == 0 ? CommitFault.CutRequest : CommitFault.CutBefore;
        var cut = bench.Proxy.Tamper([kind], TimeSpan.Zero, TakenOver);
        var watch = Stopwatch.StartNew();
        var told = new List<string> { await first.Night(day) };
        await cut;
        InTime(watch.Elapsed, CutOff, "ended after the cut");
        told.Add(await TakeOver());
        Once(told, atLeast: kind == CommitFault.CutBefore ? 0 : 1);
        return $"{kind} at COMMIT";
    }

    // While the other one stays in the middle: it is at it, or has not begun. On SQLite whoever writes would wait.
    private async Task<IEnumerable<string>> Meanwhile() => bench.HasServer ? [await second.Night(day)] : [];

    // As the program asks again and again.
    private async Task<string> TakeOver()
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var answer = await second.Night(day);
            if (answer.StartsWith("ran", StringComparison.Ordinal) || await bench.IsDone(day))
            {
                longest = watch.Elapsed > longest ? watch.Elapsed : longest;
                InTime(watch.Elapsed, TakenOver, "done by the other");
                return answer;
            }

            if (watch.Elapsed > TakenOver)
            {
                throw new TimeoutException($"The night of {day:O} was not taken over: {answer}");
            }

            await Task.Delay(200);
        }
    }

    private void InTime(TimeSpan took, TimeSpan longestAllowed, string what)
    {
        if (took > longestAllowed)
        {
            found.Illegal++;
            found.Say(FormattableString.Invariant($"{day:O} was {what} after {took.TotalSeconds:0.0} s"));
        }
    }

    private void Once(IEnumerable<string> told, int atLeast)
    {
        var ran = told.Count(t => t.StartsWith("ran", StringComparison.Ordinal));
        found.Acknowledged += ran;
        if (ran > 1 || ran < atLeast)
        {
            found.Duplicates++;
            found.Say($"{day:O} was said to be done {ran} times: {string.Join(", ", told)}");
        }
    }

    private int Drawn() => chance.Next(1, points + 1);

    private static int Number(string answer) => answer.Split(' ') is ["ran", var n] ? int.Parse(n, System.Globalization.CultureInfo.InvariantCulture) : throw new InvalidOperationException($"The first night ended so: {answer}");
}
