using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress;

/// <summary>What the method needs to know of a target (method 2.0). Numbers are in the target's unit; growth in percent.</summary>
public sealed record ProgressTarget(TargetKind Kind)
{
    public Comparator? Op { get; init; }

    /// <summary>T; for annual_new the N of a year.</summary>
    public decimal? Value { get; init; }

    /// <summary>A period stands for its last day. Milestones and lists of projects count days, all others the quarters ended.</summary>
    public DateOnly? StartDate { get; init; }
    public DateOnly? DueDate { get; init; }
    public decimal? Baseline { get; init; }
    public Measure Measure { get; init; }
    public Frequency Frequency { get; init; }
    public bool Geometric { get; init; }

    /// <summary>Official yearly breakdown; empty for a linear or geometric path.</summary>
    public IReadOnlyList<(Quarter Period, decimal Value)> Nodes { get; init; } = [];
    public decimal? LimitLow { get; init; }
    public decimal? LimitHigh { get; init; }
    public bool Seasonal { get; init; }
    public IReadOnlyCollection<int> ExcludedYears { get; init; } = [];

    /// <summary>cum_new: what is not counted as new; 0 for 新增, the stock at the start for 至少N个.</summary>
    public decimal Initial { get; init; }

    /// <summary>These three: null for what <see cref="MethodSettings"/> says.</summary>
    public BeatMode? Mode { get; init; }
    public decimal? Buffer { get; init; }
    public int? FinalLagDays { get; init; }

    /// <summary>directional: whether larger is better.</summary>
    public bool Up { get; init; } = true;

    /// <summary>beat: the series to be beaten, by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Observation>> Benchmarks { get; init; } = new Dictionary<string, IReadOnlyList<Observation>>();

    /// <summary>milestone: the stage to be reached by a day.</summary>
    public IReadOnlyList<(DateOnly Date, string Stage)> Plan { get; init; } = [];

    /// <summary>milestone and project_list; null for the ladder of <see cref="MethodSettings"/>.</summary>
    public StageLadder? Ladder { get; init; }
    public IReadOnlyList<ProjectItem> Items { get; init; } = [];

    /// <summary>composite: the parts, with the key of each in <see cref="Evidence.Children"/>.</summary>
    public IReadOnlyList<(string Id, ProgressTarget Target)> Children { get; init; } = [];

    /// <summary>The day after which the target is due: of a composite the last of its parts. Null without a due date.</summary>
    public DateOnly? LastDay => Kind switch
    {
        TargetKind.Composite => Children.Max(c => c.Target.LastDay),
        TargetKind.Milestone or TargetKind.ProjectList => DueDate,
        _ => Due?.LastDay,
    };

    public Quarter? Start => StartDate is { } date ? Quarter.LastEnded(date) : null;
    public Quarter? Due => DueDate is { } date ? Quarter.LastEnded(date) : null;
}

/// <summary>One project of a list and the stage it must reach.</summary>
public sealed record ProjectItem(string Name, string Required);
