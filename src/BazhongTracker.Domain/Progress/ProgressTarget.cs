using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress;

/// <summary>What the method needs to know of a target (method 2.0). Numbers are in the target's unit; rates in percent where the unit is %.</summary>
public sealed record ProgressTarget(TargetKind Kind)
{
    public Comparator? Op { get; init; }
    public decimal? Value { get; init; }
    public Quarter? Start { get; init; }
    public Quarter? Due { get; init; }
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
    public decimal Buffer { get; init; } = 0.01m;
    public int FinalLagDays { get; init; } = 150;
}

/// <summary>An accepted figure: the only input to progress. A yearly figure has the period of its fourth quarter.</summary>
public sealed record Observation(
    Quarter Period, FigureNature Nature, decimal Value, DateOnly? Published = null, bool Preliminary = false, int Revision = 0)
{
    public DateOnly VisibleFrom => Published ?? Period.LastDay;
}

public enum Confidence
{
    High,
    Middle,
    Low,
}

public enum ForecastVerdict
{
    Likely,
    Possible,
    Unlikely,
    VeryUnlikely,
}

public sealed record ProgressForecast(string Method, decimal? Value, decimal? Low, decimal? High, int N, ForecastVerdict? Verdict, bool Robust)
{
    public static ProgressForecast None { get; } = new("F0_none", null, null, null, 0, null, false);

    public bool IsAdverse => Robust && Verdict is (ForecastVerdict.Unlikely or ForecastVerdict.VeryUnlikely);
}

public sealed record Nowcast(int Year, int Quarter, decimal Share, int Years, decimal Value, decimal? Low, decimal? High);

public sealed record Compliance(int Met, int Assessed, int Years, IReadOnlyList<int> Misses);

/// <summary>The verdict with its working (method 2.0). C, E, R are shares, not percent; <see cref="AfInfinite"/> means no pace would do.</summary>
public sealed record ProgressResult(ProgressStatus Status)
{
    public decimal? C { get; init; }
    public decimal? E { get; init; }
    public decimal? R { get; init; }
    public decimal? Af { get; init; }
    public bool AfInfinite { get; init; }
    public decimal? Value { get; init; }
    public Quarter? ValuePeriod { get; init; }
    public decimal? ExpectedValue { get; init; }
    public decimal? RequiredPerYear { get; init; }
    public decimal? Margin { get; init; }
    public ProgressForecast Forecast { get; init; } = ProgressForecast.None;
    public Nowcast? Nowcast { get; init; }
    public Compliance? Compliance { get; init; }
    public IReadOnlyList<string> Flags { get; init; } = [];
    public Confidence? Confidence { get; init; }

    public decimal? GapPp => 100 * (C - E);
}
