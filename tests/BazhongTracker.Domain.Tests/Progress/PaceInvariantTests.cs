using BazhongTracker.Domain.Progress;
using CsCheck;
using Xunit;

namespace BazhongTracker.Domain.Tests.Progress;

/// <summary>The pace rule alone (method 2.5): one point and a baseline, so that no robust forecast interferes.</summary>
public class PaceInvariantTests
{
    private static ProgressResult Of(int quarter, decimal percent) => InvariantTests.Reaching([(quarter, percent)], quarter).Result;

    [Fact]
    public void I13_more_done_is_never_a_lower_band() =>
        Gen.Select(Gen.Int[2, 19], Gen.Int[-50, 150], Gen.Int[0, 50]).Hold((quarter, percent, more) =>
            Of(quarter, percent).Status.Rank() <= Of(quarter, percent + more).Status.Rank());

    [Fact]
    public void I14_the_same_done_earlier_is_never_a_lower_band() =>
        Gen.Select(Gen.Int[2, 19], Gen.Int[2, 19], Gen.Int[-50, 150]).Hold((one, other, percent) =>
            Of(Math.Min(one, other), percent).Status.Rank() >= Of(Math.Max(one, other), percent).Status.Rank());

    [Fact]
    public void I16_on_track_means_ever_more_as_the_due_date_comes_near() =>
        Gen.Select(Gen.Int[2, 19], Gen.Int[1, 1600]).Hold((quarter, tenths) =>
        {
            var (c, e) = (tenths / 1000m, quarter / 20m);
            var floor = e * Math.Max(0.95m, 1 / (1.25m - 0.25m * e));
            var onTrack = Of(quarter, tenths / 10m).Status.Rank() >= 4;
            return Math.Abs(c - floor) < 0.0000001m || c / e >= 1.1m || onTrack == c > floor;
        });

    [Theory]
    [InlineData(66, ProgressStatus.Ahead)]
    [InlineData(65.9, ProgressStatus.OnTrack)]
    [InlineData(57.1, ProgressStatus.OnTrack)]
    [InlineData(56.9, ProgressStatus.Behind)]
    [InlineData(42.9, ProgressStatus.Behind)]
    [InlineData(42.8, ProgressStatus.OffTrack)]
    [InlineData(0, ProgressStatus.OffTrack)]
    public void The_bands_at_sixty_percent_of_the_time(double percent, ProgressStatus expected) => Assert.Equal(expected, Of(12, (decimal)percent).Status);

    [Fact]
    public void Before_a_tenth_of_the_time_it_is_too_early() =>
        Assert.Equal((ProgressStatus.TooEarly, ProgressStatus.OffTrack), (Of(1, 1).Status, Of(2, 1).Status));

    [Fact]
    public void Every_run_holds_the_invariants_against_at_least_five_thousand_cases() =>
        Assert.True(Cases.Number * new[] { typeof(InvariantTests), typeof(PaceInvariantTests) }
            .Sum(t => t.GetMethods().Count(m => m.Name[0] == 'I' && char.IsDigit(m.Name[1]))) >= 5000);
}
