using Xunit;

namespace BazhongTracker.Domain.Tests.Progress.Rules;

public class CumNewTests
{
    private static Judged Of(string asOf, params string[] figures) => Judged.Figures("cum_new", "\"op\":\">=\",\"value\":30", asOf, figures);

    [Fact]
    public void Yearly_totals_and_the_running_year_are_added_up()
    {
        var judged = Of("2023-08-01", "2021 annual 5", "2022 annual 7", "2023Q2 ytd 3");

        Assert.Equal((15.0, "2023Q2"), (judged.Number("value"), (string?)judged["value_period"]));
    }

    [Fact]
    public void A_cumulative_count_goes_before_yearly_totals() =>
        Assert.Equal(14.0, Of("2023-03-01", "2021 annual 5", "2022 annual 7", "2022Q4 cum 14").Number("value"));

    [Fact]
    public void Nothing_is_added_beyond_a_gap()
    {
        var judged = Of("2023-08-01", "2022 annual 7", "2023Q2 ytd 3");

        Assert.Equal(("insufficient_data", "gap_years"), (judged.Status, judged.Flags));
    }

    [Fact]
    public void Full_is_full_whatever_comes_later()
    {
        var judged = Of("2027-01-01", "2023Q4 cum 30", "2024Q4 cum 28");

        Assert.Equal(("achieved", "early locked", 30.0, "2023Q4"), (judged.Status, judged.Flags, judged.Number("value"), (string?)judged["value_period"]));
    }

    [Fact]
    public void Full_in_the_last_quarter_is_final() =>
        Assert.Equal(("achieved", "final locked"), (Of("2026-02-01", "2025Q4 cum 31").Status, Of("2026-02-01", "2025Q4 cum 31").Flags));

    [Fact]
    public void A_short_count_at_the_due_date_is_missed()
    {
        var judged = Of("2026-02-01", "2024Q4 cum 20", "2025Q4 cum 27");

        Assert.Equal(("missed", "final", 0.9, 1.0), (judged.Status, judged.Flags, judged.Number("C"), judged.Number("E")));
        Assert.Null(judged["R"]);
    }

    [Fact]
    public void A_count_not_reported_for_the_due_date_is_waited_for()
    {
        Assert.Equal(("pending_final", 20.0), (Of("2026-02-01", "2024Q4 cum 20").Status, Of("2026-02-01", "2024Q4 cum 20").Number("value")));
        Assert.Equal(("insufficient_data", "overdue_no_data"), (Of("2026-08-01", "2024Q4 cum 20").Status, Of("2026-08-01", "2024Q4 cum 20").Flags));
    }

    [Fact]
    public void A_count_still_short_after_the_due_date_was_short_at_it() => Assert.Equal("missed", Of("2026-08-01", "2024Q4 cum 20", "2026Q1 cum 25").Status);

    [Fact]
    public void A_thin_chance_turns_a_count_within_the_tolerance_into_a_warning()
    {
        var judged = Judged.Figures("cum_new", "\"op\":\">=\",\"value\":1", "2025-02-01", "2024Q4 cum 0");

        Assert.Equal(("at_risk", "forecast_adverse integer_tolerance"), (judged.Status, judged.Flags));
    }

    [Fact]
    public void A_target_that_was_full_at_the_start_is_refused() =>
        Assert.StartsWith("error:", Judged.Figures("cum_new", "\"op\":\">=\",\"value\":3,\"initial\":3", "2023-03-01").Status, StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 4)]
    [InlineData(3, 8)]
    [InlineData(12, 14)]
    [InlineData(40, 11)]
    [InlineData(150, 16)]
    public void The_probability_is_the_sum_of_the_negative_binomial(int count, int quarter)
    {
        var judged = Judged.Figures("cum_new", "\"op\":\">=\",\"value\":200", Cases.Figure(quarter, default, 0).VisibleFrom.ToString("O", null), $"{Cases.Figure(quarter, default, 0).Period} cum {count}");

        var (r, p, below, mass) = (count + 0.5, quarter / 20.0, 0.0, Math.Pow(quarter / 20.0, count + 0.5));
        for (var k = 0; k < 200 - count; k++)
        {
            below += mass;
            mass *= (r + k) / (k + 1) * (1 - p);
        }

        Assert.Equal(1 - below, (double)judged["forecast"]!["probability"]!.GetValue<decimal>(), 9);
    }

    [Fact]
    public void On_the_last_day_a_short_count_is_judged_and_no_pace_is_asked_for()
    {
        var judged = Of("2025-12-31", "2025Q4 cum 27");

        Assert.Equal(("off_track", 0.9, 1.0, "inf"), (judged.Status, judged.Number("C"), judged.Number("E"), (string?)judged["AF"]));
        Assert.Null(judged["required_per_year"]);
    }

    [Theory]
    [InlineData("2025-11-01", "中")]
    [InlineData("2026-02-01", "高")]
    public void After_the_due_date_a_gap_no_longer_lowers_the_confidence(string asOf, string confidence)
    {
        var judged = Of(asOf, "2021 annual 10", "2022Q1 qtr 1", "2022Q3 qtr 2", "2022 annual 8", "2023 annual 15");

        Assert.Equal(("achieved", "early gap_quarters locked", confidence), (judged.Status, judged.Flags, judged.Confidence));
    }

    [Fact]
    public void A_chance_of_exactly_one_half_is_possible_and_of_one_quarter_no_warning()
    {
        Judged One(string asOf, string figure) => Judged.Figures("cum_new", "\"op\":\">=\",\"value\":1,\"start\":\"2020Q4\",\"due\":\"2024Q4\"", asOf, figure);

        Assert.Equal((0.5m, "possible"), (One("2022-02-01", "2021Q4 cum 0")["forecast"]!["probability"]!.GetValue<decimal>(), (string?)One("2022-02-01", "2021Q4 cum 0")["forecast"]!["verdict"]));
        Assert.Equal(("on_track", "integer_tolerance"), (One("2023-05-01", "2023Q1 cum 0").Status, One("2023-05-01", "2023Q1 cum 0").Flags));
    }

    [Theory]
    [InlineData("2021Q4", "off_track", "")]
    [InlineData("2021Q3", "on_track", "integer_tolerance")]
    public void Exactly_one_whole_unit_short_is_not_within_the_tolerance(string period, string status, string flags)
    {
        var judged = Judged.Figures("cum_new", "\"op\":\">=\",\"value\":3,\"start\":\"2021Q2\",\"due\":\"2022Q4\"", "2022-02-01", $"{period} cum 0");

        Assert.Equal((status, flags), (judged.Status, judged.Flags));
    }
}
