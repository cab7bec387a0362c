using Xunit;

namespace BazhongTracker.Domain.Tests.Progress.Rules;

public class BeatTests
{
    private static Judged Of(string own, string asOf, string nation, string province, string terms = "") => Judged.Figures(
        "beat", $$"""
        "op":">","benchmarks":{"全国":{{Judged.Read(Lines(nation)).ToJsonString()}},"全省":{{Judged.Read(Lines(province)).ToJsonString()}}}{{terms}}
        """, asOf, Lines(own));

    private static string[] Lines(string text) => text.Split(", ", StringSplitOptions.RemoveEmptyEntries);

    private static string Years(params double[] growth) => string.Join(", ", growth.Select((g, i) => FormattableString.Invariant($"{2021 + i} growth {g}")));

    [Theory]
    [InlineData(6.4, "on_track", "")]
    [InlineData(6.2, "at_risk", "thin_margin")]
    [InlineData(6.0, "behind", "boundary in_breach")]
    [InlineData(5.5, "behind", "in_breach")]
    [InlineData(5.4, "off_track", "in_breach")]
    public void The_margin_to_the_highest_benchmark_decides_and_a_tie_fails(double own, string status, string flags)
    {
        var judged = Of(Years(own), "2022-05-01", Years(5.0), Years(6.0));

        Assert.Equal((status, flags), (judged.Status, judged.Flags));
        Assert.Equal(own - 6.0, judged.Number("margin")!.Value, 9);
    }

    [Fact]
    public void A_growth_of_one_quarter_is_not_compared_with_a_cumulative_one() =>
        Assert.Equal("insufficient_data", Of("2024Q3 qtr 6", "2024-11-10", "2024Q3 growth 5", "2024Q3 growth 5").Status);

    [Fact]
    public void Nothing_comparable_is_no_data() =>
        Assert.Equal(("insufficient_data", "benchmark_missing"), (Of(Years(6), "2022-05-01", "", "").Status, Of(Years(6), "2022-05-01", "", "").Flags));

    [Fact]
    public void An_earlier_missed_year_is_remembered() => Assert.Equal("prior_miss", Of(Years(5, 9), "2023-05-01", Years(6, 6), Years(6, 6)).Flags);

    [Fact]
    public void After_the_due_date_every_year_must_have_been_higher()
    {
        Assert.Equal("achieved", Of(Years(6, 6, 6, 6, 6), "2026-05-01", Years(5, 5, 5, 5, 5), Years(5, 5, 5, 5, 5)).Status);
        Assert.Equal("missed", Of(Years(9, 9, 9, 9, 4.9), "2026-05-01", Years(5, 5, 5, 5, 5), Years(5, 5, 5, 5, 5)).Status);
    }

    [Fact]
    public void A_year_that_only_equals_the_benchmark_is_missed()
    {
        var judged = Of(Years(6, 6, 5, 6, 6), "2026-05-01", Years(5, 5, 5, 5, 5), Years(4, 4, 4, 4, 4));

        Assert.Equal(("missed", "[2023]"), (judged.Status, judged["compliance"]!["misses"]!.ToJsonString()));
    }

    [Fact]
    public void Over_the_plan_one_weak_year_is_made_up_for_when_that_was_chosen()
    {
        const string average = ",\"mode\":\"period_avg\"";
        Assert.Equal("achieved", Of(Years(9, 9, 9, 9, 4.9), "2026-05-01", Years(5, 5, 5, 5, 5), Years(5, 5, 5, 5, 5), average).Status);
        Assert.Equal("missed", Of(Years(6, 5, 4, 5, 5), "2026-05-01", Years(4, 5, 6, 5, 5), Years(1, 1, 1, 1, 1), average).Status);
        Assert.Equal("pending_final", Of(Years(9, 9, 9, 9), "2026-05-01", Years(5, 5, 5, 5), Years(5, 5, 5, 5), average).Status);
    }

    [Fact]
    public void A_missing_year_waits_150_days_and_then_is_no_data()
    {
        var pending = Of(Years(6, 6, 6, 6), "2026-05-30", Years(5, 5, 5, 5), Years(5, 5, 5, 5));
        var late = Of(Years(6, 6, 6, 6), "2026-05-31", Years(5, 5, 5, 5), Years(5, 5, 5, 5));

        Assert.Equal(("pending_final", "awaiting_final", "中"), (pending.Status, pending.Flags, pending.Confidence));
        Assert.Equal(("insufficient_data", "overdue_no_data", "低"), (late.Status, late.Flags, late.Confidence));
    }

    [Fact]
    public void A_known_miss_is_final_though_another_year_is_unknown()
    {
        var judged = Of(Years(4, 6, 6, 6), "2026-05-01", Years(5, 5, 5, 5), Years(5, 5, 5, 5));

        Assert.Equal(("missed", "final", "中"), (judged.Status, judged.Flags, judged.Confidence));
    }
}
