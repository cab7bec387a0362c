using Xunit;

namespace BazhongTracker.Domain.Tests.Progress.Rules;

public class AnnualNewTests
{
    private static Judged Of(string asOf, params string[] figures) => Judged.Figures("annual_new", "\"op\":\">=\",\"value\":10", asOf, figures);

    private static Judged Seasonal(string asOf, params string[] figures) =>
        Judged.Figures("annual_new", "\"op\":\">=\",\"value\":10,\"seasonal\":true", asOf, figures);

    [Fact]
    public void A_full_year_is_achieved_for_the_year() =>
        Assert.Equal(("achieved", "year_locked"), (Of("2023-11-01", "2023Q3 ytd 10").Status, Of("2023-11-01", "2023Q3 ytd 10").Flags));

    [Fact]
    public void A_year_that_is_over_and_short_is_missed_without_tolerance()
    {
        var judged = Of("2024-02-01", "2023 annual 9.5");

        Assert.Equal(("off_track", "in_breach year_missed", 0.95), (judged.Status, judged.Flags, judged.Number("R")));
        Assert.Null(judged["AF"]);
    }

    [Fact]
    public void Less_than_one_whole_unit_short_is_not_behind()
    {
        Assert.Equal(("on_track", "integer_tolerance"), (Of("2023-11-01", "2023Q3 ytd 6.6").Status, Of("2023-11-01", "2023Q3 ytd 6.6").Flags));
        Assert.Equal(("behind", ""), (Of("2023-11-01", "2023Q3 ytd 6.5").Status, Of("2023-11-01", "2023Q3 ytd 6.5").Flags));
    }

    [Fact]
    public void Before_the_season_nothing_is_due()
    {
        var judged = Seasonal("2023-05-01", "2021Q1 ytd 0", "2021 annual 10", "2022Q1 ytd 1", "2022 annual 12", "2023Q1 ytd 0");

        Assert.Equal(("too_early", "no_output_due_yet"), (judged.Status, judged.Flags));
    }

    [Fact]
    public void A_seasonal_year_is_expected_by_its_usual_share()
    {
        var judged = Seasonal("2023-08-01", "2021Q2 ytd 2", "2021 annual 10", "2022Q2 ytd 4", "2022 annual 10", "2023Q2 ytd 3");

        Assert.Equal(("on_track", 3.0), (judged.Status, judged.Number("expected_value")));
    }

    [Fact]
    public void After_the_due_date_all_years_count()
    {
        string[] years = ["2021 annual 10", "2022 annual 11", "2023 annual 12", "2024 annual 10"];

        Assert.Equal("achieved", Of("2026-03-01", [.. years, "2025 annual 10"]).Status);
        Assert.Equal("missed", Of("2026-03-01", [.. years, "2025 annual 9"]).Status);
        Assert.Equal("pending_final", Of("2026-03-01", years).Status);
        Assert.Equal(("insufficient_data", "unknown_years"), (Of("2026-08-01", years).Status, Of("2026-08-01", years).Flags));
        Assert.Equal(("insufficient_data", "unknown_years"), (Of("2026-03-01", [.. years.Skip(1), "2025 annual 10"]).Status, Of("2026-03-01", [.. years.Skip(1), "2025 annual 10"]).Flags));
    }

    [Fact]
    public void Four_single_quarters_are_a_year() =>
        Assert.Equal("achieved", Of("2024-02-01", "2023Q1 qtr 2", "2023Q2 qtr 3", "2023Q3 qtr 1", "2023Q4 qtr 4").Status);

    [Fact]
    public void Old_data_are_marked_and_still_judged() => Assert.Equal(("on_track", "stale"), (Of("2025-08-01", "2023Q2 ytd 5").Status, Of("2025-08-01", "2023Q2 ytd 5").Flags));
}
