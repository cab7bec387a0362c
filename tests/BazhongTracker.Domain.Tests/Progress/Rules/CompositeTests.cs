using System.Text.Json.Nodes;
using Xunit;

namespace BazhongTracker.Domain.Tests.Progress.Rules;

public class CompositeTests
{
    private const string Both = """
        "children":[{"id":"a","kind":"cum_new","op":">=","value":4,"start":"2020Q4","due":"2022Q4"},{"id":"b","kind":"milestone","start":"2020-12-31","due":"2022-12-31"}]
        """;

    private static Judged Of(string asOf, string[] counts, string[] stages) =>
        Judged.Parts(Both, asOf, new JsonObject { ["a"] = Judged.Read(counts), ["b"] = Judged.ReadStages(stages) });

    [Fact]
    public void Both_done_is_done() => Assert.Equal("achieved", Of("2023-01-31", ["2022Q4 cum 4"], ["2022-12-01 命名"]).Status);

    [Fact]
    public void The_worst_part_decides() => Assert.Equal("missed", Of("2023-01-31", ["2022Q4 cum 4"], ["2023-01-10 公示"]).Status);

    [Fact]
    public void A_part_without_a_verdict_forbids_achieved_and_after_the_dates_on_track_too()
    {
        var (before, after, longAfter) = (
            Of("2022-12-31", [], ["2022-12-01 命名"]), Of("2023-01-31", [], ["2022-12-01 命名"]), Of("2023-12-31", [], ["2022-12-01 命名"]));

        Assert.Equal(("on_track", "incomplete", "中"), (before.Status, before.Flags, before.Confidence));
        Assert.Equal(("pending_final", "incomplete", "中"), (after.Status, after.Flags, after.Confidence));
        Assert.Equal(("insufficient_data", "incomplete", "低"), (longAfter.Status, longAfter.Flags, longAfter.Confidence));
        Assert.Null(before["C"]);
    }

    [Fact]
    public void A_part_that_was_late_stays_late_until_the_last_date()
    {
        const string soonAndLate = """
            "children":[{"id":"a","kind":"cum_new","op":">=","value":4,"start":"2020Q4","due":"2024Q4"},
              {"id":"b","kind":"milestone","start":"2020-12-31","due":"2022-12-31"}]
            """;
        string Status(string asOf) =>
            Judged.Parts(soonAndLate, asOf, new JsonObject { ["a"] = new JsonArray(), ["b"] = Judged.ReadStages("2023-02-01 命名") }).Status;

        Assert.Equal(("achieved_late", "pending_final"), (Status("2024-12-31"), Status("2025-01-01")));
    }

    [Fact]
    public void A_composite_without_parts_is_an_error_of_the_case() =>
        Assert.Equal("error: A composite has no children.", Judged.Parts("\"children\":[]", "2023-01-31", []).Status);
}
