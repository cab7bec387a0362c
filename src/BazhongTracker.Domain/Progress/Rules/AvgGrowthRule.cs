using BazhongTracker.Domain.Progress.Forecasting;
using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Domain.Progress.Rules;

/// <summary>avg_growth: an average growth of T percent a year over the plan, judged on logarithms (method 3.4).</summary>
internal static class AvgGrowthRule
{
    /// <exception cref="ArgumentException">T has no pace: it is 0, has the wrong sign for its comparator, or is −100 % or less.</exception>
    public static ProgressResult Assess(Assessing a, GrowthIndex index)
    {
        if (a.Op.Direction() * a.T <= 0 || a.T <= -100)
        {
            throw new ArgumentException("An average growth has T above 0 with >= or >, or between -100 and 0 with <= or <.");
        }

        if (index.IsBaselineInConflict)
        {
            a.Flag("baseline_conflict");
        }

        if (index.HasGap)
        {
            a.Flag("gap_years");
            a.Issue("data_quality");
        }

        if (index.IsBaselineUnknown)
        {
            a.FlagIssue("baseline_unknown");
        }

        return a.AfterDue ? Decided(a, index) : Running(a, index);
    }

    private static ProgressResult Decided(Assessing a, GrowthIndex index)
    {
        if (index.At(a.Due) is not { Value: > 0 } final)
        {
            var last = index.Points.LastOrDefault(p => p.Period < a.Due && p.Value > 0);
            return a.AwaitFinal(new ProgressResult(ProgressStatus.PendingFinal)
            {
                Value = last is null ? null : AverageGrowth(a, last),
                ValuePeriod = last?.Period,
                Growth = new GrowthWorking(null, null, null),
            });
        }

        a.Flag("final");
        a.FlagQuality(final);
        var growth = AverageGrowth(a, final);
        a.FlagBoundary(growth);
        var c = Completion(a, final);
        a.FlagMovingAway(c);
        return a.Done(new ProgressResult(a.Meets(growth) ? ProgressStatus.Achieved : ProgressStatus.Missed)
        {
            C = c, E = 1, R = c, Value = growth, ValuePeriod = a.Due, ExpectedValue = a.T, Growth = new GrowthWorking(null, null, null),
        });
    }

    private static ProgressResult Running(Assessing a, GrowthIndex index)
    {
        if (index.Points.Count == 0 || index.Points[^1].Value <= 0)
        {
            return a.Done(new ProgressResult(ProgressStatus.InsufficientData));
        }

        var newest = index.Points[^1];
        var tooStale = a.FlagStale(newest, a.Settings.StaleDaysAnnual);
        a.FlagQuality(newest);
        if (index.Points.Count < 3)
        {
            a.Issue("few_points");
        }

        var result = Measured(a, index, newest);
        if (tooStale)
        {
            return a.Done(result with { Status = ProgressStatus.InsufficientData });
        }

        var (c, e) = (Completion(a, newest), Years(a, newest) / Plan(a));
        a.FlagBoundary(result.Value!.Value);
        a.FlagMovingAway(c);
        return a.Done((result with { C = c, E = e }).With(PaceRule.Band(a.Settings, c, e)));
    }

    private static ProgressResult Measured(Assessing a, GrowthIndex index, SeriesPoint newest)
    {
        var growth = AverageGrowth(a, newest);
        var whole = Math.Pow(1 + (double)a.T / 100, (double)Plan(a));
        var left = (double)(Plan(a) - Years(a, newest));
        return new ProgressResult(ProgressStatus.InsufficientData)
        {
            Value = growth,
            ValuePeriod = newest.Period,
            ExpectedValue = a.T,
            Growth = new GrowthWorking(
                newest.Value,
                Saturating.ToDecimal(Math.Pow(1 + (double)a.T / 100, (double)Years(a, newest))),
                left > 0 ? Saturating.ToDecimal(100 * (Math.Pow(whole / (double)newest.Value, 1 / left) - 1)) : null),
            Forecast = new ProgressForecast("F1_avg_pace", growth, null, null, index.Points.Count + 1, null, false).Judged(a.Target),
        };
    }

    private static decimal Plan(Assessing a) => (a.Due.Index - a.Start.Index) / 4m;

    private static decimal Years(Assessing a, SeriesPoint point) => (point.Period.Index - a.Start.Index) / 4m;

    // ln I/(N·ln(1+g)); rounded, since 6 % every year must come out as exactly 1.
    private static decimal Completion(Assessing a, SeriesPoint point) =>
        Math.Round(Saturating.ToDecimal(Math.Log((double)point.Value) / ((double)Plan(a) * Math.Log(1 + (double)a.T / 100))), 12);

    // In percent, rounded to ten decimals, since it is compared with T.
    private static decimal AverageGrowth(Assessing a, SeriesPoint point) =>
        Math.Round(Saturating.ToDecimal(100 * (Math.Pow((double)point.Value, 1 / (double)Years(a, point)) - 1)), 10);
}
