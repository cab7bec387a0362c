using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using Xunit;

namespace BazhongTracker.Domain.Tests.Reporting;

public class FigureWarningTests
{
    private static readonly Target Pigs = A.Target();

    private static ReportedFigure Accepted(Target target, Quarter period, decimal? value, string? stage = null) => ReportedFigure.Imported(
        target, new FigureEntry(period, target.NatureFor(period), value) { Stage = stage }, FigureOrigin.Demo, null, null, null, A.Now, $"{period}");

    private static FigureHistory SameQuarters(Target target, params decimal[] oldestFirst) =>
        new(target, oldestFirst.Select((value, i) => Accepted(target, A.Open.Plus(-4 * (oldestFirst.Length - i)), value)));

    private static FigureFinding? Finding(FigureCheck check, Target target, decimal? value, FigureHistory history, string? stage = null) =>
        FigureWarnings.Check(target, A.Open, value, stage, history).SingleOrDefault(f => f.Check == check);

    [Theory]
    [InlineData(2640, 264)]
    [InlineData(26.4, 264)]
    [InlineData(2640000, 264)]
    public void A_slip_of_the_decimal_point_is_found_and_the_number_meant_is_proposed(decimal typed, decimal meant)
    {
        var found = Finding(FigureCheck.Tenfold, Pigs, typed, SameQuarters(Pigs, 250, 260));

        Assert.False(found!.Passed);
        Assert.Equal((meant, 260m), (found.Proposed!.Value, found.Reference!.Value));
    }

    [Theory]
    [InlineData(268.4)]
    [InlineData(2000)]
    [InlineData(0)]
    public void A_number_of_another_size_is_no_slip_of_the_decimal_point(decimal typed) =>
        Assert.True(Finding(FigureCheck.Tenfold, Pigs, typed, SameQuarters(Pigs, 250, 260))!.Passed);

    [Fact]
    public void A_first_number_is_compared_with_nothing_and_that_is_said_without_a_warning()
    {
        var found = Assert.Single(FigureWarnings.Check(Pigs, A.Open, 9.83m, null, new FigureHistory(Pigs, [])));

        Assert.Equal((FigureCheck.NothingToCompare, true), (found.Check, found.Passed));
        Assert.Null(Finding(FigureCheck.NothingToCompare, Pigs, 250, SameQuarters(Pigs, 260)));
    }

    [Theory]
    [InlineData(186, false)]
    [InlineData(186000, false)]
    [InlineData(18.7, true)]
    public void A_correction_of_the_first_number_of_all_is_held_against_what_it_corrects(decimal typed, bool passed)
    {
        var history = new FigureHistory(Pigs, [Accepted(Pigs, A.Open, 18.6m)]);

        Assert.Equal((passed, 18.6m), Finding(FigureCheck.Tenfold, Pigs, typed, history) is { } found ? (found.Passed, found.Reference!.Value) : default);
        Assert.Null(Finding(FigureCheck.NothingToCompare, Pigs, typed, history));
    }

    [Fact]
    public void A_stage_reached_before_the_target_began_is_to_be_explained()
    {
        var title = new Target {
            Code = "05-02", Name = "示范市", Quote = "示范市",
            Definition = new TargetVersion
            {
                Kind = TargetKind.Milestone, Start = new DateOnly(2020, 12, 31),
            },
        };
        bool Fits(DateOnly day) => FigureWarnings.Check(title, A.Open, null, "命名", new FigureHistory(title, []), day)
            .Single(f => f.Check == FigureCheck.BeforeStart).Passed;

        Assert.False(Fits(new DateOnly(2012, 11, 2)));
        Assert.True(Fits(new DateOnly(2022, 11, 2)));
    }

    [Fact]
    public void A_count_of_one_may_become_ten() =>
        Assert.Null(Finding(FigureCheck.Tenfold, A.Target(TargetKind.CumNew, unit: "家"), 10, SameQuarters(A.Target(TargetKind.CumNew, unit: "家"), 1)));

    [Fact]
    public void A_cumulative_figure_below_the_quarter_before_is_found()
    {
        var history = new FigureHistory(Pigs, [Accepted(Pigs, new Quarter(2026, 2), 180)]);

        Assert.False(Finding(FigureCheck.CumulativeFell, Pigs, 179.9m, history)!.Passed);
        Assert.True(Finding(FigureCheck.CumulativeFell, Pigs, 180, history)!.Passed);
    }

    [Fact]
    public void A_new_year_begins_below_the_old_one() =>
        Assert.DoesNotContain(
            FigureWarnings.Check(Pigs, new Quarter(2026, 1), 87, null, new FigureHistory(Pigs, [Accepted(Pigs, new Quarter(2025, 4), 350)])),
            f => f.Check == FigureCheck.CumulativeFell);

    [Fact]
    public void A_count_since_the_plan_began_is_compared_across_years()
    {
        var firms = A.Target(TargetKind.CumNew, unit: "家");
        var history = new FigureHistory(firms, [Accepted(firms, new Quarter(2025, 4), 12)]);

        Assert.False(Finding(FigureCheck.CumulativeFell, firms, 11, history)!.Passed);
    }

    [Theory]
    [InlineData(270, true)]
    [InlineData(200, false)]
    [InlineData(400, false)]
    public void A_figure_outside_the_same_quarter_of_earlier_years_is_found(decimal value, bool passed) =>
        Assert.Equal(passed, Finding(FigureCheck.OutsideUsual, Pigs, value, SameQuarters(Pigs, 240, 250, 245, 260))!.Passed);

    [Fact]
    public void A_series_that_grows_fast_may_go_on_growing()
    {
        var history = SameQuarters(Pigs, 100, 125, 150);

        Assert.True(Finding(FigureCheck.OutsideUsual, Pigs, 190, history)!.Passed);
        Assert.False(Finding(FigureCheck.OutsideUsual, Pigs, 200, history)!.Passed);
    }

    [Fact]
    public void One_earlier_year_makes_no_range() => Assert.Null(UsualRange.Of(Pigs, SameQuarters(Pigs, 250), A.Open));

    [Fact]
    public void A_share_ranges_by_points_and_ends_at_100()
    {
        var share = A.Target(TargetKind.Hold, Measure.Rate, unit: "%");

        var usual = UsualRange.Of(share, SameQuarters(share, 95, 98.5m), A.Open)!;

        Assert.Equal((92m, 100m), (usual.Low, usual.High));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(4, false)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void The_range_that_is_shown_is_the_one_that_is_checked(decimal value, bool passed)
    {
        var firms = A.Target(TargetKind.AnnualNew, unit: "个");
        var history = SameQuarters(firms, 7, 8, 7, 8);
        var usual = UsualRange.Of(firms, history, A.Open)!;
        var found = Finding(FigureCheck.OutsideUsual, firms, value, history)!;

        Assert.Equal((5m, 10m), (usual.Low, usual.High));
        Assert.Equal((passed, value < 5 ? 5m : 10m), (found.Passed, found.Reference!.Value));
    }

    [Fact]
    public void The_ends_of_the_range_are_round_and_never_narrower()
    {
        var usual = UsualRange.Of(Pigs, SameQuarters(Pigs, 12.34m, 95.27m), A.Open)!;

        Assert.Equal((11.1m, 741m), (usual.Low, usual.High));
    }

    [Fact]
    public void Returned_figures_are_no_history()
    {
        var said = A.Report();
        said.Return(A.Reviewer(), "请核对", said.Version, A.Now, "return");

        Assert.Empty(new FigureHistory(Pigs, [said]).All);
    }

    [Fact]
    public void A_stage_before_the_former_one_and_one_that_stands_still_are_found()
    {
        var park = A.Target(TargetKind.Milestone);
        var history = new FigureHistory(park, [Accepted(park, new Quarter(2026, 1), null, "省级验收"), Accepted(park, new Quarter(2026, 2), null, "省级验收")]);

        Assert.False(Finding(FigureCheck.StageBack, park, null, history, "列入创建")!.Passed);
        Assert.True(Finding(FigureCheck.StageBack, park, null, history, "公示")!.Passed);
        Assert.False(Finding(FigureCheck.StandsStill, park, null, history, "省级验收")!.Passed);
        Assert.True(Finding(FigureCheck.StandsStill, park, null, history, "公示")!.Passed);
    }

    [Fact]
    public void A_building_site_that_grows_does_not_stand_still()
    {
        var site = A.Target(TargetKind.ProjectList);
        var history = new FigureHistory(site, [Accepted(site, new Quarter(2026, 1), 30, "开工"), Accepted(site, new Quarter(2026, 2), 34, "开工")]);

        Assert.True(Finding(FigureCheck.StandsStill, site, 39, history, "开工")!.Passed);
    }
}
