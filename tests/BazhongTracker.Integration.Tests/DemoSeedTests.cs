using System.Globalization;
using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>Each test has a database of its own: a demonstration started on a certain day.</summary>
public sealed class DemoSeedTests : IAsyncLifetime
{
    private const string Today = "2026-11-25";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TestDatabase database = new();

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<int> SeedOn(string day)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        await Seed.Decision(db, None);
        return await Seed.Demo(db, Day(day).ToDateTime(new TimeOnly(4, 0), DateTimeKind.Utc), Day(day), None);
    }

    private async Task<(List<Target> Targets, List<ReportedFigure> Figures)> Stored()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return (await db.Targets.AsNoTracking().ToListAsync(None), await db.Figures.AsNoTracking().ToListAsync(None));
    }

    [Theory]
    [InlineData("2026-11-25", "2026Q2")]
    [InlineData("2027-02-01", "2026Q3")]
    [InlineData("2031-08-15", "2031Q1")]
    public async Task Figures_go_on_to_the_last_closed_quarter_of_whatever_day_it_is(string today, string lastClosed)
    {
        await SeedOn(today);

        var (_, figures) = await Stored();
        var accepted = figures.Where(f => f is { Origin: FigureOrigin.Demo, State: FigureState.Accepted }).ToList();
        var closed = Quarter.Parse(lastClosed);
        foreach (var quarter in Enumerable.Range(0, closed.Index - new Quarter(2021, 1).Index + 1).Select(n => new Quarter(2021, 1).Plus(n)))
        {
            Assert.True(accepted.Count(f => f.Period == quarter) >= 20, $"{quarter}");
        }

        Assert.All(accepted, f => Assert.True(f.Published <= Day(today) && f.Published > f.Period.LastDay && f.Period <= closed.Plus(1), f.OperationId));
        Assert.All(figures.Where(f => f.Origin == FigureOrigin.Demo), f => Assert.Equal("演示", f.Source));
    }

    [Fact]
    public async Task Seeding_again_adds_nothing_on_the_same_day_and_only_new_quarters_later()
    {
        await SeedOn(Today);
        var (_, first) = await Stored();

        Assert.Equal(0, await SeedOn(Today));
        Assert.True(await SeedOn("2027-02-01") > 0);

        var (_, later) = await Stored();
        var kept = later.ToDictionary(f => f.OperationId);
        Assert.All(first, f =>
        {
            var then = kept[f.OperationId];
            Assert.Equal(
                (f.Id, f.Value, f.Stage, f.State, f.Version, f.Published),
                (then.Id, then.Value, then.Stage, then.State, then.Version, then.Published));
        });
        var added = later.ExceptBy(first.Select(f => f.OperationId), f => f.OperationId);
        Assert.All(added, f => Assert.True(f.Period >= new Quarter(2026, 3) || f.Published > Day(Today), f.OperationId));
    }

    [Fact]
    public async Task Two_demonstrations_started_on_different_days_tell_the_same_story()
    {
        await SeedOn(Today);
        var (_, here) = await Stored();
        var there = new DemoSeedTests();
        await there.InitializeAsync();
        await there.SeedOn("2031-08-15");
        var later = (await there.Stored()).Figures.ToDictionary(f => f.OperationId);
        await there.DisposeAsync();

        Assert.All(here.Where(f => f.Period < new Quarter(2026, 3)), f =>
        {
            var then = later[f.OperationId];
            Assert.Equal((f.Value, f.Stage, f.StageDate, f.Published), (then.Value, then.Stage, then.StageDate, then.Published));
        });
    }

    [Fact]
    public async Task A_published_point_is_never_contradicted()
    {
        await SeedOn(Today);
        var (targets, figures) = await Stored();

        foreach (var published in figures.Where(f => f.Origin == FigureOrigin.Published))
        {
            var target = targets.Single(t => t.Id == published.TargetId);
            var invented = figures.Where(f => f.TargetId == target.Id && f.Origin == FigureOrigin.Demo).ToList();
            Assert.DoesNotContain(invented, f => f.PeriodIndex == published.PeriodIndex);
            if (published.Nature == FigureNature.Cum)
            {
                Assert.All(invented, f => Assert.True(f.Period < published.Period ? f.Value <= published.Value : f.Value >= published.Value, f.OperationId));
            }

            if (published.Stage is "建成" or "命名" or "主体完工")
            {
                decimal Weight(ReportedFigure f) => PublishedLadders.Weight(target, f.Stage!)!.Value;
                Assert.All(invented, f => Assert.True(
                    f.Period < published.Period ? Weight(f) < Weight(published) : Weight(f) >= Weight(published), f.OperationId));
            }
        }
    }

    [Fact]
    public async Task Every_invented_figure_would_be_taken_from_a_clerk_and_totals_do_not_fall_within_a_year()
    {
        await SeedOn(Today);
        var (targets, figures) = await Stored();

        foreach (var target in targets)
        {
            var own = figures.Where(f => f.TargetId == target.Id && f.Vintage != PublishedVintages.Flash).OrderBy(f => f.PeriodIndex).ToList();
            Assert.All(own.Where(f => f.Origin == FigureOrigin.Demo), f => FigureRules.Check(target, new FigureEntry(
                f.Period, f.Nature, f.Value) { Stage = f.Stage, StageDate = f.StageDate, Unit = f.Unit }, new DateOnly(2026, 11, 24)));
            Assert.All(own.Where(f => f.Nature is FigureNature.Ytd or FigureNature.Annual).GroupBy(f => f.Period.Year), year =>
                Assert.True(year.Zip(year.Skip(1)).All(p => p.First.Value <= p.Second.Value), $"{target.Code} {year.Key}"));
            var cumulative = own.Where(f => f.Nature == FigureNature.Cum).ToList();
            Assert.True(cumulative.Zip(cumulative.Skip(1)).All(p => p.First.Value <= p.Second.Value), target.Code);
        }

        Assert.DoesNotContain(figures, f => targets.Single(t => t.Id == f.TargetId).IsParent);
    }

    [Fact]
    public async Task The_open_quarter_is_partly_accepted_partly_waiting_and_once_returned_with_its_reason()
    {
        await SeedOn(Today);

        var (targets, figures) = await Stored();
        var open = figures.Where(f => f.Period == new Quarter(2026, 3)).ToList();
        Assert.InRange(open.Count(f => f.State == FigureState.Accepted), 5, targets.Count / 2);
        var waiting = open.Where(f => f.State == FigureState.AwaitingReview).ToList();
        Assert.NotEmpty(waiting);
        Assert.All(waiting, f => Assert.Contains(DemoCast.Clerks, c => c.UserName == f.ReportedBy && c.DepartmentCode == f.ReportedByDepartment));
        Assert.All(waiting, f => Assert.Equal((FigureOrigin.Demo, null), (f.Origin, f.Published)));
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var review = await db.Reviews.SingleAsync(None);
        Assert.Equal((ReviewOutcome.Returned, open.Single(f => f.State == FigureState.Returned).Id), (review.Outcome, review.FigureId));
        Assert.False(string.IsNullOrWhiteSpace(review.Comment));
    }

    [Fact]
    public async Task The_grain_of_2025_is_left_to_report_and_accepting_it_turns_no_data_into_done()
    {
        await SeedOn(Today);
        var (targets, figures) = await Stored();
        var grain = targets.Single(t => t.Code == "08-02");
        var own = figures.Where(f => f.TargetId == grain.Id).ToList();
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var reopening = await db.Reopenings.SingleAsync(None);
        Assert.DoesNotContain(own, f => f.Period == new Quarter(2025, 4));
        Assert.Equal(
            (grain.Id, new Quarter(2025, 4).Index, Day("2027-11-25"), "ducha.hejg"),
            (reopening.TargetId, reopening.PeriodIndex, reopening.Until, reopening.OpenedBy));
        Assert.Equal(ProgressStatus.InsufficientData, grain.Assess(own, Day(Today)).Status);

        var clerk = DemoCast.Clerks[0].Actor;
        var reported = grain.Report(
            new FigureEntry(new Quarter(2025, 4), FigureNature.Annual, 197.2m), clerk, "agriculture", true, [], Day(Today),
            Day(Today).ToDateTime(default, DateTimeKind.Utc), "grain");
        reported.Accept(DemoCast.Reviewer.Actor, null, reported.Version, Day(Today).ToDateTime(default, DateTimeKind.Utc), "accept");

        Assert.Equal(ProgressStatus.Achieved, grain.Assess(own.Append(reported), Day(Today)).Status);
    }

    [Fact]
    public async Task Benchmarks_are_invented_only_where_none_was_published()
    {
        await SeedOn(Today);

        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var series = await db.Benchmarks.AsNoTracking().ToListAsync(None);
        Assert.Equal(6, series.Select(b => b.Series).Distinct().Count());
        Assert.All(series.GroupBy(b => (b.Series, b.PeriodIndex)), g => Assert.Single(g.Select(b => b.Origin).Distinct()));
        Assert.All(series.Where(b => b.Origin == FigureOrigin.Demo), b => Assert.Equal("演示", b.Source));
    }

    [Fact]
    public async Task Every_kind_of_verdict_occurs_over_the_years_and_only_final_ones_today_for_2025()
    {
        await SeedOn(Today);
        var (targets, all) = await Stored();
        var figures = all.ToLookup(f => f.TargetId);
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var benchmarks = await db.Benchmarks.AsNoTracking().ToListAsync(None);
        var reported = targets.Where(t => !t.IsParent).ToList();

        var overTheYears = Enumerable.Range(0, 20).Select(n => new Quarter(2021, 4).Plus(n).LastDay)
            .SelectMany(day => reported.Select(t => t.Assess(figures[t.Id], day, benchmarks).Status)).ToHashSet();
        ProgressStatus[] wanted =
        [
            ProgressStatus.Achieved, ProgressStatus.Ahead, ProgressStatus.OnTrack, ProgressStatus.AtRisk, ProgressStatus.Behind,
            ProgressStatus.OffTrack, ProgressStatus.AchievedLate,
            ProgressStatus.Missed, ProgressStatus.PendingFinal, ProgressStatus.InsufficientData, ProgressStatus.Undefined, ProgressStatus.Cancelled,
        ];
        Assert.Empty(wanted.Except(overTheYears));
        ProgressStatus[] final =
        [
            ProgressStatus.Achieved, ProgressStatus.AchievedLate, ProgressStatus.Missed, ProgressStatus.InsufficientData,
            ProgressStatus.Cancelled, ProgressStatus.Undefined,
        ];
        Assert.All(reported.Where(t => t.Due == new DateOnly(2025, 12, 31)), t =>
            Assert.Contains(t.Assess(figures[t.Id], Day(Today), benchmarks).Status, final));
    }
}
