namespace BazhongTracker.Domain.Targets;

/// <summary>What kind of promise a target is; each has its own rule in <c>Progress</c>. Stored and sent in snake_case.</summary>
public enum TargetKind
{
    Reach,
    Hold,
    Beat,
    AvgGrowth,
    AnnualNew,
    CumNew,
    Milestone,
    ProjectList,
    Composite,
    Directional,
    Qualitative,
}

/// <summary>flow: adds up within a year; point: a stock at a date; rate: a ratio, never differenced.</summary>
public enum Measure
{
    Flow,
    Point,
    Rate,
}

public enum Frequency
{
    Quarterly,
    Annual,
}
