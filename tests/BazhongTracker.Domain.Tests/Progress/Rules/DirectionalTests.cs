using Xunit;

namespace BazhongTracker.Domain.Tests.Progress.Rules;

public class DirectionalTests
{
    private static Judged Of(string terms, string asOf, params double[] values) => Judged.Figures(
        "directional", "\"measure\":\"point\",\"frequency\":\"A\"" + terms, asOf,
        [.. values.Select((v, i) => FormattableString.Invariant($"{2020 + i} point {v}"))]);

    [Theory]
    [InlineData("up", 60, 61, 62, "on_track")]
    [InlineData("up", 60, 63, 62, "at_risk")]
    [InlineData("up", 64, 61, 62, "behind")]
    [InlineData("up", 64, 63, 62, "off_track")]
    [InlineData("up", 60, 62, 62, "at_risk")]
    [InlineData("up", 62, 62, 62, "off_track")]
    [InlineData("down", 64, 63, 62, "on_track")]
    [InlineData("down", 60, 63, 62, "behind")]
    public void The_mean_change_and_the_last_one_decide_and_no_change_is_not_better(string direction, double a, double b, double c, string status)
    {
        var judged = Of($",\"direction\":\"{direction}\"", "2023-03-01", a, b, c);

        Assert.Equal((status, "no_threshold", "低"), (judged.Status, judged.Flags, judged.Confidence));
    }

    [Fact]
    public void Only_the_newest_six_year_ends_count() => Assert.Equal(1.0, Of("", "2027-03-01", 90, 10, 11, 12, 13, 14, 15).Number("mean_change"));

    [Fact]
    public void One_value_shows_no_direction() => Assert.Equal("insufficient_data", Of("", "2021-03-01", 60).Status);

    [Theory]
    [InlineData(62.1, "achieved")]
    [InlineData(60, "missed")]
    public void After_the_due_date_the_value_is_held_against_the_base(double last, string status)
    {
        var judged = Of(",\"start\":\"2020\",\"due\":\"2023\"", "2024-03-01", 60, 63, 64, last);

        Assert.Equal((status, "no_threshold", "中", "2023Q4"), (judged.Status, judged.Flags, judged.Confidence, (string?)judged["value_period"]));
    }

    [Theory]
    [InlineData("2017 point 60", "missed")]
    [InlineData("2020 point 61", "achieved")]
    public void What_lies_before_the_start_is_no_base_and_the_earliest_later_value_stands_in(string early, string status)
    {
        var judged = Judged.Figures(
            "directional", "\"measure\":\"point\",\"frequency\":\"A\",\"start\":\"2020\",\"due\":\"2025\"", "2026-03-01",
            [early, "2021 point 64", "2025 point 62"]);

        Assert.Equal(status, judged.Status);
    }

    [Fact]
    public void A_missing_final_value_is_waited_for() => Assert.Equal("pending_final", Of(",\"start\":\"2020\",\"due\":\"2023\"", "2024-03-01", 60, 63, 64).Status);
}
