using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using Xunit;

namespace BazhongTracker.Domain.Tests.Progress;

public class MethodSettingsTests
{
    private static readonly Case Sixty = InvariantTests.Reaching([(12, 60)], 12);

    [Fact]
    public void The_defaults_can_be_used() => Assert.Same(MethodSettings.Default, MethodSettings.Default.Checked());

    [Fact]
    public void Contradicting_settings_are_refused_with_every_reason()
    {
        var wrong = new MethodSettings { OnR = 0.5m, MinE = 0, CountProbability = 1.5m };

        var refusal = Assert.Throws<ArgumentException>(() => wrong.Checked());
        Assert.Equal("MinE must lie between 0 and 1. BehindR, OnR and Ahead must be positive and rise in this order. CountProbability must lie between 0 and 1.", refusal.Message);
    }

    [Fact]
    public void A_ladder_needs_a_goal() => Assert.Throws<ArgumentException>(() => new StageLadder([("启动申报", 0.2m)]));

    [Fact]
    public void A_stricter_threshold_lowers_the_verdict()
    {
        Assert.Equal(ProgressStatus.OnTrack, ProgressMethod.Assess(Sixty.Target, Sixty.Figures, Sixty.AsOf).Status);
        Assert.Equal(ProgressStatus.Behind, ProgressMethod.Assess(Sixty.Target, Sixty.Figures, Sixty.AsOf, new MethodSettings { OnR = 1.05m }).Status);
    }

    [Fact]
    public void What_the_target_says_goes_before_the_settings()
    {
        var due = Sixty with { AsOf = new DateOnly(2026, 2, 1) };

        Assert.Equal(ProgressStatus.InsufficientData, ProgressMethod.Assess(due.Target, due.Figures, due.AsOf, new MethodSettings { FinalLagDays = 10 }).Status);
        Assert.Equal(ProgressStatus.PendingFinal, ProgressMethod.Assess(due.Target with { FinalLagDays = 60 }, due.Figures, due.AsOf, new MethodSettings { FinalLagDays = 10 }).Status);
    }
}
