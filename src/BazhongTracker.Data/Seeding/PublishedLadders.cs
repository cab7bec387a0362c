using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Data.Seeding;

/// <summary>The stages of method 3.7 and 3.8 with their weights, lightest first.</summary>
public static class PublishedLadders
{
    public const string Stopped = "终止";
    public const string Preparing = "前期";
    public const string Launched = "启动";
    public const string UnderConstruction = "开工";

    private static readonly (string Stage, decimal Weight)[] Certification =
        [("未启动", 0), ("启动申报", 0.2m), ("列入创建", 0.5m), ("省级验收", 0.7m), ("公示", 0.9m), ("命名", 1)];

    private static readonly (string Stage, decimal Weight)[] Construction =
        [("未启动", 0), (Preparing, 0.15m), ("前期完成", 0.3m), (Launched, 0.3m), (UnderConstruction, 0.4m), ("主体完工", 0.8m), ("建成", 1)];

    public static IReadOnlyList<(string Stage, decimal Weight)> Of(TargetKind kind) => kind == TargetKind.ProjectList ? Construction : Certification;

    /// <returns>Null when the stage is not on the ladder of that kind.</returns>
    public static decimal? Weight(TargetKind kind, string stage) =>
        Of(kind).Where(rung => rung.Stage == stage).Select(rung => (decimal?)rung.Weight).FirstOrDefault();

    /// <summary>The weight at which the target is kept: that of the required stage of a project, 1 for a certification.</summary>
    public static decimal Required(Target target) =>
        target is { Kind: TargetKind.ProjectList, RequiredStage: { } stage } ? Weight(target.Kind, stage) ?? 1 : 1;
}
