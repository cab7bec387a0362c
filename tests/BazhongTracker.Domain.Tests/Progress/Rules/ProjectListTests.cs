using Xunit;

namespace BazhongTracker.Domain.Tests.Progress.Rules;

public class ProjectListTests
{
    private const string Two = "\"items\":[{\"name\":\"路\",\"required\":\"建成\"},{\"name\":\"坝\",\"required\":\"启动\"}]";

    private static Judged Of(string asOf, params string[] stages) => Judged.Stages("project_list", Two, asOf, stages);

    [Fact]
    public void Physical_progress_counts_from_the_beginning_of_building() =>
        Assert.Equal(0.7m, Of("2023-06-30", "2023-06-01 开工 路 50", "2022-01-01 启动 坝")["items"]![0]!["C"]!.GetValue<decimal>());

    [Fact]
    public void Fully_built_by_progress_alone_is_not_yet_finished()
    {
        var judged = Of("2023-06-30", "2023-06-01 开工 路 100", "2022-01-01 启动 坝");

        Assert.Equal(("ahead", 0.9999995, 1.0), (judged.Status, judged.Number("C"), judged.Number("value")));
    }

    [Fact]
    public void One_item_off_track_makes_the_list_a_warning_at_best()
    {
        var judged = Of("2023-06-30", "2023-06-01 前期 路", "2022-01-01 启动 坝");

        Assert.Equal(("at_risk", "weak_item", "off_track"), (judged.Status, judged.Flags, judged["items"]![0]!["status"]!.GetValue<string>()));
    }

    [Fact]
    public void One_item_without_a_report_makes_a_list_on_track_a_warning()
    {
        var judged = Of("2023-06-30", "2022-01-01 启动 坝");

        Assert.Equal(
            ("at_risk", 1.0, "insufficient_data"), (judged.Status, judged.Number("C"), judged["items"]![0]!["status"]!.GetValue<string>()));
        Assert.Null(judged["items"]![0]!["C"]);
    }

    [Fact]
    public void Without_any_report_the_list_says_so() =>
        Assert.Equal(
            ("insufficient_data", "no_stage_report", "低"), (Of("2023-06-30").Status, Of("2023-06-30").Flags, Of("2023-06-30").Confidence));

    [Theory]
    [InlineData("2025-12-31", "achieved", "final")]
    [InlineData("2026-01-10", "achieved_late", "")]
    public void The_last_item_decides_when_the_list_was_complete(string day, string status, string flags)
    {
        var judged = Of("2026-06-30", $"{day} 建成 路", "2022-01-01 开工 坝");

        Assert.Equal((status, flags, "高"), (judged.Status, judged.Flags, judged.Confidence));
    }

    [Fact]
    public void After_the_due_date_an_unfinished_item_is_a_miss()
    {
        var judged = Of("2026-01-01", "2025-12-31 主体完工 路", "2022-01-01 启动 坝");

        Assert.Equal(("missed", 0.9, 1.0, 1.0), (judged.Status, judged.Number("C"), judged.Number("E"), judged.Number("value")));
    }

    [Fact]
    public void A_list_of_given_up_projects_is_given_up() => Assert.Equal("cancelled", Of("2023-06-30", "2022-01-01 终止 路", "2022-01-01 终止 坝").Status);

    [Fact]
    public void A_given_up_project_is_left_out_of_the_others_list()
    {
        var judged = Of("2021-12-31", "2021-10-01 终止 路", "2021-11-01 前期 坝");

        Assert.Equal(("ahead", "", 0.5), (judged.Status, judged.Flags, judged.Number("C")));
        Assert.Null(judged["items"]![0]!["C"]);
    }

    [Fact]
    public void Silence_after_the_due_date_is_not_failure()
    {
        Assert.Equal(("pending_final", "awaiting_final no_stage_report"), (Of("2026-05-30").Status, Of("2026-05-30").Flags));
        Assert.Equal(("insufficient_data", "no_stage_report overdue_no_data"), (Of("2026-05-31").Status, Of("2026-05-31").Flags));
    }

    [Fact]
    public void Reports_of_long_ago_are_too_old_to_judge_by()
    {
        var judged = Of("2023-06-30", "2022-01-01 开工 路", "2022-01-01 前期 坝");

        Assert.Equal(("insufficient_data", "too_stale", "低"), (judged.Status, judged.Flags, judged.Confidence));
        Assert.Equal((0.45, null), (judged.Number("C"), judged.Number("R")));
    }

    [Fact]
    public void Without_a_date_a_list_is_kept_or_told()
    {
        Judged Undated(params string[] stages) =>
            Judged.Stages("project_list", Two + ",\"start\":\"2021-07-13\",\"due\":null", "2025-06-30", stages);
        var (kept, told) = (Undated("2023-01-01 建成 路", "2022-01-01 启动 坝"), Undated("2022-01-01 启动 坝"));

        Assert.Equal(("achieved", "no_deadline", "高"), (kept.Status, kept.Flags, kept.Confidence));
        Assert.Equal(("no_deadline", "no_deadline", (string?)null), (told.Status, told.Flags, told.Confidence));
        Assert.Equal(["insufficient_data", "achieved"], told["items"]!.AsArray().Select(i => i!["status"]!.GetValue<string>()));
    }
}
