using System.Globalization;
using BazhongTracker.Chaos.Checking;
using BazhongTracker.Chaos.Recording;
using BazhongTracker.Chaos.Workload;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Features.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BazhongTracker.Chaos.Campaigns;

/// <summary>
/// Made-up orders of what can be done to one figure: two tabs type into a draft, clerks submit, withdraw and revise, reviewers accept,
/// return and take back, a button is pressed twice; those of a step start at the same moment.
/// </summary>
internal sealed class Interleavings : IDisposable
{
    private const int AtOnce = 4;
    private static readonly string[] Refusals =
    [
        "report.awaiting_review", "report.already_accepted", "revise.changed_meanwhile", "revise.nothing_accepted", "revise.same_value", "withdraw.already_withdrawn", "withdraw.already_decided",
        "review.already_decided", "review.changed_meanwhile", "review.withdrawn",
        "takeback.not_accepted", "takeback.changed_meanwhile", "takeback.not_yours", "takeback.rested_on",
    ];
    private readonly ServiceProvider services;
    private readonly History history;
    private readonly Deeds once;
    private readonly Deeds twice;
    private int lostDrafts;

    private Interleavings(Place place, Action<DbContextOptionsBuilder>? defect)
    {
        services = place.Services(defect);
        history = new History(Path.Combine(place.Folder, "interleavings.history"));
        (once, twice) = (new Deeds(services, history), new Doubled(services, history));
    }

    public static int SlotsOf(int writers) => writers * Stage.TargetsOfAWriter * Stage.Periods.Count;

    public static async Task<int> Run(Arguments arguments)
    {
        var cases = arguments.Number("cases", 300);
        var exit = 0;
        if (arguments.Text("provider", "both") is "both" or "postgres")
        {
            await using var bench = await Bench.Open();
            exit |= Summary.Print("interleavings on PostgreSQL", arguments.Seed, await OnPostgres(bench, cases, arguments.Seed));
        }

        return arguments.Text("provider", "both") is "both" or "sqlite" ? exit | Summary.Print("interleavings on SQLite", arguments.Seed, await OnSqlite(cases, arguments.Seed)) : exit;
    }

    /// <summary>As many databases as the cases need: each case has a figure of its own.</summary>
    public static async Task<Findings> OnPostgres(Bench bench, int cases, int seed, Func<Place, string, Task>? before = null, Action<DbContextOptionsBuilder>? defect = null)
    {
        var total = new Findings();
        foreach (var part in Enumerable.Range(0, cases).Chunk(SlotsOf(Bench.Writers)))
        {
            var (name, place) = await bench.Copy();
            await (before?.Invoke(place, name) ?? Task.CompletedTask);
            total.Add(await Cases(place, bench.Direct(name, place), part, seed, defect));
        }

        return total;
    }

    public static async Task<Findings> OnSqlite(int cases, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("chaos-").FullName;
        try
        {
            var total = new Findings();
            var writers = Math.Min(Bench.Writers, (cases + SlotsOf(1) - 1) / SlotsOf(1));
            foreach (var part in Enumerable.Range(0, cases).Chunk(SlotsOf(writers)))
            {
                var place = await Stage.OnSqlite(Path.Combine(folder, $"{part[0]}"), writers);
                total.Add(await Cases(place, place with { Connection = place.Connection + ";Pooling=False" }, part, seed, null));
            }

            return total;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose()
    {
        history.Dispose();
        services.Dispose();
    }

    private static async Task<Findings> Cases(Place place, Place direct, int[] cases, int seed, Action<DbContextOptionsBuilder>? defect)
    {
        int lost;
        using (var run = new Interleavings(place, defect))
        {
            await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, cancellation) => await run.Case(number - cases[0], new Random(HashCode(seed, number)), cancellation));
            lost = run.lostDrafts;
        }

        var found = await Check.Run(direct, Refusals);
        found.Rounds = cases.Length;
        found.Lost += lost;
        return found;
    }

    // The same for a seed in every process.
    private static int HashCode(int seed, int number) => unchecked(seed * 486187739 + number);

    private async Task Case(int slot, Random chance, CancellationToken cancellation)
    {
        var (period, target) = (Stage.Periods[slot % Stage.Periods.Count], slot / Stage.Periods.Count);
        var code = Stage.Code(target / Stage.TargetsOfAWriter, target % Stage.TargetsOfAWriter);
        for (var step = chance.Next(3, 7); step > 0; step--)
        {
            var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (chance.Next(5) == 0)
            {
                await TwoTabs(code, period, chance.Next(1000), start, cancellation);
                continue;
            }

            var figure = await Seen(code, period, cancellation);
            var acts = Enumerable.Range(0, chance.Next(2, 4)).Select(actor => Act(code, period, figure, actor, chance)).ToList();
            var running = acts.ConvertAll(act => Task.Run(async () => { await start.Task; await act.By.Do(act.Deed, cancellation); }, cancellation));
            start.SetResult();
            await Task.WhenAll(running);
        }
    }

    private (Deed Deed, Deeds By) Act(string code, Quarter period, SeenFigure? figure, int actor, Random chance)
    {
        var by = chance.Next(4) == 0 ? twice : once;
        var value = (100 + chance.Next(9000) / 100m).ToString(CultureInfo.InvariantCulture);
        var kind = figure is null ? 0 : chance.Next(10);
        return kind switch
        {
            0 => (Deed.New($"clerk{actor}", Deed.Report, $"{code} {period}", value), by),
            1 or 2 => (Deed.New($"clerk{actor}", Deed.Revise, $"{code} {period} {figure!.InForce}", value), by),
            3 => (Deed.New($"clerk{actor}", Deed.Withdraw, $"{figure!.Id} {figure.Reported}", ""), by),
            4 or 5 or 6 => (Deed.New($"reviewer{actor}", Deed.Accept, $"{figure!.Id} {figure.Reported}", "同意"), by),
            7 or 8 => (Deed.New($"reviewer{actor}", Deed.TakeBack, $"{figure!.Id} {figure.Version}", ""), by),
            _ => (Deed.New($"reviewer{actor}", Deed.Return, $"{figure!.Id} {figure.Reported}", "请核对"), by),
        };
    }

    private async Task<SeenFigure?> Seen(string code, Quarter period, CancellationToken cancellation)
    {
        await using var db = await services.Contexts().CreateDbContextAsync(cancellation);
        var last = await db.Figures.AsNoTracking().Where(f => f.PeriodIndex == period.Index && db.Targets.Any(t => t.Id == f.TargetId && t.Code == code))
            .ToListAsync(cancellation);

        // Whoever saw none in force names the one that waits: it may be accepted by then.
        return last.OrderBy(f => f.State == FigureState.AwaitingReview).ThenBy(f => f.ReportedAtUtc).LastOrDefault() is { } figure
            ? new SeenFigure(figure.Id, figure.State == FigureState.AwaitingReview ? figure.Version : figure.OperationId, figure.Version,
                last.InForce()?.Version ?? figure.Version) : null;
    }

    /// <param name="Reported">The version while nobody has decided.</param>
    /// <param name="InForce">The version of the accepted figure.</param>
    private sealed record SeenFigure(Guid Id, string Reported, string Version, string InForce);

    // Of one person: one types the number, the other the note, and neither may take the other's away.
    private async Task TwoTabs(string code, Quarter period, int typed, TaskCompletionSource start, CancellationToken cancellation)
    {
        var clerk = Stage.Clerk(0);
        var seen = await Draft(clerk, code, period, cancellation) ?? DraftCells.Nothing;
        async Task Save(DraftCells cells)
        {
            await start.Task;
            await services.GetRequiredService<SaveDrafts>().Run([new DraftForm(code, period, cells, seen)], clerk, cancellation);
        }

        var (text, note) = ($"{typed},5l", $"说明 {typed}");
        var tabs = new[] { Task.Run(() => Save(seen with { Text = text }), cancellation), Task.Run(() => Save(seen with { Note = note }), cancellation) };
        start.SetResult();
        await Task.WhenAll(tabs);
        if (await Draft(clerk, code, period, cancellation) is not { } stored || stored.Text != text || stored.Note != note)
        {
            Interlocked.Increment(ref lostDrafts);
        }
    }

    private async Task<DraftCells?> Draft(Actor clerk, string code, Quarter period, CancellationToken cancellation)
    {
        await using var db = await services.Contexts().CreateDbContextAsync(cancellation);
        return (await db.Drafts.AsNoTracking().SingleOrDefaultAsync(d => d.UserName == clerk.UserName && d.PeriodIndex == period.Index && db.Targets.Any(t => t.Id == d.TargetId && t.Code == code), cancellation))?.Cells;
    }
}
