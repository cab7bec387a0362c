using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Domain.Progress;

/// <summary>How "higher than" is judged at the due date (method 3.3).</summary>
public enum BeatMode
{
    /// <summary>Every year must be higher.</summary>
    EveryYear,

    /// <summary>The growth over the whole plan, Π(1+g), must be higher.</summary>
    PeriodAvg,
}

/// <summary>The choices left to the owner (method 7), with the specification's defaults. Shares, not percent, unless said.</summary>
public sealed record MethodSettings
{
    public static MethodSettings Default { get; } = new();

    /// <summary>Pace rule (2.5): R from which a target is ahead, on track, behind; AF up to which; E below which it is too early.</summary>
    public decimal Ahead { get; init; } = 1.10m;
    public decimal OnR { get; init; } = 0.95m;
    public decimal OnAf { get; init; } = 1.25m;
    public decimal BehindR { get; init; } = 0.60m;
    public decimal BehindAf { get; init; } = 2m;
    public decimal MinE { get; init; } = 0.10m;

    /// <summary>A count is in danger below this probability (F5).</summary>
    public decimal CountProbability { get; init; } = 0.25m;

    /// <summary>hold: margin below which a kept line is thin, and distance beyond which a lost one is far, as shares of T.</summary>
    public decimal Buffer { get; init; } = 0.01m;
    public decimal HoldFar { get; init; } = 0.10m;

    /// <summary>beat: percentage points.</summary>
    public decimal ThinPoints { get; init; } = 0.2m;
    public decimal LagPoints { get; init; } = 0.5m;
    public BeatMode BeatMode { get; init; } = BeatMode.EveryYear;

    /// <summary>Days after the due date in which the final figure may still come.</summary>
    public int FinalLagDays { get; init; } = 150;

    /// <summary>Days for which an overdue node of a plan is only behind.</summary>
    public int NodeGraceDays { get; init; } = 90;

    public int StaleDaysQuarterly { get; init; } = 200;
    public int StaleDaysAnnual { get; init; } = 550;
    public StageLadder MilestoneLadder { get; init; } = StageLadder.Milestone;
    public StageLadder ProjectLadder { get; init; } = StageLadder.Project;

    /// <summary>Share of a project under construction from which its physical progress counts (3.8).</summary>
    public decimal ConstructionFrom { get; init; } = 0.4m;

    /// <summary>约束性指标, by code: they are on track only from R = 1.00 (2.5).</summary>
    public IReadOnlyList<string> Binding { get; init; } = [];

    /// <summary>The settings by which the target with this code is judged.</summary>
    public MethodSettings For(string code) =>
        Binding.Count > 0 && Binding.Contains(code) ? this with { OnR = Math.Max(OnR, 1), Ahead = Math.Max(Ahead, 1) } : this;

    /// <summary>The ladder of a milestone or project: the one its row names, else that of its kind.</summary>
    public StageLadder LadderOf(Target target) =>
        (target.Ladder is { } name ? StageLadder.Named(name) : null)
            ?? (target.Kind == TargetKind.Milestone ? MilestoneLadder : ProjectLadder);

    /// <summary>Everything that is wrong with these settings, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Errors()
    {
        (bool Wrong, string Sentence)[] rules =
        [
            (MinE is <= 0 or >= 1, "MinE must lie between 0 and 1."),
            (BehindR <= 0 || BehindR > OnR || OnR > Ahead, "BehindR, OnR and Ahead must be positive and rise in this order."),
            (OnAf < 1 || BehindAf < OnAf, "OnAf must be at least 1 and BehindAf at least OnAf."),
            (CountProbability is < 0 or > 1, "CountProbability must lie between 0 and 1."),
            (Buffer < 0 || HoldFar < 0, "Buffer and HoldFar must not be negative."),
            (ThinPoints < 0 || LagPoints < 0, "ThinPoints and LagPoints must not be negative."),
            (FinalLagDays < 0 || NodeGraceDays < 0, "FinalLagDays and NodeGraceDays must not be negative."),
            (StaleDaysQuarterly < 1 || StaleDaysAnnual < 1, "StaleDaysQuarterly and StaleDaysAnnual must be at least 1."),
            (ConstructionFrom is < 0 or > 1, "ConstructionFrom must lie between 0 and 1."),
            (ProjectLadder.Knows(StageLadder.UnderConstruction) && ProjectLadder.Weight(StageLadder.UnderConstruction) != ConstructionFrom,
                $"ConstructionFrom must be the weight of {StageLadder.UnderConstruction} in ProjectLadder."),
        ];
        return [.. rules.Where(r => r.Wrong).Select(r => r.Sentence)];
    }

    /// <exception cref="ArgumentException">The settings contradict themselves; the message says how.</exception>
    public MethodSettings Checked() =>
        Errors() is { Count: > 0 } errors ? throw new ArgumentException(string.Join(" ", errors)) : this;
}
