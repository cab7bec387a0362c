using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using Xunit;

namespace BazhongTracker.Domain.Tests.Progress;

/// <summary>From the catalogue row and what was accepted for it to the verdict.</summary>
public class TargetProgressTests
{
    private static readonly DateOnly Decision = new(2021, 7, 13);
    private static readonly DateTime Now = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly PlanEnd = new(2025, 12, 31);

    private static Target Row(TargetKind kind, DateOnly? due, string? required = null, Comparator? comparator = null, decimal? value = null,
        bool parent = false, string name = "目标", decimal? initial = null, string[]? benchmarks = null) => new()
    {
        Code = "12-01", Name = name, Quote = "目标", IsParent = parent,
        Definition = new TargetVersion
        {
            Kind = kind, Start = Decision, Due = due, RequiredStage = required, Comparator = comparator, Value = value,
            Initial = initial, Benchmarks = benchmarks ?? [],
        },
    };

    private static ReportedFigure Stage(string period, string stage, DateOnly? day = null, DateOnly? published = null, decimal? physical = null) => ReportedFigure.Imported(
        Row(TargetKind.Reach, null), new FigureEntry(Quarter.Parse(period), FigureNature.Stage, physical) { Stage = stage, StageDate = day }, FigureOrigin.Demo, published, null, null, Now, $"{period}{stage}");

    private static ReportedFigure Figure(string period, FigureNature nature, decimal value) =>
        ReportedFigure.Imported(Row(TargetKind.Reach, null), new FigureEntry(Quarter.Parse(period), nature, value), FigureOrigin.Demo, null, null, null, Now, $"{period}{value}");

    [Fact]
    public void A_certification_counts_days_from_the_decision()
    {
        var target = Row(TargetKind.Milestone, new DateOnly(2023, 7, 13));

        var result = target.Assess([Stage("2022Q2", "列入创建")], new DateOnly(2022, 7, 13));

        Assert.Equal((0.5m, 0.5m, "列入创建"), (result.C, result.E, result.Stage));
    }

    [Fact]
    public void The_day_of_a_stage_is_its_own_or_the_end_of_the_period()
    {
        var target = Row(TargetKind.Milestone, new DateOnly(2023, 7, 13));

        Assert.Equal(["late:79 days", "locked"], target.Assess([Stage("2023Q3", "命名")], PlanEnd).Flags);
        Assert.Equal(["locked"], target.Assess([Stage("2023Q3", "命名", new DateOnly(2023, 7, 13))], PlanEnd).Flags);
    }

    [Fact]
    public void A_stage_counts_only_from_its_publication_and_an_unknown_word_not_at_all()
    {
        var target = Row(TargetKind.Milestone, new DateOnly(2023, 7, 13));
        var asOf = new DateOnly(2022, 10, 1);

        Assert.Null(target.Assess([Stage("2022Q2", "公示", published: new DateOnly(2022, 11, 1)), Stage("2022Q2", "挂牌")], asOf).Stage);
    }

    [Fact]
    public void A_project_is_a_list_of_itself()
    {
        var target = Row(TargetKind.ProjectList, PlanEnd, required: "建成");

        var result = target.Assess([Stage("2023Q2", "开工", physical: 50)], new DateOnly(2023, 9, 30));

        Assert.Equal((0.7m, 0m), (result.C, result.Value));
        Assert.Equal(ProgressStatus.Achieved, target.Assess([Stage("2025Q4", "建成")], PlanEnd.AddDays(60)).Status);
        Assert.Equal(ProgressStatus.PendingFinal, target.Assess([Stage("2025Q3", "主体完工")], PlanEnd.AddDays(1)).Status);
        Assert.Equal(ProgressStatus.Missed, target.Assess([Stage("2025Q4", "主体完工", new DateOnly(2025, 9, 1))], PlanEnd.AddDays(1)).Status);
    }

    [Fact]
    public void A_growth_is_held_against_the_series_its_row_names()
    {
        var target = Row(TargetKind.Beat, PlanEnd, comparator: Comparator.Above, benchmarks: ["growth.nation", "growth.province"]);
        BenchmarkFigure Benchmark(string series, decimal value) => new()
        {
            Series = series, PeriodIndex = Quarter.YearEnd(2022).Index, Nature = FigureNature.Growth, Value = value, Published = new DateOnly(2023, 2, 1), OperationId = series,
        };
        BenchmarkFigure[] benchmarks = [Benchmark("growth.nation", 3), Benchmark("growth.province", 2.8m), Benchmark("growth.other", 9)];

        var result = target.Assess([Figure("2022Q4", FigureNature.Growth, 3.6m)], new DateOnly(2023, 5, 1), benchmarks);

        Assert.Equal((ProgressStatus.OnTrack, 0.6m, 3m), (result.Status, result.Margin, result.ExpectedValue));
        Assert.Contains("benchmark_missing", target.Assess([Figure("2022Q4", FigureNature.Growth, 3.6m)], new DateOnly(2023, 1, 31), benchmarks).Flags);
    }

    [Fact]
    public void The_stock_at_the_start_is_not_new()
    {
        var target = Row(TargetKind.CumNew, new DateOnly(2026, 7, 13), comparator: Comparator.AtLeast, value: 4, initial: 2);

        Assert.Equal(0.5m, target.Assess([Figure("2022Q4", FigureNature.Cum, 3)], new DateOnly(2023, 2, 1)).C);
    }

    [Fact]
    public void A_parent_is_judged_by_its_members_and_never_by_figures_of_its_own()
    {
        var parent = Row(TargetKind.Composite, PlanEnd, parent: true);
        var count = Row(TargetKind.CumNew, PlanEnd, comparator: Comparator.AtLeast, value: 4);
        var title = Row(TargetKind.Milestone, PlanEnd);
        var asOf = new DateOnly(2026, 2, 1);

        var result = TargetProgress.AssessMembers(
            [(count, [Figure("2025Q4", FigureNature.Cum, 4)]), (title, [Stage("2025Q4", "公示")])], asOf);

        Assert.Equal((ProgressStatus.Missed, 0.95m), (result.Status, result.C));
        Assert.Equal(ProgressStatus.InsufficientData, parent.Assess([], asOf).Status);
    }

    [Fact]
    public void A_grouped_list_of_projects_is_judged_as_a_list()
    {
        var list = Row(TargetKind.ProjectList, PlanEnd, required: "建成", parent: true);
        var (road, dam) = (Row(TargetKind.ProjectList, PlanEnd, required: "建成", name: "路"), Row(TargetKind.ProjectList, PlanEnd, required: "启动", name: "坝"));

        var result = list.AssessMembers([(road, []), (dam, [Stage("2022Q1", "启动")])], new DateOnly(2023, 9, 30));

        Assert.Equal((ProgressStatus.AtRisk, 1m, 1m), (result.Status, result.C, result.Value));
        Assert.Equal([ProgressStatus.InsufficientData, ProgressStatus.Achieved], result.Items!.Select(i => i.Status));
    }

    [Theory]
    [InlineData(TargetKind.ProjectList)]
    [InlineData(TargetKind.Qualitative)]
    [InlineData(TargetKind.AnnualNew)]
    public void Without_a_criterion_a_target_stays_undefined(TargetKind kind) =>
        Assert.Equal(ProgressStatus.Undefined, Row(kind, null).Assess([], PlanEnd).Status);

    [Fact]
    public void What_is_not_accepted_does_not_count()
    {
        var target = Row(TargetKind.CumNew, PlanEnd, comparator: Comparator.AtLeast, value: 4);
        var clerk = new Actor("li", "李", "economy-it", [RoleNames.Clerk]);
        var waiting = target.Report(new FigureEntry(Quarter.Parse("2022Q4"), FigureNature.Cum, 4), clerk, "economy-it", true, [], new DateOnly(2023, 1, 5), Now, "x");

        Assert.Equal(ProgressStatus.InsufficientData, target.Assess([waiting], new DateOnly(2023, 2, 1)).Status);
    }
}
