using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Domain.Progress;

/// <summary>The verdict on a target as of a day, from the figures visible on that day. Pure: no clock, no storage.</summary>
public static class ProgressMethod
{
    public const string Version = "1";

    public static ProgressResult Assess(ProgressTarget target, IEnumerable<Observation> observations, DateOnly asOf)
    {
        if (target.Kind == TargetKind.Qualitative || LacksThreshold(target))
        {
            return new ProgressResult(ProgressStatus.Undefined) { Flags = ["no_threshold"] };
        }

        if (target.Kind is not (TargetKind.Reach or TargetKind.Hold))
        {
            return new ProgressResult(ProgressStatus.Unsupported);
        }

        if (target.Start is { } start && asOf <= start.LastDay)
        {
            return new ProgressResult(ProgressStatus.NotStarted);
        }

        var assessing = new Assessing(target, new Series(target, observations, asOf), asOf);
        return target.Kind == TargetKind.Reach ? ReachRule.Assess(assessing) : HoldRule.Assess(assessing);
    }

    private static bool LacksThreshold(ProgressTarget target) =>
        target.Kind is TargetKind.Reach or TargetKind.Hold && (target.Value is null || target.Due is null || target.Op is null || target.Start is null);
}
