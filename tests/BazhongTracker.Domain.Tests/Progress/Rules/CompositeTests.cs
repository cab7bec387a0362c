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
    public void The_worst_part_decides() => Assert.Equal("missed", Of("2023-01-31", ["2022Q4 cum 4"], ["2022-12-01 公示"]).Status);

    [Fact]
    public void A_part_without_a_verdict_forbids_achieved()
    {
        var judged = Of("2023-01-31", [], ["2022-12-01 命名"]);

        Assert.Equal(("on_track", "incomplete", "中"), (judged.Status, judged.Flags, judged.Confidence));
        Assert.Null(judged["C"]);
    }

    [Fact]
    public void A_composite_without_parts_is_an_error_of_the_case() =>
        Assert.Equal("error: A composite has no children.", Judged.Parts("\"children\":[]", "2023-01-31", []).Status);
}
