using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Data.Seeding;

/// <summary>Which ladder of the method a target's stages stand on.</summary>
public static class PublishedLadders
{
    public const string Launched = "启动";

    public static StageLadder Of(Target target) => MethodSettings.Default.LadderOf(target);

    /// <returns>Null when the stage is not on the ladder of the target, or is no stage (终止).</returns>
    public static decimal? Weight(Target target, string stage) => Of(target).Stages.Contains(stage) ? Of(target).Weight(stage) : null;

    /// <summary>The weight at which the target is kept: that of the required stage of a project, 1 for a certification.</summary>
    public static decimal Required(Target target) =>
        target is { Kind: TargetKind.ProjectList, RequiredStage: { } stage } ? Weight(target, stage) ?? 1 : 1;
}
