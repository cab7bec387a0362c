using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress.Rules;

/// <summary>
/// A growth beside the growths it must beat, of the same period and the same accumulation (method 3.3).
/// <paramref name="Best"/> is the highest known one; <paramref name="OneMissing"/>: another is not known yet.
/// </summary>
internal sealed record BenchmarkComparison(SeriesPoint Own, decimal? Best, bool OneMissing)
{
    public decimal? Margin => Own.Value - Best;

    /// <summary>Kleene logic: not above a known one is certain failure; above the known ones with one missing is unknown. A tie fails.</summary>
    public bool? Beats => Margin switch { null => null, <= 0 => false, _ => OneMissing ? null : true };
}

/// <summary>The own growths and the benchmarks as visible on a day.</summary>
internal sealed class BenchmarkComparisons
{
    private readonly List<Dictionary<(Quarter, bool), SeriesPoint>> benchmarks;
    private readonly Dictionary<(Quarter Period, bool OneQuarter), SeriesPoint> own;

    public BenchmarkComparisons(ProgressTarget target, IEnumerable<Observation> observations, DateOnly asOf)
    {
        own = ByPeriod(observations, asOf);
        benchmarks = [.. target.Benchmarks.Values.Select(b => ByPeriod(b, asOf))];
    }

    /// <returns>Null when the own growth of the period is not known. The cumulative growth goes before that of the single quarter.</returns>
    public BenchmarkComparison? At(Quarter period)
    {
        var both = new[] { false, true }.Where(q => own.ContainsKey((period, q))).Select(q => Compare((period, q))).ToList();
        return both.Find(c => c.Beats is not null) ?? both.FirstOrDefault();
    }

    /// <returns>Whether Π(1+g) over the years is higher than that of every benchmark; null when that is not known.</returns>
    public bool? BeatsOnAverage(IReadOnlyList<Quarter> years)
    {
        if (Compounded(own, years) is not { } mine)
        {
            return null;
        }

        var theirs = benchmarks.ConvertAll(b => Compounded(b, years));
        return theirs.Exists(t => mine <= t) ? false : theirs.Count == 0 || theirs.Contains(null) ? null : true;
    }

    private BenchmarkComparison Compare((Quarter, bool) key)
    {
        var known = benchmarks.Select(b => b.GetValueOrDefault(key)?.Value).ToList();
        return new BenchmarkComparison(own[key], known.Max(), known.Contains(null));
    }

    // Rounded, so that equal growths in another order stay equal.
    private static decimal? Compounded(Dictionary<(Quarter, bool), SeriesPoint> series, IReadOnlyList<Quarter> years) =>
        years.All(y => series.ContainsKey((y, false)))
            ? Saturating.ToDecimal(Math.Round(years.Aggregate(1.0, (product, y) => product * (1 + (double)series[(y, false)].Value / 100)), 12))
            : null;

    private static Dictionary<(Quarter, bool), SeriesPoint> ByPeriod(IEnumerable<Observation> observations, DateOnly asOf) =>
        observations.Where(o => o.IsVisible(asOf)).GroupBy(o => (o.Period, o.Nature == FigureNature.Qtr)).ToDictionary(g => g.Key, Vintages.Latest);
}
