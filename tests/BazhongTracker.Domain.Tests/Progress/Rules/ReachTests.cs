using Xunit;

namespace BazhongTracker.Domain.Tests.Progress.Rules;

public class ReachTests
{
    private static Judged Level(string terms, string asOf, params string[] figures) =>
        Judged.Figures("reach", "\"op\":\">=\",\"value\":100,\"measure\":\"point\"" + terms, asOf, figures);

    private static Judged Flow(string terms, string asOf, params string[] figures) =>
        Judged.Figures("reach", "\"op\":\">\",\"value\":700" + terms, asOf, figures);

    [Fact]
    public void A_missing_quarter_is_not_zero()
    {
        var judged = Flow(",\"baseline\":300", "2023-11-01", "2021 annual 400", "2022 annual 460", "2023Q1 qtr 90", "2023Q3 qtr 150");

        Assert.Equal(460.0, judged.Number("value"));
        Assert.Equal("gap_quarters stale ttm_unavailable", judged.Flags);
    }

    [Fact]
    public void It_has_not_started_before_its_base_period_is_over() =>
        Assert.Equal(("not_started", "insufficient_data"), (Level("", "2020-12-31").Status, Level("", "2021-01-01").Status));

    [Fact]
    public void Of_two_vintages_the_later_published_wins_and_an_old_day_keeps_its_verdict()
    {
        string[] figures = ["2023 point 60 2024-01-20", "2023 point 40 2024-11-20"];

        Assert.Equal(60.0, Level(",\"baseline\":0", "2024-02-01", figures).Number("value"));
        Assert.Equal((40.0, "revised stale"), (Level(",\"baseline\":0", "2024-12-01", figures).Number("value"), Level(",\"baseline\":0", "2024-12-01", figures).Flags));
    }

    [Fact]
    public void A_year_s_total_is_the_later_published_of_annual_and_fourth_cumulative()
    {
        Assert.Equal(410.0, Flow("", "2022-06-01", "2021Q4 ytd 400 2022-01-20", "2021 annual 410 2022-01-20").Number("value"));
        Assert.Equal(400.0, Flow("", "2022-06-01", "2021Q4 ytd 400 2022-03-20", "2021 annual 410 2022-01-20").Number("value"));
    }

    [Fact]
    public void The_first_of_two_figures_stands_in_for_an_unknown_baseline()
    {
        var judged = Level("", "2023-02-01", "2021 point 20", "2022 point 40");

        Assert.Equal((0.25, 0.25), (judged.Number("C"), judged.Number("E")));
        Assert.Equal("baseline_proxy", judged.Flags);
    }

    [Fact]
    public void A_baseline_that_already_meets_the_target_leaves_no_path()
    {
        var judged = Level(",\"baseline\":110", "2023-02-01", "2021 point 105", "2022 point 95");

        Assert.Equal(("off_track", "baseline_met"), (judged.Status, judged.Flags));
        Assert.Null(judged["C"]);
        Assert.Equal("behind", Level(",\"baseline\":110", "2023-02-01", "2021 point 94", "2022 point 95").Status);
        Assert.Equal("off_track", Level(",\"baseline\":110", "2023-02-01", "2021 point 80", "2022 point 89").Status);
    }

    [Fact]
    public void An_official_breakdown_is_the_expectation_and_ends_at_the_target()
    {
        const string path = ",\"baseline\":0,\"path\":[[\"2023\",30],[\"2021\",10],[\"2025\",90]]";

        Assert.Equal(20.0, Level(path, "2023-02-01", "2022 point 20").Number("expected_value"));
        Assert.Equal(65.0, Level(path, "2025-02-01", "2024 point 20").Number("expected_value"));
    }

    [Fact]
    public void The_due_year_above_the_target_is_locked_but_waits_for_its_final_figure()
    {
        string[] figures = ["2024 annual 600", "2025Q3 ytd 701"];

        Assert.Equal(("achieved", "early locked stale ttm_unavailable"), (Flow(",\"baseline\":300", "2025-11-01", figures).Status, Flow(",\"baseline\":300", "2025-11-01", figures).Flags));
        Assert.Equal("pending_final", Flow(",\"baseline\":300", "2026-02-01", figures).Status);
    }

    [Fact]
    public void Excluded_years_do_not_shape_the_season()
    {
        string[] figures = ["2022Q2 ytd 10", "2022 annual 100", "2023Q2 ytd 50", "2023 annual 100", "2024Q2 ytd 50", "2024 annual 100", "2025Q2 ytd 400"];

        Assert.Equal(800.0m, Flow(",\"baseline\":90,\"exclude_years\":[2022]", "2025-08-01", figures)["nowcast"]!["value"]!.GetValue<decimal>());
        Assert.Equal(2, Flow(",\"baseline\":90,\"exclude_years\":[2022]", "2025-08-01", figures)["nowcast"]!["n_years"]!.GetValue<int>());
        Assert.Equal(3, Flow(",\"baseline\":90", "2025-08-01", figures)["nowcast"]!["n_years"]!.GetValue<int>());
    }

    [Fact]
    public void A_preliminary_final_figure_decides_and_lowers_the_confidence()
    {
        var judged = Level(",\"baseline\":0", "2026-03-01", "2025 point 101 2026-01-20 prelim");

        Assert.Equal(("achieved", "final preliminary", "中"), (judged.Status, judged.Flags, judged.Confidence));
    }

    [Fact]
    public void After_the_due_date_a_figure_below_the_base_still_moves_away()
    {
        var judged = Level(",\"baseline\":40", "2026-03-01", "2025 point 30");

        Assert.Equal(("missed", "final moving_away", "高"), (judged.Status, judged.Flags, judged.Confidence));
        Assert.Equal("final", Level(",\"baseline\":40", "2026-03-01", "2025 point 40").Flags);
        Assert.Equal("final late:2026Q1 moving_away", Level(",\"baseline\":40", "2026-06-01", "2025 point 30", "2026Q1 point 100").Flags);
    }

    [Theory]
    [InlineData("", "2024 point 80, 2025 point 100", "achieved", "baseline_proxy final")]
    [InlineData("", "2025 point 100", "achieved", "baseline_unknown final")]
    [InlineData("", "2025 point 90, 2026Q1 point 95", "missed", "baseline_unknown final")]
    [InlineData(",\"baseline\":110", "2025 point 90", "missed", "baseline_met final")]
    [InlineData(",\"baseline\":10", "2020 point 20, 2025 point 90", "missed", "baseline_conflict final")]
    [InlineData("", "2023 point 60, 2024 point 80", "pending_final", "awaiting_final baseline_proxy")]
    [InlineData("", "", "pending_final", "awaiting_final baseline_unknown")]
    public void After_the_due_date_too_the_verdict_says_what_is_known_of_its_base(string terms, string figures, string status, string flags)
    {
        var judged = Level(terms, "2026-05-01", figures.Split(", ", StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((status, flags), (judged.Status, judged.Flags));
    }

    [Fact]
    public void After_the_due_date_too_the_verdict_says_what_is_wrong_with_its_series()
    {
        var judged = Flow(",\"baseline\":300", "2026-03-01", "2025Q1 qtr 90", "2025Q3 qtr 150");

        Assert.Equal(("pending_final", "awaiting_final gap_quarters ttm_unavailable"), (judged.Status, judged.Flags));
        Assert.Equal(
            "final ytd_decrease", Flow(",\"baseline\":300", "2026-03-01", "2024 annual 400", "2025Q3 ytd 720", "2025 annual 710").Flags);
    }

    [Theory]
    [InlineData("2026-05-30", "pending_final")]
    [InlineData("2026-05-31", "insufficient_data")]
    public void The_final_figure_may_come_for_150_days(string asOf, string status) => Assert.Equal(status, Level(",\"baseline\":0", asOf, "2024 point 80").Status);

    [Fact]
    public void An_annual_target_may_be_older_than_a_quarterly_one()
    {
        Assert.Equal("stale", Level(",\"baseline\":0", "2024-08-01", "2023 point 60").Flags);
        Assert.Equal("", Level(",\"baseline\":0,\"frequency\":\"A\"", "2024-08-01", "2023 point 60").Flags);
    }

    [Fact]
    public void What_is_too_old_to_be_judged_is_not_called_moving_away()
    {
        var judged = Level(",\"baseline\":0", "2024-06-01", "2022 point -5");

        Assert.Equal(("insufficient_data", "stale too_stale"), (judged.Status, judged.Flags));
        Assert.Null(judged["C"]);
        Assert.Equal("moving_away", Level(",\"baseline\":0", "2023-06-01", "2022 point -5").Flags);
    }

    [Theory]
    [InlineData(700, "early provisional")]
    [InlineData(701, "early locked")]
    public void A_due_year_that_only_equals_the_target_is_not_locked(double soFar, string flags) =>
        Assert.Equal(("achieved", flags), (AtLeast(soFar).Status, AtLeast(soFar).Flags));

    private static Judged AtLeast(double soFar) => Judged.Figures(
        "reach", "\"op\":\">=\",\"value\":700,\"baseline\":300", "2025-11-01", "2024Q3 ytd 500", "2024 annual 690", $"2025Q3 ytd {soFar}");

    [Fact]
    public void The_limits_hold_for_a_forecast_by_seasonal_share_too()
    {
        var judged = Judged.Figures(
            "reach", "\"op\":\">=\",\"value\":100,\"baseline\":60,\"limits\":[0,105]", "2025-11-01",
            "2023Q3 ytd 60", "2023 annual 80", "2024Q3 ytd 72", "2024 annual 90", "2025Q3 ytd 90");
        var forecast = judged["forecast"]!;

        Assert.Equal(("F3_seasonal_share", 105m, 105m, "possible"), ((string?)forecast["method"], forecast["value"]!.GetValue<decimal>(), forecast["hi"]!.GetValue<decimal>(), (string?)forecast["verdict"]));
        Assert.Equal(97.827300m, forecast["lo"]!.GetValue<decimal>(), 6);
        Assert.Equal(116.129032m, judged["nowcast"]!["value"]!.GetValue<decimal>(), 6);
    }

    [Fact]
    public void The_average_pace_counts_from_the_baseline_even_where_that_is_a_stand_in_of_mid_year()
    {
        var judged = Judged.Figures(
            "reach", "\"op\":\">=\",\"value\":700,\"start\":\"2021Q2\",\"due\":\"2026Q2\"", "2023-02-01",
            "2020Q3 ytd 100", "2020 annual 300", "2021Q3 ytd 150", "2021 annual 400", "2022 annual 450");

        Assert.Equal(("on_track", "baseline_proxy"), (judged.Status, judged.Flags));
        Assert.Equal(730m, judged["forecast"]!["value"]!.GetValue<decimal>());
    }

    [Fact]
    public void Without_a_baseline_there_is_no_average_pace()
    {
        var judged = Flow("", "2022-08-01", "2019Q2 ytd 100", "2019 annual 200", "2021 annual 400", "2022Q2 ytd 210");

        Assert.Equal(("insufficient_data", "baseline_unknown stale ttm_unavailable"), (judged.Status, judged.Flags));
        Assert.Equal(("F0_none", 420m), ((string?)judged["forecast"]!["method"], judged["nowcast"]!["value"]!.GetValue<decimal>()));
    }
}
