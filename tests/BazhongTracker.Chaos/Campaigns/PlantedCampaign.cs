using BazhongTracker.Chaos.Checking;
using BazhongTracker.Chaos.Planted;
using BazhongTracker.Chaos.Servers;
using BazhongTracker.Chaos.Workload;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Web.Features.Recomputing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace BazhongTracker.Chaos.Campaigns;

/// <summary>Defects that the harness plants in variations of its own, never in the program: a campaign that does not see them proves nothing.</summary>
internal static class PlantedCampaign
{
    private const int Instances = 8;

    private static readonly Dictionary<string, Func<Bench, int, Action<string>, Task<Findings>>> All = new()
    {
        ["synchronous-commit-off"] = (bench, seed, say) => PostgresCampaign.Run(Kills(seed, server: 8, program: 0) with { Connection = ";Options=-c synchronous_commit=off" }, bench, say),
        ["receipt-before-commit"] = (bench, seed, say) => PostgresCampaign.Run(Kills(seed, server: 0, program: 8) with { Defect = "receipt-before-commit" }, bench, say),
        ["audit-outside"] = (bench, seed, say) => PostgresCampaign.Run(Kills(seed, server: 0, program: 8) with { Defect = "audit-outside" }, bench, say),
        ["retry-without-id"] = (bench, seed, say) => PostgresCampaign.Run(Cut(seed) with { Defect = "retry-without-id" }, bench, say),
        ["unknown-said-failed"] = (bench, seed, say) => PostgresCampaign.Run(Cut(seed) with { Defect = "unknown-said-failed" }, bench, say),
        ["version-not-in-where"] = (bench, seed, _) => Interleavings.OnPostgres(
            bench, 150, seed, (_, name) => bench.Server.Query("DROP INDEX \"IX_Reviews_FigureId\"", name), options => options.ReplaceService<IModelCustomizer, VersionNotChecked>()),
        ["withdraw-without-version"] = (bench, seed, _) => Interleavings.OnPostgres(bench, 150, seed, defect: options => options.ReplaceService<IModelCustomizer, VersionNotChecked>()),
        ["revisions-without-index"] = (bench, seed, _) => Interleavings.OnPostgres(bench, 150, seed, (_, name) => bench.Server.Query("DROP INDEX \"OneAwaitingReview\"; DROP INDEX \"OneOfARevision\"", name)),
        ["job-without-unique-row"] = (bench, _, _) => Jobs(bench, isUnique: false, isLocked: false),
    };

    public static IReadOnlyCollection<string> Names => All.Keys;

    public static async Task<int> Run(Arguments arguments)
    {
        await using var bench = await Bench.Open();
        var missed = 0;
        foreach (var name in arguments.Text("only", "") is { Length: > 0 } only ? [only] : Names)
        {
            var found = await Run(name, bench, arguments.Seed, Console.WriteLine);
            missed += found.Breaches == 0 ? 1 : 0;
            Console.WriteLine($"planted {name}: {(found.Breaches > 0 ? "CAUGHT" : "NOT CAUGHT")}; {found}");
            found.Words.Take(3).ToList().ForEach(word => Console.WriteLine($"  {word}"));
        }

        Console.WriteLine($"planted: {missed} not caught, seed {arguments.Seed}");
        return missed == 0 ? 0 : 1;
    }

    public static Task<Findings> Run(string name, Bench bench, int seed, Action<string> say) => All[name](bench, seed, say);

    /// <summary>Several instances begin the same night at once.</summary>
    /// <param name="isUnique">Whether the key of a run is.</param>
    /// <param name="isLocked">Whether the lock is taken; either is enough.</param>
    public static async Task<Findings> Jobs(Bench bench, bool isUnique, bool isLocked)
    {
        var (name, place) = await bench.Copy();
        await bench.Server.Query("DELETE FROM \"Reopenings\"; DELETE FROM \"Assignments\"; DELETE FROM \"Targets\";" + (isUnique ? "" : " DROP INDEX \"IX_JobRuns_Key\""), name);
        await using var services = place.Services(options => options.AddInterceptors(isLocked ? [] : [new LockNotTaken()]));
        var found = new Findings();
        for (; found.Rounds < 10 && found.Breaches == 0; found.Rounds++)
        {
            await bench.Server.Query("DELETE FROM \"JobRuns\"", name);
            var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            async Task<JobRun?> Night()
            {
                await start.Task;
                try
                {
                    return await services.GetRequiredService<RecomputeProgress>().Nightly();
                }
                catch (InvalidOperationException) when (!isUnique)
                {
                    // It met two runs of the night; those who made them are counted.
                    return null;
                }
            }

            var nights = Enumerable.Range(0, Instances).Select(_ => Task.Run(Night)).ToList();
            start.SetResult();
            var ran = (await Task.WhenAll(nights)).Count(r => r is not null);
            var check = await Check.Run(bench.Direct(name, place));
            found.Duplicates += check.Duplicates + (ran == 1 ? 0 : 1);
            if (ran != 1)
            {
                found.Say($"{ran} instances ran the night");
            }

            check.Words.ForEach(found.Say);
        }

        return found;
    }

    // One process, for it starts sooner; a campaign ends with the first breach.
    private static PostgresPlan Kills(int seed, int server, int program) => new(seed, server, program, 0, 0, 0) { Processes = 1 };

    private static PostgresPlan Cut(int seed) => new(seed, 0, 0, 0, 32, 0) { Processes = 1, Kinds = [CommitFault.CutBefore], CommitsOfARound = 8 };
}
