using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress;

/// <summary>What every rule carries along: the target, the series, the day, and the flags and issues found so far.</summary>
internal sealed class Assessing(ProgressTarget target, Series series, DateOnly asOf)
{
    private readonly SortedSet<string> flags = new(StringComparer.Ordinal);
    private readonly HashSet<string> issues = [];

    public ProgressTarget Target => target;
    public Series Series => series;
    public DateOnly AsOf => asOf;
    public Comparator Op => target.Op!.Value;
    public decimal T => target.Value!.Value;
    public Quarter Start => target.Start!.Value;
    public Quarter Due => target.Due!.Value;
    public bool AfterDue => asOf > Due.LastDay;
    public int DaysSinceDue => asOf.DayNumber - Due.LastDay.DayNumber;
    public IReadOnlyList<SeriesPoint> AfterStart { get; } = [.. series.Points.Where(p => p.Period > target.Start!.Value)];
    public int Window => target.Measure == Measure.Flow || target.Frequency == Frequency.Annual ? 20 : 12;
    public int StaleAfterDays => target.Frequency == Frequency.Annual ? 550 : 200;

    public void Flag(string flag) => flags.Add(flag);

    public void Issue(string issue) => issues.Add(issue);

    public void FlagIssue(string flag)
    {
        flags.Add(flag);
        issues.Add(flag);
    }

    public bool Meets(decimal value) => Op.IsMet(value, T);

    public void FlagBoundary(decimal value)
    {
        if (Op.IsStrict() && value == T)
        {
            Flag("boundary");
        }
    }

    public void FlagQuality(SeriesPoint used)
    {
        if (used.Preliminary)
        {
            FlagIssue("preliminary");
        }

        if (used.Revised)
        {
            FlagIssue("revised");
        }
    }

    public void FlagSeriesQuality()
    {
        if (series.HasGap)
        {
            Flag("gap_quarters");
            Issue("data_quality");
        }

        if (series.HasDecrease)
        {
            Flag("ytd_decrease");
            Issue("data_quality");
        }

        if (series.NewestReported is { } newest && newest > Start && series.At(newest) is null)
        {
            Flag("ttm_unavailable");
        }
    }

    /// <returns>Whether the value is too old to be judged at all.</returns>
    public bool FlagStale(SeriesPoint newest)
    {
        var age = asOf.DayNumber - newest.Period.LastDay.DayNumber;
        if (age > StaleAfterDays)
        {
            FlagIssue("stale");
        }

        if (age > 2 * StaleAfterDays)
        {
            FlagIssue("too_stale");
            return true;
        }

        return false;
    }

    /// <summary>Fell below a line it once met: how far, and whether it is coming back (H-unsat, method 3.2).</summary>
    public ProgressStatus Unsatisfied()
    {
        var newest = AfterStart[^1];
        if (Math.Abs(newest.Value - T) > 0.1m * Math.Abs(T))
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

    public ProgressResult Done(ProgressResult result) => result with { Flags = [.. flags], Confidence = ConfidenceOf(result.Status) };

    /// <summary>Past the due date and the figure for it absent: wait, then say so.</summary>
    public ProgressResult AwaitFinal(ProgressResult result)
    {
        if (DaysSinceDue <= target.FinalLagDays)
        {
            Flag("awaiting_final");
            Issue("no_final");
            return Done(result with { Status = ProgressStatus.PendingFinal });
        }

        Flag("overdue_no_data");
        return Done(result with { Status = ProgressStatus.InsufficientData, Value = null, ValuePeriod = null });
    }

    private Confidence? ConfidenceOf(ProgressStatus status)
    {
        if (status == ProgressStatus.InsufficientData)
        {
            return Confidence.Low;
        }

        return issues.Count switch { 0 => Confidence.High, 1 or 2 => Confidence.Middle, _ => Confidence.Low };
    }
}
