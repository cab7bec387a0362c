using BazhongTracker.Domain.Progress.Forecasting;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress.Rules;

/// <summary>annual_new: N new ones every year (method 3.5). The running year is judged by its ytd; the plan by all its years.</summary>
internal static class AnnualNewRule
{
    /// <param name="a">With a series of a flow, whatever the measure says.</param>
    public static ProgressResult Assess(Assessing a)
    {
        var compliance = ComplianceRecord.Of(a.Target, period => IsKept(a, period));
        return a.AfterDue ? Decided(a, compliance) : Running(a, compliance);
    }

    private static bool? IsKept(Assessing a, Quarter period) =>
        a.Series.Cumulative.At(period.Year, period.Number) is not { } total ? null
            : a.Meets(total.Value) ? true
            : period.IsYearEnd ? false
            : null;

    private static ProgressResult Decided(Assessing a, Compliance compliance)
    {
        var result = new ProgressResult(ProgressStatus.Missed) { Compliance = compliance };
        var final = a.Series.Cumulative.At(a.Due.Year, a.Due.Number);
        var missed = compliance.Misses.Count > 0;
        if (!missed && compliance.Assessed < compliance.Years)
        {
            if (IsKept(a, a.Due) is null)
            {
                return a.AwaitFinal(result, "unknown_years");
            }

            a.FlagIssue("unknown_years");
            return a.Done(result with { Status = ProgressStatus.InsufficientData });
        }

        a.Flag("final");
        if (compliance.Assessed < compliance.Years)
        {
            a.Issue("unknown_years");
        }

        if (final is not null && (!missed || compliance.Misses.Contains(a.Due.Year)))
        {
            a.FlagQuality(final);
        }

        return a.Done(result with { Status = missed ? ProgressStatus.Missed : ProgressStatus.Achieved });
    }

    private static ProgressResult Running(Assessing a, Compliance compliance)
    {
        var result = new ProgressResult(ProgressStatus.InsufficientData) { Compliance = compliance };
        var totals = a.Series.Cumulative;
        a.FlagCumulativeQuality(totals);
        if (totals.Newest is not { } period || period <= a.Start)
        {
            return a.Done(result);
        }

        var newest = totals.At(period.Year, period.Number)!;
        if (a.AgeOf(newest) > a.StaleAfterDays)
        {
            a.FlagIssue("stale");
        }

        a.FlagQuality(newest);
        a.FlagBoundary(newest.Value);
        if (compliance.Misses.Any(year => year < period.Year))
        {
            a.Flag("prior_miss");
        }

        var e = ExpectedShare(a, totals, newest);
        var c = newest.Value / a.T;
        a.FlagMovingAway(c);
        result = result with { C = c, E = e, Value = newest.Value, ValuePeriod = period, ExpectedValue = e * a.T };
        return a.Done(Judged(a, newest, result, c, e));
    }

    private static ProgressResult Judged(Assessing a, SeriesPoint newest, ProgressResult measured, decimal c, decimal e)
    {
        if (a.Meets(newest.Value))
        {
            a.Flag("year_locked");
            return measured with { Status = ProgressStatus.Achieved, R = e > 0 ? c / e : null };
        }

        if (newest.Period.IsYearEnd)
        {
            a.Flag("in_breach");
            a.Flag("year_missed");
            return measured with { Status = ProgressStatus.OffTrack, R = c / e };
        }

        var paced = measured.With(PaceRule.Band(a.Settings, c, e));
        if (paced.Status == ProgressStatus.TooEarly)
        {
            a.Flag("no_output_due_yet");
        }

        return paced with { Status = IntegerTolerance.Applied(a, paced.Status, e * a.T - newest.Value) };
    }

    private static decimal ExpectedShare(Assessing a, CumulativeYears totals, SeriesPoint newest)
    {
        if (newest.Period.IsYearEnd || !a.Target.Seasonal)
        {
            return newest.Period.Number / 4m;
        }

        var seasonal = SeasonalShare.Of(totals, newest.Period.Year, newest.Period.Number, a.Target.ExcludedYears);
        if (seasonal.Issue is { } issue)
        {
            a.Issue(issue);
        }

        return seasonal.Share;
    }
}
