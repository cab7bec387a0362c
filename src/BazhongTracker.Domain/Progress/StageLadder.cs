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

    /// <summary>The ladder by which a target of this kind reports; null where it reports numbers.</summary>
    public static StageLadder? Of(TargetKind kind) => kind switch
    {
        TargetKind.Milestone => Milestone,
        TargetKind.ProjectList => Project,
        _ => null,
    };

    /// <summary>The stage of weight 1: 命名, 建成.</summary>
    public string Goal => weights.First(w => w.Value == 1).Key;

    public IEnumerable<string> Stages => weights.Keys;

    public bool Knows(string stage) => stage == Cancelled || weights.ContainsKey(stage);

    /// <exception cref="ArgumentException">The stage is not of this ladder.</exception>
    public decimal Weight(string stage) =>
        weights.TryGetValue(stage, out var weight) ? weight : throw new ArgumentException($"Unknown stage: {stage}");
}
