using Xunit;

namespace BazhongTracker.Domain.Tests.Progress.Rules;

public class AvgGrowthTests
{
    private const string Six = "\"op\":\">=\",\"value\":6";

    private static Judged Of(string asOf, params string[] figures) => Judged.Figures("avg_growth", Six, asOf, figures);

    [Fact]
    public void A_gap_stops_the_chain_of_growths()
    {
        var judged = Of("2024-05-01", "2021 growth 7", "2022 growth 5", "2024 growth 9", "2023Q2 growth 9");

        Assert.Equal("2022", (string?)judged["value_period"]);
        Assert.Equal("", judged.Flags);
        Assert.Equal("gap_years", Of("2025-05-01", "2021 growth 7", "2022 growth 5", "2024 growth 9").Flags.Split(' ')[0]);
    }

    [Fact]
    public void Six_percent_every_year_is_exactly_enough()
    {
        var figures = Enumerable.Range(2021, 5).Select(y => $"{y} growth 6").ToArray();

        Assert.Equal(("achieved", 1.0), (Of("2026-05-01", figures).Status, Of("2026-05-01", figures).Number("C")));
        Assert.Equal(("missed", "boundary final"), (
            Judged.Figures("avg_growth", "\"op\":\">\",\"value\":6", "2026-05-01", figures).Status,
            Judged.Figures("avg_growth", "\"op\":\">\",\"value\":6", "2026-05-01", figures).Flags));
    }

    [Fact]
    public void A_decline_is_judged_as_a_rise_is()
    {
        var judged = Judged.Figures("avg_growth", "\"op\":\"<=\",\"value\":-3", "2023-05-01", "2021 growth -3", "2022 growth -3");

        Assert.Equal(("on_track", 0.4), (judged.Status, judged.Number("C")));
    }

    [Fact]
    public void Levels_without_the_level_of_the_base_year_say_nothing() =>
        Assert.Equal(("insufficient_data", "baseline_unknown"), (Of("2023-05-01", "2021 level 10", "2022 level 11").Status, Of("2023-05-01", "2022 level 11").Flags));

    [Fact]
    public void Data_over_1100_days_old_are_too_old()
    {
        Assert.Equal(("ahead", "stale"), (Of("2025-01-04", "2021 growth 9").Status, Of("2025-01-04", "2021 growth 9").Flags));
        Assert.Equal(("insufficient_data", "stale too_stale"), (Of("2025-01-05", "2021 growth 9").Status, Of("2025-01-05", "2021 growth 9").Flags));
    }

    [Fact]
    public void After_the_due_date_the_missing_figure_is_waited_for()
    {
        var judged = Of("2026-02-01", "2021 growth 6", "2022 growth 6");

        Assert.Equal(("pending_final", "2022", 6.0), (judged.Status, (string?)judged["value_period"], judged.Number("value")));
    }

    [Fact]
    public void After_the_due_date_a_decline_still_moves_away()
    {
        var judged = Of("2026-05-01", "2020 level 100", "2025 level 90");

        Assert.Equal(("missed", "final moving_away", "高"), (judged.Status, judged.Flags, judged.Confidence));
    }

    [Theory]
    [InlineData("2021 growth 7, 2022 growth 5, 2025 growth 9", "awaiting_final gap_years")]
    [InlineData("2025 level 110", "awaiting_final baseline_unknown")]
    public void After_the_due_date_too_it_is_said_why_the_final_figure_cannot_be_told(string figures, string flags) =>
        Assert.Equal(("pending_final", flags), (Of("2026-05-01", figures.Split(", ")).Status, Of("2026-05-01", figures.Split(", ")).Flags));

    [Fact]
    public void An_average_growth_of_nothing_has_no_pace() =>
        Assert.StartsWith("error:", Judged.Figures("avg_growth", "\"op\":\">=\",\"value\":0", "2023-05-01", "2021 growth 6").Status, StringComparison.Ordinal);

    [Fact]
    public void With_no_year_left_no_growth_is_asked_for()
    {
        var judged = Of("2025-12-31", "2020 level 10", "2025 level 13");

        Assert.Equal(("off_track", 1.3, "inf"), (judged.Status, judged.Number("index"), (string?)judged["AF"]));
        Assert.Null(judged["required_growth_pct"]);
    }
}
