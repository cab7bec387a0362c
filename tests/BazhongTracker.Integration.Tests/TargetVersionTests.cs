using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Recomputing;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Shared.Verdicts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>城镇化率 (12-38) was due at the end of 2025 by the text; a later document gives it until 2027, from July 2025 on, approved in July 2026.</summary>
public sealed class TargetVersionTests : IAsyncLifetime
{
    private const string Code = "12-38";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Effective = new(2025, 7, 1);
    private static readonly DateOnly Approved = new(2026, 7, 15);
    private readonly TestDatabase database = new();
    private Target target = null!;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await database.SeedPublished();
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        target = await db.Targets.AsNoTracking().SingleAsync(t => t.Code == Code, None);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private RecomputeProgress Recompute => database.Recompute;

    private async Task Approve()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        db.Add(new TargetVersion
        {
            TargetId = target.Id, Number = 2, EffectiveOn = Effective, ApprovedOn = Approved, DocumentNumber = "巴府发〔2026〕7号（演示）", ApprovedBy = "an-official",
            Class = TargetClass.Quantitative, Kind = TargetKind.Reach, Measure = Measure.Rate, Comparator = Comparator.AtLeast, Value = 50, Unit = "%",
            Frequency = Frequency.Annual, Start = target.Start, Due = new DateOnly(2027, 12, 31), DueBasis = DueBasis.Explicit,
            BaselineValue = target.BaselineValue, BaselinePeriod = target.BaselinePeriod, BaselineSource = target.BaselineSource, LimitLow = 0, LimitHigh = 100,
        });
        await db.SaveChangesAsync(None);
    }

    private async Task<(ProgressStatus Status, string Working)[]> On(params DateOnly[] days)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        List<(ProgressStatus, string)> given = [];
        foreach (var day in days)
        {
            var verdict = (await db.VerdictsOn(day, None))[target.Id];
            given.Add((verdict.Status, $"{verdict.Working.E}"));
        }

        return [.. given];
    }

    [Fact]
    public async Task An_approval_rewrites_no_verdict_of_a_day_before_it_and_holds_from_its_day_on()
    {
        await Recompute.WithHistory(None);
        DateOnly[] before = [new(2025, 6, 30), new(2025, 9, 30), new(2025, 12, 31), new(2026, 3, 31), new(2026, 6, 30), new(2026, 7, 14)];
        DateOnly[] after = [Approved, new(2026, 9, 30), new(2026, 11, 23)];
        var (then, later) = (await On(before), await On(after));

        await Approve();
        await Recompute.WithHistory(None);

        Assert.Equal(then, await On(before));
        var now = await On(after);
        Assert.All(now.Zip(later), pair => Assert.NotEqual(pair.First, pair.Second));
        // By the text the final figure is missing; by the later document four sevenths of the way should be gone with the figure of 2024.
        Assert.All(later, n => Assert.Equal((ProgressStatus.InsufficientData, ""), n));
        Assert.All(now, n => Assert.StartsWith("0.571", n.Working, StringComparison.Ordinal));
        Assert.All(now, n => Assert.Equal(ProgressStatus.Ahead, n.Status));
    }

    [Fact]
    public async Task A_look_back_by_what_is_approved_by_now_judges_the_past_day_by_the_later_document()
    {
        await Approve();
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var read = await db.Targets.AsNoTracking().SingleAsync(t => t.Code == Code, None);
        var figures = await db.Figures.AsNoTracking().Where(f => f.TargetId == read.Id).ToListAsync(None);
        var (day, today) = (new DateOnly(2025, 12, 31), new DateOnly(2026, 11, 25));

        Assert.Equal(0.8m, read.On(day).Assess(figures, day).E);
        Assert.InRange(read.OnAsKnown(day, today).Assess(figures, day).E ?? 0, 0.571m, 0.572m);
    }

    [Fact]
    public async Task A_row_of_the_API_is_the_row_of_the_catalogue()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var stored = await db.Targets.AsNoTracking().ToListAsync(None);
        var members = stored.OrderBy(t => t.Code, StringComparer.Ordinal).ToLookup(t => t.ParentCode, t => t.Code);
        var rows = Directory.EnumerateFiles(DecisionFolder.Main.Targets, "*.json")
            .SelectMany(file => System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(file))!.AsArray()).Select(row => row!.AsObject()).ToList();

        Assert.Equal(stored.Count, rows.Count);
        Assert.All(rows, row =>
        {
            var code = (string)row["code"]!;
            var said = Web.Api.CatalogueRow.Of(stored.Single(t => t.Code == code), [.. members[code]]);
            Assert.True(System.Text.Json.Nodes.JsonNode.DeepEquals(row, said), $"{row.ToJsonString()}\n{said.ToJsonString()}");
        });
    }
}
