using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Text;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class StillRequiredTests
{
    private static readonly DateOnly NextYear = new(2026, 11, 25);

    private static string Said(Target target, ProgressStatus status, string working = "{}", YearTotals? totals = null, string? stage = null, DateOnly? day = null)
    {
        var said = Speech.In("zh-CN", () => Speech.Of<StillRequired>().Of(target, Stand.Verdict(status, working, day), totals, stage));
        return said.Note.Length > 0 ? $"{said.Phrase}；{said.Note}" : said.Phrase;
    }

    private static Target Count(string unit = "个") => Stand.Target("06-01", TargetKind.CumNew, 4, unit);

    [Fact]
    public void A_count_says_how_many_are_missing_and_since_when() =>
        Assert.Equal("差2个；已逾期329天", Said(Count(), ProgressStatus.Missed, """{"value":2}""", day: NextYear));

    [Fact]
    public void A_count_still_running_says_until_when() =>
        Assert.Equal("年底前须再增3个", Said(Count(), ProgressStatus.OffTrack, """{"value":1,"required_per_year":6}"""));

    [Fact]
    public void Exactly_the_number_that_had_to_be_exceeded_is_named() =>
        Assert.Equal("恰为700亿元，未超过；已逾期329天", Said(
            Stand.Target("06-08", value: 700, unit: "亿元", comparator: Comparator.Above), ProgressStatus.Missed, """{"value":700}""", day: NextYear));

    [Fact]
    public void In_its_last_year_a_flow_says_what_the_rest_of_the_year_must_bring()
    {
        var target = Stand.Target("06-08", value: 700, unit: "亿元", comparator: Comparator.Above);
        ReportedFigure[] figures =
        [
            Stand.Figure(target, new Quarter(2024, 2), FigureNature.Ytd, 262.4m, new DateOnly(2024, 7, 20)),
            Stand.Figure(target, new Quarter(2024, 4), FigureNature.Annual, 598.4m, new DateOnly(2025, 1, 20)),
            Stand.Figure(target, new Quarter(2025, 2), FigureNature.Ytd, 296.94m, new DateOnly(2025, 7, 20)),
        ];

        Assert.Equal("下半年须超过403.1亿元；为去年同期1.20倍", Said(target, ProgressStatus.Behind, """{"value":632.9}""", YearTotals.Of(target, figures, Stand.Day)));
    }

    [Fact]
    public void Years_before_its_date_it_says_the_yearly_step_rounded_up() =>
        Assert.Equal("每年还须增4.34万头；还差13万头", Said(
            Stand.Target(value: 50), ProgressStatus.Behind, """{"value":37,"required_per_year":4.3333}""", day: new DateOnly(2023, 1, 31)));

    [Fact]
    public void A_ceiling_is_still_to_be_lowered() =>
        Assert.Equal("每年还须降0.08；还差0.29", Said(
            Stand.Target("04-03", value: 1, unit: null, measure: Measure.Rate, comparator: Comparator.AtMost), ProgressStatus.OffTrack,
            """{"value":1.29,"required_per_year":-0.0725}""", day: new DateOnly(2023, 1, 31)));

    [Theory]
    [InlineData(70.34, "余度0.3个百分点")]
    [InlineData(68.9, "须回到不少于70%；还差1.1个百分点")]
    public void A_line_to_be_held_says_its_margin_in_percentage_points(double value, string said) =>
        Assert.Equal(said, Said(
            Stand.Target("04-05", TargetKind.Hold, 70, "%", measure: Measure.Rate), ProgressStatus.AtRisk, FormattableString.Invariant($$"""{"value":{{value}}}""")));

    [Fact]
    public void A_title_names_the_stage_where_it_stands()
    {
        var title = Stand.Target("06-03", TargetKind.Milestone, null, null);

        Assert.Equal("尚在“列入创建”环节；已逾期329天", Said(title, ProgressStatus.Missed, """{"value":"列入创建"}""", day: NextYear));
        Assert.Equal("年底前须获命名；尚未启动", Said(title, ProgressStatus.OffTrack, """{"value":"未启动"}"""));
    }

    [Fact]
    public void Without_any_report_nobody_says_that_nothing_was_begun()
    {
        const string Unreported = """{"value":"未启动","flags":["no_stage_report"]}""";
        var title = Stand.Target("06-03", TargetKind.Milestone, null, null);
        var project = Stand.Target("12-20", TargetKind.ProjectList, null, null, stage: "建成");

        Assert.Equal("未报进度，按未完成计；已逾期329天", Said(title, ProgressStatus.Missed, Unreported, day: NextYear));
        Assert.Equal("年底前须获命名；没有收到进度报告", Said(title, ProgressStatus.OffTrack, Unreported));
        Assert.Equal("未报进度，按未完成计；已逾期329天", Said(project, ProgressStatus.Missed, Unreported, day: NextYear));
        Assert.Equal("年底前须建成；没有收到进度报告", Said(project, ProgressStatus.OffTrack, Unreported));
    }

    [Fact]
    public void A_project_names_the_stage_it_must_reach() =>
        Assert.Equal("年底前须建成；现为“主体完工”", Said(
            Stand.Target("12-20", TargetKind.ProjectList, null, null, stage: "建成"), ProgressStatus.OffTrack, stage: "主体完工"));

    [Fact]
    public void A_date_within_the_year_is_said_in_days() =>
        Assert.Equal("347天内须再增2个", Said(Stand.Target("06-04", TargetKind.CumNew, 3, "个", due: new DateOnly(2026, 7, 13)), ProgressStatus.OffTrack, """{"value":1}"""));

    [Fact]
    public void Without_the_final_figure_it_says_which_one_is_missing_and_for_how_long()
    {
        Assert.Equal("缺2025年全年数；已逾期329天", Said(Stand.Target(), ProgressStatus.InsufficientData, day: NextYear));
        Assert.Equal("等2025年全年数核定", Said(Stand.Target(), ProgressStatus.PendingFinal, day: new DateOnly(2026, 1, 31)));
        Assert.Equal("尚无采用值", Said(Stand.Target(), ProgressStatus.InsufficientData));
    }

    [Fact]
    public void What_the_text_leaves_open_is_said_and_nothing_is_invented()
    {
        Assert.Equal("定性要求，无量化口径", Said(Stand.Target(kind: TargetKind.Qualitative, value: null, undated: true), ProgressStatus.Undefined));
        Assert.Equal("目标值未定", Said(Stand.Target(value: null), ProgressStatus.Undefined));
        Assert.Equal("期限未定", Said(Stand.Target(undated: true), ProgressStatus.Undefined));
    }

    [Fact]
    public void A_promise_without_a_date_says_what_is_left_and_never_that_it_is_late()
    {
        Assert.Equal("还差489.7亿元", Said(Stand.Target(kind: TargetKind.Reach, value: 1000, unit: "亿元", undated: true),
            ProgressStatus.NoDeadline, """{"value":510.3}"""));
        Assert.Equal("尚无采用值", Said(Stand.Target(undated: true), ProgressStatus.NoDeadline));
        Assert.Equal("待获命名；现为“列入创建”",
            Said(Stand.Target(kind: TargetKind.Milestone, value: null, undated: true), ProgressStatus.NoDeadline, """{"value":"列入创建"}"""));
        Assert.Equal("待获命名；没有收到进度报告", Said(Stand.Target(kind: TargetKind.Milestone, value: null, undated: true), ProgressStatus.NoDeadline,
            """{"flags":["no_stage_report"]}"""));
    }

    [Fact]
    public void Of_stages_it_is_a_report_that_is_missing_and_not_a_figure()
    {
        var title = Stand.Target(kind: TargetKind.Milestone, value: null);

        Assert.Equal("等到期后的报告", Said(title, ProgressStatus.PendingFinal, day: new DateOnly(2026, 1, 31)));
        Assert.Equal("缺到期后的报告；已逾期329天", Said(title, ProgressStatus.InsufficientData, """{"flags":["overdue_no_data"]}""", day: NextYear));
        Assert.Equal("没有收到进度报告", Said(title, ProgressStatus.InsufficientData, """{"flags":["no_stage_report"]}"""));
    }

    [Fact]
    public void Years_not_kept_are_listed() =>
        Assert.Equal("2023、2024年未达到；5年中3年达到", Said(
            Stand.Target("04-05", TargetKind.Hold, 70, "%"), ProgressStatus.Missed,
            """{"compliance":{"met":3,"assessed":5,"years":5,"misses":[2023,2024]}}""", day: NextYear));

    [Theory]
    [InlineData("""{"flags":["late:2023Q1"]}""", "2023年一季度达到")]
    [InlineData("""{"flags":["late:30 days"]}""", "晚30天达到")]
    public void Late_achievement_says_how_late(string working, string said) =>
        Assert.Equal(said, Said(Count(), ProgressStatus.AchievedLate, working));

    [Theory]
    [InlineData(69.96, "69.96")]
    [InlineData(72.42, "72.4")]
    public void A_number_is_never_rounded_over_its_promise(double value, string shown) =>
        Assert.Equal(shown, Digits.Shown(Stand.Target("04-05", TargetKind.Hold, 70, "%", measure: Measure.Rate), (decimal)value));
}
