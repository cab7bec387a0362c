using BazhongTracker.Domain.Progress.Forecasting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress.Rules;

/// <summary>reach: a level by a date (method 3.1), in the order of precedence of 2.9.</summary>
internal static class ReachRule
{
    internal sealed record Base(Quarter Period, decimal Value, bool IsProxy);

    public static ProgressResult Assess(Assessing a)
    {
        var baseline = BaselineOf(a);
        a.FlagSeriesQuality();
        FlagBaseline(a, baseline);
        return a.Target.Due is null ? UndatedReachRule.Assess(a, baseline) : a.AfterDue ? Decided(a, baseline) : Running(a, baseline);
    }

    internal static Base? BaselineOf(Assessing a)
    {
        var observed = a.Series.At(a.Start);
        if (a.Target.Baseline is { } declared)
        {
            if (observed is not null && Math.Abs(observed.Value - declared) > 0.02m * Math.Abs(declared))
            {
                a.Flag("baseline_conflict");
            }

            return new Base(a.Start, declared, false);
        }

        if (observed is not null)
        {
            return new Base(a.Start, observed.Value, false);
        }

        // Without a due date nothing stands in; a way that began at the due date or later would have no length.
        return a.AfterStart.Count >= 2 && a.AfterStart[0].Period < a.Target.Due
            ? new Base(a.AfterStart[0].Period, a.AfterStart[0].Value, true) : null;
    }

    // What is known of the base is as true of a final verdict as of a running one.
    private static void FlagBaseline(Assessing a, Base? baseline)
    {
        if (baseline is null)
        {
            a.FlagIssue("baseline_unknown");
        }
        else if (IsMaintained(a, baseline))
        {
            a.Flag("baseline_met");
        }

        if (baseline is { IsProxy: true })
        {
            a.FlagIssue("baseline_proxy");
        }
    }

    internal static bool IsMaintained(Assessing a, Base baseline) => a.Meets(baseline.Value) || baseline.Value == a.T;

    private static ProgressResult Decided(Assessing a, Base? baseline)
    {
        if (a.Series.At(a.Due) is not { } final)
        {
            var last = a.AfterStart.LastOrDefault(p => p.Period < a.Due);
            return a.AwaitFinal(new ProgressResult(ProgressStatus.PendingFinal) { Value = last?.Value, ValuePeriod = last?.Period });
        }

        a.Flag("final");
        a.FlagQuality(final);
        a.FlagBoundary(final.Value);
        SeriesPoint? reached = null;
        var status = ProgressStatus.Missed;
        if (a.Meets(final.Value))
        {
            status = ProgressStatus.Achieved;
        }
        else if (a.AfterStart.FirstOrDefault(p => p.Period > a.Due && a.Meets(p.Value)) is { } late)
        {
            reached = late;
            status = ProgressStatus.AchievedLate;
            a.Flag($"late:{late.Period}");
        }

        var distance = baseline is not null && !IsMaintained(a, baseline) ? a.T - baseline.Value : 0;
        decimal? Done(decimal value) => distance == 0 ? null : (value - baseline!.Value) / distance;
        var c = Done(final.Value);
        a.FlagMovingAway(c);
        return a.Done(new ProgressResult(status)
        {
            C = c, E = c is null ? null : 1, R = c, Value = final.Value, ValuePeriod = a.Due, ExpectedValue = a.T,
            Late = reached is null ? null : new LateReach(reached.Period, reached.Value, Done(reached.Value)),
        });
    }

    private static ProgressResult Running(Assessing a, Base? baseline)
    {
        if (a.AfterStart.Count == 0)
        {
            a.Flag("no_observation_after_baseline");
            return a.Done(new ProgressResult(ProgressStatus.InsufficientData));
        }

        var newest = a.AfterStart[^1];
        var tooStale = a.FlagStale(newest, a.StaleAfterDays);
        a.FlagQuality(newest);
        a.FlagBoundary(newest.Value);
        var result = Measured(a, baseline, newest);
        if (tooStale)
        {
            return a.Done(result with { Status = ProgressStatus.InsufficientData, C = null, E = null, R = null, Af = null, AfInfinite = false });
        }

        a.FlagMovingAway(result.C);
        return a.Done(result with { Status = Verdict(a, baseline, newest, result) });
    }

    private static ProgressStatus Verdict(Assessing a, Base? baseline, SeriesPoint newest, ProgressResult measured)
    {
        if (IsLocked(a))
        {
            a.Flag("early");
            a.Flag("locked");
            return ProgressStatus.Achieved;
        }

        ProgressStatus status;
        if (a.Meets(newest.Value))
        {
            a.Flag("early");
            a.Flag("provisional");
            status = ProgressStatus.Achieved;
        }
        else if (baseline is null)
        {
            return ProgressStatus.InsufficientData;
        }
        else if (IsMaintained(a, baseline))
        {
            return a.Unsatisfied();
        }
        else
        {
            status = measured.Status;
        }

        return a.LoweredBy(measured.Forecast.IsAdverse, status);
    }

    // A cumulative total does not fall back: once the due year's own total is above T, it is kept. Only flows have one.
    private static bool IsLocked(Assessing a) =>
        a.Op.Direction() > 0 && Enumerable.Range(1, 4).Any(k => a.Series.Cumulative.At(a.Due.Year, k) is { } total && total.Value > a.T);

    private static ProgressResult Measured(Assessing a, Base? baseline, SeriesPoint newest)
    {
        var result = new ProgressResult(ProgressStatus.InsufficientData) { Value = newest.Value, ValuePeriod = newest.Period };
        var (forecast, nowcast) = Forecast(a, baseline);
        result = result with { Forecast = forecast, Nowcast = nowcast };
        if (a.AfterStart.Count + (baseline is { IsProxy: false } ? 1 : 0) < 4)
        {
            a.Issue("few_points");
        }

        if (baseline is null)
        {
            return result;
        }

        if (forecast.Value is not null && a.Due.Index - newest.Period.Index > newest.Period.Index - baseline.Period.Index)
        {
            a.Issue("long_horizon");
        }

        var path = new ProgressPath(a.Target, baseline.Period, baseline.Value);
        var years = (a.Due.Index - newest.Period.Index) / 4m;
        result = result with
        {
            ExpectedValue = path.At(newest.Period),
            RequiredPerYear = years > 0 ? (a.T - newest.Value) / years : null,
        };
        if (IsMaintained(a, baseline))
        {
            return result;
        }

        var c = (newest.Value - baseline.Value) / (a.T - baseline.Value);
        var e = (result.ExpectedValue!.Value - baseline.Value) / (a.T - baseline.Value);
        return (result with { C = c, E = e }).With(PaceRule.Band(a.Settings, c, e));
    }

    private static (ProgressForecast Forecast, Nowcast? Nowcast) Forecast(Assessing a, Base? baseline)
    {
        var flow = a.Target.Measure == Measure.Flow;
        var points = a.Series.Points.Where(p => p.Period >= a.Start && (!flow || p.Period.IsYearEnd)).ToList();
        if (baseline is { IsProxy: false } && (!flow || a.Start.IsYearEnd) && !points.Exists(p => p.Period == a.Start))
        {
            points.Insert(0, new SeriesPoint(a.Start, baseline.Value));
        }

        var from = baseline is null ? null : new SeriesPoint(baseline.Period, baseline.Value);
        if (!flow || InYearNowcast.Of(a.Series.Cumulative, a.Target.ExcludedYears) is not var (nowcast, basis))
        {
            return (PointForecast.Of(a.Target, points, from, a.Due, a.Window), null);
        }

        if (basis.Issue is { } issue)
        {
            a.Issue(issue);
        }

        if (nowcast.Year == a.Due.Year)
        {
            decimal? Clamped(decimal? value) => value is { } known ? ForecastJudging.Clamped(a.Target, known) : null;
            return (new ProgressForecast(
                "F3_seasonal_share", Clamped(nowcast.Value), Clamped(nowcast.Low), Clamped(nowcast.High), nowcast.Years, null, nowcast.Years >= 2).Judged(a.Target), nowcast);
        }

        var joins = nowcast is { Share: >= 0.25m, Years: >= 1 } && Quarter.YearEnd(nowcast.Year) > a.Start;
        if (joins)
        {
            points.Add(new SeriesPoint(Quarter.YearEnd(nowcast.Year), nowcast.Value));
        }

        return (PointForecast.Of(a.Target, points, from, a.Due, a.Window, joins ? "F4_nowcast+" : ""), nowcast);
    }
}
