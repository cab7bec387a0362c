using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress.Rules;

/// <summary>
/// The index since the base year, at the ends of years (method 3.4): levels over the base's level, or else growth of year on year, chained up to the first gap.
/// Growth within a year is not read.
/// </summary>
internal sealed class GrowthIndex
{
    public GrowthIndex(ProgressTarget target, IEnumerable<Observation> observations, DateOnly asOf)
    {
        var yearly = observations.Where(o => o.IsVisible(asOf) && o.Period.IsYearEnd && o.Nature != FigureNature.Qtr).ToLookup(o => o.Nature == FigureNature.Growth);
        var levels = Latest(yearly[false]);
        var growth = Latest(yearly[true]);
        var baseYear = target.Start!.Value.Year;
        var observed = levels.GetValueOrDefault(baseYear)?.Value;
        IsBaselineInConflict = target.Baseline is { } declared && observed is { } seen && Math.Abs(seen - declared) > 0.02m * Math.Abs(declared);
        var baseline = target.Baseline ?? observed;
        var later = levels.Values.Where(p => p.Period.Year > baseYear).OrderBy(p => p.Period).ToList();
        if (baseline is > 0 && later.Count > 0)
        {
            Points = later.ConvertAll(p => p with { Value = Saturating.ToDecimal((double)p.Value / (double)baseline.Value) });
            return;
        }

        Points = Chained(growth, baseYear);
        HasGap = growth.Keys.Any(year => year > baseYear + Points.Count);
        IsBaselineUnknown = Points.Count == 0 && later.Count > 0;
    }

    /// <summary>The values are indexes; the base year, which is 1, is not among them.</summary>
    public IReadOnlyList<SeriesPoint> Points { get; }
    public bool HasGap { get; }
    public bool IsBaselineUnknown { get; }
    public bool IsBaselineInConflict { get; }

    public SeriesPoint? At(Quarter period) => Points.FirstOrDefault(p => p.Period == period);

    private static Dictionary<int, SeriesPoint> Latest(IEnumerable<Observation> yearly) =>
        yearly.GroupBy(o => o.Period.Year).ToDictionary(g => g.Key, Vintages.Latest);

    private static List<SeriesPoint> Chained(Dictionary<int, SeriesPoint> growth, int baseYear)
    {
        var points = new List<SeriesPoint>();
        var index = 1.0;
        for (var year = baseYear + 1; growth.TryGetValue(year, out var grown); year++)
        {
            index *= 1 + (double)grown.Value / 100;
            points.Add(grown with { Value = Saturating.ToDecimal(index) });
        }

        return points;
    }
}
