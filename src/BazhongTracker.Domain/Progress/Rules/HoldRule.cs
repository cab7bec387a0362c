using BazhongTracker.Domain.Progress.Forecasting;
using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Domain.Progress.Rules;

/// <summary>hold: a floor or ceiling to be kept every year (method 3.2). It has no path, so no C and E.</summary>
internal static class HoldRule
{
    public static ProgressResult Assess(Assessing a)
    {
        if (a.Target.Due is null)
        {
            a.Flag("no_deadline");
        }

        var compliance = ComplianceRecord.Of(
            a.Target, period => a.Series.At(period) is { } point ? a.Meets(point.Value) : null,
            a.AfterStart.LastOrDefault(p => p.Period.IsYearEnd)?.Period.Year);
        return a.AfterDue ? Decided(a, compliance) : Running(a, compliance);
    }

    private static ProgressResult Decided(Assessing a, Compliance compliance)
    {
        var result = new ProgressResult(ProgressStatus.Missed) { Compliance = compliance };
        var final = a.Series.At(a.Due);
        if (compliance.Misses.Count > 0)
        {
            a.Flag("final");
            if (compliance.Assessed < compliance.Years)
            {
                a.Issue("unknown_years");
            }

            if (final is not null && compliance.Misses.Contains(a.Due.Year))
            {
                FlagQuality(a, final);
            }

            return a.Done(result);
        }

        if (final is null)
        {
            return a.AwaitFinal(result);
        }

        if (compliance.Assessed < compliance.Years)
        {
            a.FlagIssue("unknown_years");
            return a.Done(result with { Status = ProgressStatus.InsufficientData });
        }

        a.Flag("final");
        FlagQuality(a, final);
        return a.Done(result with { Status = ProgressStatus.Achieved });
    }

    private static ProgressResult Running(Assessing a, Compliance compliance)
    {
        var result = new ProgressResult(ProgressStatus.InsufficientData) { Compliance = compliance };
        a.FlagSeriesQuality();
        if (a.AfterStart.Count == 0)
        {
            return a.Done(result);
        }

        var newest = a.AfterStart[^1];
        var tooStale = a.FlagStale(newest, a.StaleAfterDays);
        FlagQuality(a, newest);
        a.FlagBoundary(newest.Value);
        if (a.AfterStart.Count < 4)
        {
            a.Issue("few_points");
        }

        if (compliance.Misses.Any(year => year < newest.Period.Year))
        {
            a.Flag("prior_miss");
        }

        var horizon = a.Target.Due is { } due && due < newest.Period.Plus(4) ? due : newest.Period.Plus(4);
        result = result with
        {
            Value = newest.Value,
            ValuePeriod = newest.Period,
            ExpectedValue = a.T,
            Margin = a.T == 0 ? null : a.Op.Direction() * (newest.Value - a.T) / Math.Abs(a.T),
            Forecast = PointForecast.Of(a.Target, a.AfterStart, a.AfterStart[0], horizon, a.Window),
        };
        return a.Done(tooStale ? result : result with { Status = Verdict(a, newest, result) });
    }

    // A floor is kept or not, whatever the figure was before its revision.
    private static void FlagQuality(Assessing a, SeriesPoint used) => a.FlagQuality(used with { Revised = false });

    private static ProgressStatus Verdict(Assessing a, SeriesPoint newest, ProgressResult measured)
    {
        if (!a.Meets(newest.Value))
        {
            a.Flag("in_breach");
            return a.Unsatisfied();
        }

        var status = ProgressStatus.OnTrack;
        if (measured.Margin < (a.Target.Buffer ?? a.Settings.Buffer))
        {
            a.Flag("thin_margin");
            status = ProgressStatus.AtRisk;
        }

        if (measured.Forecast.IsAdverse)
        {
            a.Flag("forecast_adverse");
            status = ProgressStatus.AtRisk;
        }

        return status;
    }
}
