using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using Xunit;

namespace BazhongTracker.Domain.Tests.Reporting;

public class StageReportTests
{
    private static ReportedFigure Say(TargetKind kind, string? stage, decimal? physical = null) => SayOn(A.Today, kind, stage, physical);

    private static ReportedFigure SayOn(DateOnly? day, TargetKind kind, string? stage, decimal? physical = null) =>
        A.Report(A.Target(kind), new FigureEntry(A.Open, FigureNature.Stage, physical) { Stage = stage, StageDate = day });

    [Theory]
    [InlineData(TargetKind.Milestone, "省级验收")]
    [InlineData(TargetKind.ProjectList, "主体完工")]
    [InlineData(TargetKind.ProjectList, "终止")]
    public void A_stage_of_the_ladder_is_taken(TargetKind kind, string stage) => Assert.Equal(stage, Say(kind, stage).Stage);

    [Theory]
    [InlineData(TargetKind.Milestone, "建成")]
    [InlineData(TargetKind.ProjectList, "命名")]
    [InlineData(TargetKind.ProjectList, "<script>")]
    public void A_stage_of_another_ladder_is_refused(TargetKind kind, string stage) =>
        Assert.Equal("report.stage_unknown", Assert.Throws<RuleViolation>(() => Say(kind, stage)).Code);

    [Theory]
    [InlineData("开工", 101, "report.physical_range")]
    [InlineData("开工", -1, "report.physical_range")]
    [InlineData("主体完工", 90, "report.physical_not_building")]
    public void Physical_progress_is_from_0_to_100_and_only_while_building(string stage, decimal physical, string code) =>
        Assert.Equal(code, Assert.Throws<RuleViolation>(() => Say(TargetKind.ProjectList, stage, physical)).Code);

    [Fact]
    public void Physical_progress_is_kept_with_the_stage() => Assert.Equal(62.5m, Say(TargetKind.ProjectList, "开工", 62.5m).Value);

    [Fact]
    public void A_stage_keeps_the_day_it_was_reached_and_the_document_however_long_before_the_period()
    {
        var won = new DateOnly(2022, 11, 2);
        var figure = A.Report(A.Target(TargetKind.Milestone), new FigureEntry(A.Open, FigureNature.Stage, null)
        {
            Stage = "命名", StageDate = won, DocumentNumber = " 环生态〔2022〕68号 ", DocumentIssuer = "生态环境部",
        });

        Assert.Equal(
            (won, won, "环生态〔2022〕68号", "生态环境部"), (figure.StageDate, figure.ReachedOn, figure.DocumentNumber, figure.DocumentIssuer));
    }

    [Theory]
    [InlineData(null, "report.stage_day_missing")]
    [InlineData("2026-11-25", "report.stage_day_ahead")]
    [InlineData("0022-11-02", "report.stage_day_early")]
    public void A_stage_without_a_day_or_with_one_ahead_is_refused(string? day, string code) =>
        Assert.Equal(code, Assert.Throws<RuleViolation>(() => SayOn(DayText.Read(day), TargetKind.Milestone, "命名")).Code);

    [Fact]
    public void What_has_not_begun_has_no_day() => Assert.Null(SayOn(null, TargetKind.Milestone, StageLadder.NotBegun).StageDate);

    [Theory]
    [InlineData("2022-11-02")]
    [InlineData(" 2022-11-2 ")]
    [InlineData("2022.11.2")]
    [InlineData("2022/11/02")]
    [InlineData("2022年11月2日")]
    [InlineData("２０２２－１１－０２")]
    public void A_day_is_read_as_people_write_it(string text) => Assert.Equal(new DateOnly(2022, 11, 2), DayText.Read(text));

    [Theory]
    [InlineData("去年")]
    [InlineData("2022-13-01")]
    [InlineData("2022-02-30")]
    [InlineData("2022")]
    public void What_is_no_day_is_refused_with_what_was_written(string text)
    {
        var refusal = Assert.Throws<RuleViolation>(() => DayText.Read(text));
        Assert.Equal(("figure.not_a_day", text), (refusal.Code, (string)refusal.Arguments[0]));
    }

    [Theory]
    [InlineData("document", "出台", "命名")]
    [InlineData("institution", "挂牌", "出台")]
    [InlineData("approval", "获批", "建成")]
    public void A_promise_that_is_no_title_has_a_ladder_of_its_own(string ladder, string goal, string foreign)
    {
        var target = new Target { Code = "04-09", Name = "意见", Quote = "意见", Definition = new TargetVersion { Kind = TargetKind.Milestone, Ladder = ladder } };
        var entry = new FigureEntry(A.Open, FigureNature.Stage, null) { StageDate = A.Today };

        Assert.Equal(goal, A.Report(target, entry with { Stage = goal }).Stage);
        Assert.Equal("report.stage_unknown", Assert.Throws<RuleViolation>(() => A.Report(target, entry with { Stage = foreign })).Code);
        Assert.Equal(goal, StageLadder.Of(target)!.Goal);
        Assert.Equal(StageLadder.Of(target)!.Stages.Select(StageLadder.Of(target)!.Weight).Order(),
            StageLadder.Of(target)!.Stages.Select(StageLadder.Of(target)!.Weight));
    }

    [Fact]
    public void Words_without_a_measure_are_not_reported() =>
        Assert.Equal("report.qualitative", Assert.Throws<RuleViolation>(() => A.Report(A.Target(TargetKind.Qualitative))).Code);

    [Theory]
    [InlineData("头", "万头", 0.0001)]
    [InlineData("万元", "亿元", 0.0001)]
    [InlineData("亿", "亿元", 1)]
    [InlineData("吨", "万吨", 0.0001)]
    public void Units_that_differ_by_a_multiple_convert(string typed, string unit, decimal factor) => Assert.Equal(factor, UnitConversion.Factor(typed, unit));

    [Theory]
    [InlineData("公顷", "万亩")]
    [InlineData("%", "万头")]
    [InlineData("万人", "万人次")]
    [InlineData("亿", "%")]
    public void Other_units_are_for_a_person_to_convert(string typed, string unit) => Assert.Null(UnitConversion.Factor(typed, unit));

    [Fact]
    public void A_promise_kept_for_good_need_not_be_reported_and_a_yearly_figure_only_at_the_end_of_the_year()
    {
        var (due, nothing) = (A.Target(), new FigureHistory(A.Target(), []));
        var yearly = A.Target(frequency: Frequency.Annual);
        var settled = new Target { Code = "1", Name = "n", Quote = "q", Definition = new TargetVersion { Kind = TargetKind.Reach, Measure = Measure.Flow, Due = new DateOnly(2025, 12, 31) } };

        Assert.Equal(ReportingDuty.Asked, due.DutyFor(A.Open, ProgressStatus.Achieved, nothing));
        Assert.Equal(ReportingDuty.Settled, settled.DutyFor(A.Open, ProgressStatus.Achieved, nothing));
        Assert.Equal(ReportingDuty.Asked, settled.DutyFor(A.Open, ProgressStatus.Missed, nothing));
        Assert.Equal(ReportingDuty.NotThisPeriod, yearly.DutyFor(A.Open, null, nothing));
        Assert.Equal(ReportingDuty.Asked, yearly.DutyFor(new Quarter(2025, 4), null, nothing));
        Assert.Equal(ReportingDuty.Never, A.Target(TargetKind.Qualitative).DutyFor(A.Open, null, nothing));
    }

    [Fact]
    public void A_preview_of_the_acceptance_leaves_the_figure_as_it_is()
    {
        var figure = A.Report();

        var accepted = figure.IfAccepted(A.Today);

        Assert.Equal((FigureState.Accepted, A.Today), (accepted.State, accepted.Published));
        Assert.Equal((FigureState.AwaitingReview, null), (figure.State, figure.Published));
    }
}
