using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress;

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

/// <summary>A value expected at the due date with its 80 % interval, where there is one (method 2.6).</summary>
public sealed record ProgressForecast(string Method, decimal? Value, decimal? Low, decimal? High, int N, ForecastVerdict? Verdict, bool Robust)
{
    public static ProgressForecast None { get; } = new("F0_none", null, null, null, 0, null, false);

    /// <summary>Counts only: the probability of reaching T.</summary>
    public decimal? Probability { get; init; }

    public bool IsAdverse => Robust && Verdict is (ForecastVerdict.Unlikely or ForecastVerdict.VeryUnlikely);
}

public sealed record Nowcast(int Year, int Quarter, decimal Share, int Years, decimal Value, decimal? Low, decimal? High);

public sealed record Compliance(int Met, int Assessed, int Years, IReadOnlyList<int> Misses);

/// <summary>avg_growth: the index since the base and what it should be by now; null once the target is due. Growth in percent a year.</summary>
public sealed record GrowthWorking(decimal? Index, decimal? ExpectedIndex, decimal? RequiredPercent);

/// <param name="C">Null without a report.</param>
public sealed record ItemVerdict(string Name, decimal? C, ProgressStatus Status)
{
    /// <summary>The report that counts; null without one. Physical progress in percent, of what is under construction.</summary>
    public string? Stage { get; init; }
    public decimal? Physical { get; init; }
}

/// <summary>The figure that reached the target after the due date: its period, value and completion (a share, 1 or more for what rises).</summary>
public sealed record LateReach(Quarter Period, decimal Value, decimal? C);

/// <summary>The verdict with its working (method 2.0). C, E, R are shares, not percent; <see cref="AfInfinite"/> means no pace would do.</summary>
public sealed record ProgressResult(ProgressStatus Status)
{
    public decimal? C { get; init; }
    public decimal? E { get; init; }
    public decimal? R { get; init; }
    public decimal? Af { get; init; }
    public bool AfInfinite { get; init; }

    /// <summary>A list of projects: the number that have reached their stage. A milestone has <see cref="Stage"/> instead.</summary>
    public decimal? Value { get; init; }
    public string? Stage { get; init; }
    public Quarter? ValuePeriod { get; init; }
    public decimal? ExpectedValue { get; init; }

    /// <summary>Of what was reached late; <see cref="C"/> remains what was done by the due date.</summary>
    public LateReach? Late { get; init; }
    public decimal? RequiredPerYear { get; init; }

    /// <summary>hold: a share of T; beat: percentage points.</summary>
    public decimal? Margin { get; init; }
    public ProgressForecast Forecast { get; init; } = ProgressForecast.None;
    public Nowcast? Nowcast { get; init; }
    public Compliance? Compliance { get; init; }
    public GrowthWorking? Growth { get; init; }
    public IReadOnlyList<ItemVerdict>? Items { get; init; }
    public IReadOnlyList<ProgressStatus>? Children { get; init; }

    /// <summary>directional: the mean of the yearly changes and the newest of them.</summary>
    public decimal? MeanChange { get; init; }
    public decimal? LastChange { get; init; }
    public IReadOnlyList<string> Flags { get; init; } = [];
    public Confidence? Confidence { get; init; }

    public decimal? GapPp => 100 * (C - E);

    internal ProgressResult With(PaceRule pace) => this with { Status = pace.Status, R = pace.R, Af = pace.Af, AfInfinite = pace.AfInfinite };
}
