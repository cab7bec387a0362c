using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress;

/// <summary>What every rule on figures carries along: the target, the series, the day, the settings, and what was found so far.</summary>
internal sealed class Assessing(ProgressTarget target, Series series, DateOnly asOf, MethodSettings settings) : Findings
{
    public ProgressTarget Target => target;
    public Series Series => series;
    public DateOnly AsOf => asOf;
    public MethodSettings Settings => settings;
    public Comparator Op => target.Op!.Value;
    public decimal T => target.Value!.Value;
    public Quarter Start => target.Start!.Value;
    public Quarter Due => target.Due!.Value;
    public bool AfterDue => target.Due is { } due && asOf > due.LastDay;
    public bool FinalMayStillCome => asOf.DayNumber - Due.LastDay.DayNumber <= (target.FinalLagDays ?? settings.FinalLagDays);

    /// <summary>Points at or before the start say nothing about the target, but may be its baseline.</summary>
    public IReadOnlyList<SeriesPoint> AfterStart { get; } = [.. series.Points.Where(p => target.Start is not { } start || p.Period > start)];
    public int Window => target.Measure == Measure.Flow || target.Frequency == Frequency.Annual ? 20 : 12;
    public int StaleAfterDays => target.Frequency == Frequency.Annual ? settings.StaleDaysAnnual : settings.StaleDaysQuarterly;

    public bool Meets(decimal value) => Op.IsMet(value, T);

    public int AgeOf(SeriesPoint point) => asOf.DayNumber - point.Period.LastDay.DayNumber;

    public void FlagBoundary(decimal value)
    {
        if (Op.IsStrict() && value == T)
        {
            Flag("boundary");
        }
    }

    public void FlagMovingAway(decimal? completion)
    {
        if (completion < 0)
        {
            Flag("moving_away");
        }
    }

    public void FlagCumulativeQuality(CumulativeYears cumulative)
    {
        if (cumulative.HasGap)
        {
            Flag("gap_quarters");
            Issue("data_quality");
        }

        if (cumulative.HasDecrease)
        {
            Flag("ytd_decrease");
            Issue("data_quality");
        }
    }

    public void FlagSeriesQuality()
    {
        FlagCumulativeQuality(series.Cumulative);
        if (series.Cumulative.Newest is { } newest && newest > Start && series.At(newest) is null)
        {
            Flag("ttm_unavailable");
        }
    }

    /// <inheritdoc cref="Findings.FlagAge"/>
    public bool FlagStale(SeriesPoint used, int limitDays) => FlagAge(AgeOf(used), limitDays);

    /// <summary>Below a line it once met: how far, and whether it is coming back (H-unsat, method 3.2).</summary>
    public ProgressStatus Unsatisfied()
    {
        var newest = AfterStart[^1];
        if (Math.Abs(newest.Value - T) > settings.HoldFar * Math.Abs(T))
        {
            return ProgressStatus.OffTrack;
        }

        if (AfterStart.Count == 1)
        {
            Flag("single_observation");
            return ProgressStatus.Behind;
        }

        return Op.Direction() * (newest.Value - AfterStart[^2].Value) > 0 ? ProgressStatus.Behind : ProgressStatus.OffTrack;
    }

    /// <summary>A sound verdict with a robust forecast of failure is a warning (method 2.6).</summary>
    public ProgressStatus LoweredBy(bool adverse, ProgressStatus status)
    {
        if (!adverse || status is not (ProgressStatus.Achieved or ProgressStatus.Ahead or ProgressStatus.OnTrack))
        {
            return status;
        }

        Flag("forecast_adverse");
        return ProgressStatus.AtRisk;
    }

    /// <summary>Past the due date and the figure for it absent: wait, then say so.</summary>
    public ProgressResult AwaitFinal(ProgressResult result, string thenFlag = "overdue_no_data")
    {
        if (FinalMayStillCome)
        {
            Flag("awaiting_final");
            Issue("no_final");
            return Done(result with { Status = ProgressStatus.PendingFinal });
        }

        Flag(thenFlag);
        return Done(result with { Status = ProgressStatus.InsufficientData, Value = null, ValuePeriod = null });
    }

    // What is decided after the due date is doubtful only by its own figures and by years of which nothing is known (method 2.10).
    protected override Confidence ConfidenceIn(ProgressStatus status) =>
        !AfterDue || status is not (ProgressStatus.Achieved or ProgressStatus.AchievedLate or ProgressStatus.Missed) ? base.ConfidenceIn(status)
        : HasOneOf("preliminary", "revised", "unknown_years") ? Confidence.Middle
        : Confidence.High;
}
