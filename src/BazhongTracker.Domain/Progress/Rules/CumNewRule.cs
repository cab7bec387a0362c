using BazhongTracker.Domain.Progress.Forecasting;

namespace BazhongTracker.Domain.Progress.Rules;

/// <summary>cum_new: N new ones over the plan (method 3.6). Irreversible: the first hit by the due date locks it.</summary>
internal static class CumNewRule
{
    public static ProgressResult Assess(Assessing a, CountSeries counts)
    {
        if (counts.HasGap)
        {
            a.Flag("gap_years");
            a.Issue("data_quality");
        }

        if (counts.Flows is { } flows)
        {
            a.FlagCumulativeQuality(flows);
        }

        var hit = counts.Points.FirstOrDefault(p => a.Meets(p.Value));
        return a.Target.Due is null ? Undated(a, counts, hit)
            : hit is not null && hit.Period <= a.Due ? Locked(a, hit)
            : a.AfterDue ? Decided(a, counts, hit)
            : Running(a, counts);
    }

    private static ProgressResult Undated(Assessing a, CountSeries counts, SeriesPoint? hit)
    {
        a.Flag("no_deadline");
        if (hit is not null)
        {
            a.Flag("locked");
            return a.Done(
                new ProgressResult(ProgressStatus.Achieved) { C = Completion(a, hit), Value = hit.Value, ValuePeriod = hit.Period },
                Confidence.High);
        }

        var newest = counts.Points.Count == 0 ? null : counts.Points[^1];
        if (newest is not null)
        {
            a.FlagStale(newest, a.Settings.StaleDaysQuarterly);
        }

        return a.Done(new ProgressResult(ProgressStatus.NoDeadline)
        {
            C = newest is null ? null : Completion(a, newest), Value = newest?.Value, ValuePeriod = newest?.Period,
        });
    }

    private static ProgressResult Locked(Assessing a, SeriesPoint hit)
    {
        a.Flag("locked");
        a.Flag(hit.Period == a.Due ? "final" : "early");
        return a.Done(new ProgressResult(ProgressStatus.Achieved) { C = Completion(a, hit), E = Elapsed(a, hit), Value = hit.Value, ValuePeriod = hit.Period });
    }

    private static ProgressResult Decided(Assessing a, CountSeries counts, SeriesPoint? lateHit)
    {
        var lastByDue = counts.Points.LastOrDefault(p => p.Period <= a.Due);
        if (lateHit is not null)
        {
            a.Flag($"late:{lateHit.Period}");
            return a.Done(new ProgressResult(ProgressStatus.AchievedLate)
            {
                C = lastByDue?.Period == a.Due ? Completion(a, lastByDue) : null,
                E = 1, Value = lateHit.Value, ValuePeriod = lateHit.Period,
                Late = new LateReach(lateHit.Period, lateHit.Value, Completion(a, lateHit)),
            });
        }

        // A count never falls: one that is short after the due date was short at it.
        var final = lastByDue?.Period == a.Due ? lastByDue : counts.Points.LastOrDefault(p => p.Period > a.Due);
        if (final is null)
        {
            return a.AwaitFinal(new ProgressResult(ProgressStatus.PendingFinal) { Value = lastByDue?.Value, ValuePeriod = lastByDue?.Period });
        }

        a.Flag("final");
        return a.Done(new ProgressResult(ProgressStatus.Missed) { C = Completion(a, final), E = 1, Value = final.Value, ValuePeriod = final.Period });
    }

    private static ProgressResult Running(Assessing a, CountSeries counts)
    {
        if (counts.Points.Count == 0)
        {
            return a.Done(new ProgressResult(ProgressStatus.InsufficientData));
        }

        // Counts have no yearly rhythm: their age is judged as quarterly whatever the frequency says.
        var newest = counts.Points[^1];
        var tooStale = a.FlagStale(newest, a.Settings.StaleDaysQuarterly);
        var (c, e, wanted) = (Completion(a, newest), Elapsed(a, newest), a.T - a.Target.Initial);
        var result = new ProgressResult(ProgressStatus.InsufficientData)
        {
            C = c,
            E = e,
            Value = newest.Value,
            ValuePeriod = newest.Period,
            ExpectedValue = a.Target.Initial + e * wanted,
            RequiredPerYear = newest.Period == a.Due ? null : (a.T - newest.Value) / ((a.Due.Index - newest.Period.Index) / 4m),
            Forecast = CountForecast.Of(a.Target, newest.Value, e, counts.Points.Count),
        };
        if (tooStale)
        {
            return a.Done(result);
        }

        var paced = result.With(PaceRule.Band(a.Settings, c, e));
        var status = IntegerTolerance.Applied(a, paced.Status, e * wanted - (newest.Value - a.Target.Initial));
        return a.Done(paced with { Status = a.LoweredBy(paced.Forecast.Probability < a.Settings.CountProbability, status) });
    }

    private static decimal Completion(Assessing a, SeriesPoint point) => (point.Value - a.Target.Initial) / (a.T - a.Target.Initial);

    private static decimal Elapsed(Assessing a, SeriesPoint point) => (point.Period.Index - a.Start.Index) / (decimal)(a.Due.Index - a.Start.Index);
}
