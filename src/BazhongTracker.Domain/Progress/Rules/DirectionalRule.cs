namespace BazhongTracker.Domain.Progress.Rules;

/// <summary>directional: better, without a threshold; the mean yearly change beside the last one (method 3.10).</summary>
internal static class DirectionalRule
{
    private const int MostYears = 6;

    public static ProgressResult Assess(Assessing a)
    {
        a.Flag("no_threshold");
        var years = a.Series.Points.Where(p => p.Period.IsYearEnd).TakeLast(MostYears).ToList();
        var changes = years.Zip(years.Skip(1), (before, after) => after.Value - before.Value).ToList();
        var result = new ProgressResult(ProgressStatus.InsufficientData)
        {
            Value = years.LastOrDefault()?.Value,
            ValuePeriod = years.LastOrDefault()?.Period,
            MeanChange = changes.Count == 0 ? null : changes.Average(),
            LastChange = changes.Count == 0 ? null : changes[^1],
        };
        if (a.AfterDue)
        {
            return Decided(a, result, years.Count);
        }

        if (years.Count == 0)
        {
            return a.Done(result);
        }

        var tooStale = a.FlagStale(years[^1], a.StaleAfterDays);
        a.FlagQuality(years[^1]);
        return a.Done(tooStale || changes.Count == 0 ? result : result with { Status = Matrix(a, result) }, ConfidenceIn(years.Count));
    }

    private static ProgressResult Decided(Assessing a, ProgressResult measured, int years)
    {
        if (a.Series.At(a.Due) is not { } final)
        {
            var last = a.Series.Points.LastOrDefault(p => p.Period < a.Due);
            var waiting = a.AwaitFinal(measured with { Value = last?.Value, ValuePeriod = last?.Period });
            return a.Done(waiting, ConfidenceIn(years));
        }

        var result = measured with { Value = final.Value, ValuePeriod = final.Period };
        // Without a value at the start the earliest later one stands in; what lies before the start says nothing about the way.
        var first = a.Target.Start is { } start ? a.Series.At(start) ?? a.Series.Points.FirstOrDefault(p => p.Period > start) : a.Series.Points[0];
        if ((a.Target.Baseline ?? (first?.Period < a.Due ? first?.Value : null)) is not { } baseline)
        {
            a.FlagIssue("baseline_unknown");
            return a.Done(result);
        }

        a.FlagQuality(final);
        return a.Done(result with { Status = IsBetter(a, final.Value - baseline) ? ProgressStatus.Achieved : ProgressStatus.Missed }, ConfidenceIn(years));
    }

    private static ProgressStatus Matrix(Assessing a, ProgressResult measured) =>
        (IsBetter(a, measured.MeanChange!.Value), IsBetter(a, measured.LastChange!.Value)) switch
        {
            (true, true) => ProgressStatus.OnTrack,
            (true, false) => ProgressStatus.AtRisk,
            (false, true) => ProgressStatus.Behind,
            _ => ProgressStatus.OffTrack,
        };

    // No change is not better.
    private static bool IsBetter(Assessing a, decimal change) => a.Target.Up ? change > 0 : change < 0;

    private static Confidence ConfidenceIn(int years) => years >= 4 ? Confidence.Middle : Confidence.Low;
}
