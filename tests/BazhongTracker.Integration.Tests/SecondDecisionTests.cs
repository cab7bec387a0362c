using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Areas;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Recomputing;
using BazhongTracker.Web.Shared.Catalogue;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Shared.Verdicts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>The decision of another place with five targets, some of whose codes the first decision has too, loaded from files beside it.</summary>
public sealed class SecondDecisionTests : IAsyncLifetime
{
    private const string Second = "linjiang-2024-05-20";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TestDatabase database = new();

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await database.SeedPublished();
        await Recompute.WithHistory(None);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private RecomputeProgress Recompute => database.Recompute;

    private async Task Load()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        db.Add(new Area { Code = "linjiang", Name = "临江市", ParentCode = "sichuan" });
        await db.SaveChangesAsync(None);
        await Seed.Decision(db, new DecisionFolder(Path.Combine(AppContext.BaseDirectory, "decisions", Second)), None);
    }

    private async Task<List<string>> VerdictsOf(string decision)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var rows = await db.Assessments.AsNoTracking().Where(a => db.Targets.Any(t => t.Id == a.TargetId && t.DecisionCode == decision))
            .OrderBy(a => a.TargetId).ThenBy(a => a.AsOf).ToListAsync(None);
        return rows.ConvertAll(a => $"{a.TargetId} {a.AsOf:yyyy-MM-dd} {a.Status} {a.Working} {a.IsCurrent} {a.IsShown}");
    }

    [Fact]
    public async Task It_is_judged_from_its_own_adoption_on_by_its_own_figures_and_changes_nothing_of_the_first()
    {
        var first = await VerdictsOf(DecisionFolder.Main.Code);

        await Load();
        await using (var db = await database.Contexts.CreateDbContextAsync(None))
        {
            // The first decision has a 04-01 too, and 08-02 is its grain.
            var grain = await db.Targets.AsNoTracking().SingleAsync(t => t.DecisionCode == Second && t.Code == "02-01", None);
            foreach (var (year, value) in new[] { (2023, 76m), (2024, 77.5m), (2025, 79m) })
            {
                db.Add(ReportedFigure.Imported(
                    grain, new FigureEntry(Quarter.YearEnd(year), FigureNature.Annual, value) { Unit = "万吨" }, FigureOrigin.Demo,
                    new DateOnly(year + 1, 3, 1), "演示", null, database.Clock.GetUtcNow().UtcDateTime, $"grain {year}"));
            }

            await db.SaveChangesAsync(None);
        }

        await Recompute.WithHistory(None);

        Assert.Equal(first, await VerdictsOf(DecisionFolder.Main.Code));
        await using var read = await database.Contexts.CreateDbContextAsync(None);
        var given = (await read.CurrentVerdicts(None)).Values.Join(
            await read.Targets.AsNoTracking().Where(t => t.DecisionCode == Second).ToListAsync(None), v => v.TargetId, t => t.Id,
            (v, t) => (t.Code, v.Status, v.Working.Number)).OrderBy(v => v.Code, StringComparer.Ordinal).ToList();
        Assert.Equal(("02-01", ProgressStatus.Ahead, 79m), given[0]);
        Assert.Equal(5, given.Count);
        Assert.Equal(new DateOnly(2024, 6, 30), await read.Assessments.Where(a => read.Targets.Any(t => t.Id == a.TargetId && t.DecisionCode == Second))
            .MinAsync(a => a.AsOf, None));
    }

    [Fact]
    public async Task Its_text_its_items_and_its_targets_are_its_own_and_the_first_stays_the_one_that_is_meant()
    {
        await Load();
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var decisions = new Decisions(database.Contexts);
        var second = await decisions.Find(Second, None);
        var targets = await db.Targets.AsNoTracking().Where(t => t.DecisionCode == Second).ToListAsync(None);

        Assert.Equal(DecisionFolder.Main.Code, (await decisions.Default(None)).Code);
        Assert.Equal(Second, (await new Decisions(database.Contexts, new() { Default = Second }).Default(None)).Code);
        Assert.All(targets, t => Assert.Equal(t.Quote, second!.Text.Shown(t.QuoteStart, t.QuoteLength)));
        Assert.Equal(["2", "3", "4"], targets.Select(t => second!.SectionAt(t.QuoteStart).Key).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(2, await db.Targets.CountAsync(t => t.Code == "04-01", None));
    }

    [Fact]
    public async Task A_setting_that_names_no_stored_decision_is_refused_in_words()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await new Decisions(database.Contexts, new() { Default = "nowhere" }).Default(None));

        Assert.Contains("nowhere", refusal.Message, StringComparison.Ordinal);
    }
}
