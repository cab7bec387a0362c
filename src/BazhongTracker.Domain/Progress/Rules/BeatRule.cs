namespace BazhongTracker.Domain.Progress.Rules;

/// <summary>beat: a growth above the highest of its benchmarks, every year or over the plan (method 3.3). No path, so no C and E.</summary>
internal static class BeatRule
{
    public static ProgressResult Assess(Assessing a, BenchmarkComparisons comparisons)
    {
        var compliance = ComplianceRecord.Of(a.Target, period => comparisons.At(period)?.Beats);
        return a.AfterDue ? Decided(a, comparisons, compliance) : Running(a, comparisons, compliance);
    }

    private static ProgressResult Decided(Assessing a, BenchmarkComparisons comparisons, Compliance compliance)
    {
        var result = new ProgressResult(ProgressStatus.Missed) { Compliance = compliance };
        var years = ComplianceRecord.YearsOf(a.Target).Select(y => ComplianceRecord.EndOf(a.Target, y)).ToList();
        var everyYear = (a.Target.Mode ?? a.Settings.BeatMode) == BeatMode.EveryYear;
        var beats = everyYear
            ? compliance.Misses.Count > 0 ? false : compliance.Assessed == compliance.Years ? true : null
            : comparisons.BeatsOnAverage(years);
        if (beats is null)
        {
            return a.AwaitFinal(result);
        }

        a.Flag("final");
        if (everyYear && compliance.Assessed < compliance.Years)
        {
            a.Issue("unknown_years");
        }

        if (comparisons.At(a.Due) is { } final && (beats == true || !everyYear || compliance.Misses.Contains(a.Due.Year)))
        {
            a.FlagQuality(final.Own);
        }

        return a.Done(result with { Status = beats == true ? ProgressStatus.Achieved : ProgressStatus.Missed });
    }

    private static ProgressResult Running(Assessing a, BenchmarkComparisons comparisons, Compliance compliance)
    {
        var result = new ProgressResult(ProgressStatus.InsufficientData) { Compliance = compliance };
        var compared = a.AfterStart.Select(p => comparisons.At(p.Period)!).ToList();
        if (compared.Count == 0)
        {
            return a.Done(result);
        }

        if (compared[^1].Beats is null)
        {
            a.FlagIssue("benchmark_missing");
        }

        if (compared.FindLast(c => c.Beats is not null) is not { Margin: { } margin } used)
        {
            return a.Done(result);
        }

        FlagUsed(a, used, compliance);
        return a.Done(result with
        {
            Status = Band(a, margin),
            Value = used.Own.Value,
            ValuePeriod = used.Own.Period,
            ExpectedValue = used.Best,
            Margin = margin,
        });
    }

    private static void FlagUsed(Assessing a, BenchmarkComparison used, Compliance compliance)
    {
        if (a.AgeOf(used.Own) > a.Settings.StaleDaysAnnual)
        {
            a.FlagIssue("stale");
        }

        a.FlagQuality(used.Own);
        if (used.Margin == 0 && a.Target.Op is { } op && Targets.Comparators.IsStrict(op))
        {
            a.Flag("boundary");
        }

        if (compliance.Misses.Any(year => year < used.Own.Period.Year))
        {
            a.Flag("prior_miss");
        }

        if (!used.Own.Period.IsYearEnd)
        {
            a.Flag("provisional");
        }
    }

    private static ProgressStatus Band(Assessing a, decimal margin)
    {
        if (margin <= 0)
        {
            a.Flag("in_breach");
            return margin >= -a.Settings.LagPoints ? ProgressStatus.Behind : ProgressStatus.OffTrack;
        }

        if (margin <= a.Settings.ThinPoints)
        {
            a.Flag("thin_margin");
            return ProgressStatus.AtRisk;
        }

        return ProgressStatus.OnTrack;
    }
}
