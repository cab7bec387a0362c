using BazhongTracker.Domain.Progress.Json;
using Xunit;

namespace BazhongTracker.Domain.Tests.Progress.Rules;

public class MilestoneTests
{
    private const string TwoYears = "\"start\":\"2021-07-13\",\"due\":\"2023-07-13\"";
    private const string Planned = TwoYears + ",\"plan\":[[\"2022-06-30\",\"列入创建\"],[\"2022-12-31\",\"省级验收\"]]";

    private static Judged Of(string terms, string asOf, params string[] stages) => Judged.Stages("milestone", terms, asOf, stages);

    [Theory]
    [InlineData("2023-07-12", "achieved", "early locked", 0.99863)]
    [InlineData("2023-07-13", "achieved", "locked", 1)]
    [InlineData("2023-08-12", "achieved_late", "late:30 days locked", 1)]
    public void The_day_of_the_award_decides(string day, string status, string flags, double e)
    {
        var judged = Of(TwoYears, "2024-01-01", $"{day} 命名");

        Assert.Equal((status, flags, "高"), (judged.Status, judged.Flags, judged.Confidence));
        Assert.Equal(e, judged.Number("E")!.Value, 5);
    }

    [Fact]
    public void An_award_after_the_day_of_judging_is_not_known_yet() =>
        Assert.Equal("insufficient_data", Of(TwoYears, "2023-07-12", "2023-07-13 命名").Status);

    [Fact]
    public void The_due_day_itself_is_not_yet_overdue() =>
        Assert.Equal(("on_track", "missed"),
            (Of(Planned, "2023-07-13", "2023-07-13 省级验收").Status, Of(Planned, "2023-07-14", "2023-07-13 省级验收").Status));

    [Theory]
    [InlineData("2023-07-14", "pending_final", "awaiting_final", "中")]
    [InlineData("2023-12-10", "pending_final", "awaiting_final", "中")]
    [InlineData("2023-12-11", "insufficient_data", "overdue_no_data", "低")]
    public void Silence_after_the_due_date_is_not_failure(string asOf, string status, string flags, string confidence)
    {
        var judged = Of(TwoYears, asOf, "2022-07-12 公示");

        Assert.Equal((status, flags, confidence, "公示"), (judged.Status, judged.Flags, judged.Confidence, (string?)judged["value"]));
        Assert.Equal((null, null, null), (judged.Number("C"), judged.Number("E"), judged.Number("R")));
    }

    [Fact]
    public void Nothing_ever_reported_is_said_after_the_due_date_too() =>
        Assert.Equal("awaiting_final no_stage_report", Of(TwoYears, "2023-07-14").Flags);

    [Fact]
    public void An_award_not_reported_for_long_stays_an_award() =>
        Assert.Equal("achieved", Of(TwoYears, "2023-07-01", "2021-09-01 命名").Status);

    [Fact]
    public void A_report_is_seen_from_the_end_of_its_period_or_its_day_whichever_is_later()
    {
        string Status(string asOf, string day) => AssessFile.Run(
            $$"""{"target":{"kind":"milestone",{{TwoYears}} },"observations":[{"date":"{{day}}","period":"2021Q4","stage":"命名"}],"as_of":"{{asOf}}"}""")
            .Results[0]!["status"]!.GetValue<string>();

        Assert.Equal(("insufficient_data", "achieved"), (Status("2021-12-30", "2021-11-01"), Status("2021-12-31", "2021-11-01")));
        Assert.Equal(("insufficient_data", "achieved"), (Status("2022-02-28", "2022-03-01"), Status("2022-03-01", "2022-03-01")));
    }

    [Fact]
    public void Without_a_date_a_stage_is_told_and_nothing_judged()
    {
        const string undated = "\"start\":\"2021-07-13\",\"due\":null";
        var (silent, old) = (Of(undated, "2024-01-01"), Of(undated, "2024-01-01", "2022-01-01 公示"));

        Assert.Equal(("no_deadline", "no_deadline no_stage_report", (double?)null), (silent.Status, silent.Flags, silent.Number("C")));
        Assert.Equal(("no_deadline", "no_deadline stale too_stale", (double?)0.9), (old.Status, old.Flags, old.Number("C")));
        Assert.Equal(("not_started", "cancelled"), (Of(undated, "2021-07-12").Status, Of(undated, "2024-01-01", "2022-01-01 终止").Status));
    }

    [Fact]
    public void The_heaviest_stage_counts_not_the_last() => Assert.Equal("公示", (string?)Of(TwoYears, "2023-01-01", "2022-03-01 公示", "2022-09-01 列入创建")["value"]);

    [Fact]
    public void Given_up_is_given_up_even_past_the_due_date() => Assert.Equal(("cancelled", (string?)null), (Of(TwoYears, "2024-01-01", "2022-03-01 终止").Status, Of(TwoYears, "2024-01-01", "2022-03-01 终止").Confidence));

    [Fact]
    public void It_begins_on_the_day_of_the_decision() =>
        Assert.Equal(("not_started", "insufficient_data"), (Of(TwoYears, "2021-07-12").Status, Of(TwoYears, "2021-07-13").Status));

    [Theory]
    [InlineData("2022-06-29", "ahead", "")]
    [InlineData("2022-06-30", "behind", "node_overdue:0 days")]
    [InlineData("2022-09-28", "behind", "node_overdue:90 days")]
    [InlineData("2022-09-29", "off_track", "node_overdue:91 days")]
    [InlineData("2023-01-01", "off_track", "node_overdue:185 days")]
    public void An_overdue_node_is_behind_for_ninety_days(string asOf, string status, string flags)
    {
        var judged = Of(Planned, asOf, "2021-09-01 启动申报", $"{asOf} 未启动");

        Assert.Equal((status, flags), (judged.Status, judged.Flags));
    }

    [Fact]
    public void Further_than_the_plan_is_ahead() =>
        Assert.Equal(("ahead", "on_track"), (Of(Planned, "2022-09-01", "2022-08-01 省级验收").Status, Of(Planned, "2022-09-01", "2022-08-01 列入创建").Status));

    [Fact]
    public void A_ladder_of_its_own_is_used() =>
        Assert.Equal(0.25, Of(TwoYears + ",\"ladder\":{\"报名\":0.25,\"授牌\":1}", "2022-09-01", "2022-08-01 报名").Number("C"));

    [Fact]
    public void A_stage_that_is_not_of_the_ladder_is_ignored() =>
        Assert.Equal("no_stage_report", Of(TwoYears, "2022-09-01", "2022-08-01 挂牌").Flags);

    [Fact]
    public void A_planned_stage_that_is_not_of_the_ladder_is_an_error_of_the_case() =>
        Assert.Equal("error: Unknown stage: 挂牌", Of(TwoYears + ",\"plan\":[[\"2022-06-30\",\"挂牌\"]]", "2022-09-01").Status);
}
