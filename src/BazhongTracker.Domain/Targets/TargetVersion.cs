using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Targets;

/// <summary>directional: which way is better.</summary>
public enum Direction
{
    Up,
    Down,
}

/// <summary>Where the required stage of a project comes from: the words name it, or it is our inference (with a reason).</summary>
public enum StageBasis
{
    Explicit,
    Inferred,
}

/// <summary>A node of an official yearly breakdown: the value to be reached by the end of the quarter, in the target's unit.</summary>
public sealed record PathNode(Quarter Period, decimal Value);

/// <summary>A planned stage of a milestone and its day.</summary>
public sealed record PlannedStage(DateOnly Date, string Stage);

/// <summary>
/// What a target asks for, from an effective day on, as approved on another. The first version is that of the decision's text; a later one
/// rests on a document of its own. A version is never changed once it is approved.
/// </summary>
public sealed class TargetVersion
{
    public int Id { get; init; }
    public int TargetId { get; init; }

    /// <summary>1 for the text of the decision; later versions in the order of their approval.</summary>
    public int Number { get; init; } = 1;

    /// <summary>From this day on the definition holds.</summary>
    public DateOnly EffectiveOn { get; init; }

    /// <summary>No verdict of a day before this one knows the version, also where it takes effect earlier.</summary>
    public DateOnly ApprovedOn { get; init; }

    /// <summary>文号 of the later document; null for the text of the decision.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>User name of who approved it; null for the text of the decision.</summary>
    public string? ApprovedBy { get; init; }

    public TargetClass Class { get; init; }
    public TargetKind Kind { get; init; }
    public Comparator? Comparator { get; init; }
    public decimal? Value { get; init; }
    public string? Unit { get; init; }
    public Measure? Measure { get; init; }
    public Frequency Frequency { get; init; }
    public DateOnly? Start { get; init; }
    public DateOnly? Due { get; init; }
    public DueBasis DueBasis { get; init; }
    public string? DueReason { get; init; }

    /// <summary>yearly: judged anew each year until due.</summary>
    public string? Recurrence { get; init; }
    public decimal? BaselineValue { get; init; }
    public string? BaselinePeriod { get; init; }
    public string? BaselineSource { get; init; }
    public string? RequiredStage { get; init; }
    public StageBasis? StageBasis { get; init; }
    public string? StageReason { get; init; }

    /// <summary>The ladder of its stages (<see cref="StageLadder.Named"/>); null for that of the kind.</summary>
    public string? Ladder { get; init; }

    /// <summary>cum_new: the stock at the start, which is not counted as new.</summary>
    public decimal? Initial { get; init; }
    public string? InitialSource { get; init; }

    /// <summary>Natural bounds of the value, in the target's unit.</summary>
    public decimal? LimitLow { get; init; }
    public decimal? LimitHigh { get; init; }

    /// <summary>Forecasts compare equal quarters only.</summary>
    public bool Seasonal { get; init; }

    /// <summary>beat; null for what the settings say.</summary>
    public BeatMode? Mode { get; init; }

    /// <summary>directional.</summary>
    public Direction? Direction { get; init; }

    /// <summary>beat: codes of the series to be beaten.</summary>
    public IReadOnlyList<string> Benchmarks { get; init; } = [];

    /// <summary>Between start and due the expected value grows by a constant rate, not by a constant amount.</summary>
    public bool Geometric { get; init; }

    /// <summary>年度分解目标; empty where the expected values follow from start and due.</summary>
    public IReadOnlyList<PathNode> Path { get; init; } = [];

    /// <summary>milestone: the stages to be reached by a day.</summary>
    public IReadOnlyList<PlannedStage> Plan { get; init; } = [];

    internal bool HoldsOn(DateOnly day, DateOnly known) => EffectiveOn <= day && ApprovedOn <= known;
}
