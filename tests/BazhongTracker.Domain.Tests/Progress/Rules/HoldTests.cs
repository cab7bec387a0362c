using Xunit;

namespace BazhongTracker.Domain.Tests.Progress.Rules;

public class HoldTests
{
    private static Judged Of(string asOf, params string[] figures) =>
        Judged.Figures("hold", "\"op\":\">=\",\"value\":70,\"measure\":\"rate\",\"frequency\":\"A\"", asOf, figures);

    private static string[] Years(params double[] values) => [.. values.Select((v, i) => FormattableString.Invariant($"{2021 + i} rate {v}"))];

    [Theory]
    [InlineData(70.7, "on_track", "")]
    [InlineData(70.6, "at_risk", "thin_margin")]
    [InlineData(69.9, "behind", "in_breach single_observation")]
    [InlineData(62.9, "off_track", "in_breach")]
    public void The_distance_to_the_line_decides(double value, string status, string flags)
    {
        var judged = Of("2022-05-01", Years(value));

        Assert.Equal((status, flags), (judged.Status, judged.Flags));
    }

    [Fact]
    public void Coming_back_to_the_line_is_better_than_falling_on() =>
        Assert.Equal(("behind", "off_track"), (Of("2023-05-01", Years(68, 69)).Status, Of("2023-05-01", Years(69, 68)).Status));

    [Fact]
    public void A_known_miss_is_final_though_a_year_is_unknown()
    {
        var judged = Of("2026-05-01", "2021 rate 69", "2022 rate 71", "2025 rate 72");

        Assert.Equal(("missed", "final", "中"), (judged.Status, judged.Flags, judged.Confidence));
        Assert.Equal("""{"met":2,"assessed":3,"years":5,"misses":[2021]}""", judged["compliance"]!.ToJsonString());
    }

    [Fact]
    public void Without_the_final_year_nothing_is_decided() => Assert.Equal("pending_final", Of("2026-05-01", Years(71, 71, 71, 71)).Status);

    [Fact]
    public void However_much_is_doubtful_a_verdict_after_the_due_date_is_of_middle_confidence()
    {
        var judged = Of("2026-05-01", "2021 rate 69", "2022 rate 71", "2025 rate 60 2026-01-20", "2025 rate 65 2026-03-20 prelim");

        Assert.Equal(("missed", "final preliminary", "中"), (judged.Status, judged.Flags, judged.Confidence));
    }
}
