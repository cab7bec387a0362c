using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Domain.Progress;

/// <summary>The stages of a milestone or a project with their weights, 0–1 (method 3.7, 3.8). The goal is the stage of weight 1.</summary>
public sealed class StageLadder
{
    /// <summary>Reported instead of a stage when the undertaking is given up.</summary>
    public const string Cancelled = "终止";
    public const string NotBegun = "未启动";
    public const string UnderConstruction = "开工";

    private readonly Dictionary<string, decimal> weights;

    /// <exception cref="ArgumentException">A weight outside 0–1, a stage twice, or no stage of weight 1.</exception>
    public StageLadder(IEnumerable<(string Stage, decimal Weight)> stages)
    {
        weights = stages.ToDictionary(s => s.Stage, s => s.Weight, StringComparer.Ordinal);
        if (weights.Values.Any(w => w is < 0 or > 1) || !weights.ContainsValue(1))
        {
            throw new ArgumentException("The weights of a ladder lie between 0 and 1, and one of them is 1.");
        }
    }

    public static StageLadder Milestone { get; } = new(
        [(NotBegun, 0), ("启动申报", 0.2m), ("列入创建", 0.5m), ("省级验收", 0.7m), ("公示", 0.9m), ("命名", 1)]);

    public static StageLadder Project { get; } = new(
        [(NotBegun, 0), ("前期", 0.15m), ("前期完成", 0.3m), ("启动", 0.3m), (UnderConstruction, 0.4m), ("主体完工", 0.8m), ("建成", 1)]);

    // Promises that are no title: a document is issued, a body is set up, somebody higher grants what was applied for.
    private static readonly Dictionary<string, StageLadder> Known = new(StringComparer.Ordinal)
    {
        ["document"] = new([(NotBegun, 0), ("起草", 0.2m), ("征求意见", 0.5m), ("审议", 0.7m), ("报批", 0.9m), ("出台", 1)]),
        ["institution"] = new([(NotBegun, 0), ("筹备", 0.2m), ("报批", 0.5m), ("批复", 0.7m), ("组建", 0.9m), ("挂牌", 1)]),
        ["approval"] = new([(NotBegun, 0), ("启动申报", 0.2m), ("申报", 0.5m), ("评审", 0.7m), ("公示", 0.9m), ("获批", 1)]),
    };

    /// <summary>The ladder for which a catalogue row asks in place of that of its kind.</summary>
    /// <returns>Null for an unknown name.</returns>
    public static StageLadder? Named(string name) => Known.GetValueOrDefault(name);

    /// <summary>The ladder by which a target reports, with the weights of the specification; null where it reports numbers.</summary>
    public static StageLadder? Of(Target target) => target.Kind is TargetKind.Milestone or TargetKind.ProjectList
        ? MethodSettings.Default.LadderOf(target) : null;

    /// <summary>The stage of weight 1: 命名, 建成, 出台.</summary>
    public string Goal => weights.First(w => w.Value == 1).Key;

    public IEnumerable<string> Stages => weights.Keys;

    public bool Knows(string stage) => stage == Cancelled || weights.ContainsKey(stage);

    /// <exception cref="ArgumentException">The stage is not of this ladder.</exception>
    public decimal Weight(string stage) =>
        weights.TryGetValue(stage, out var weight) ? weight : throw new ArgumentException($"Unknown stage: {stage}");
}
