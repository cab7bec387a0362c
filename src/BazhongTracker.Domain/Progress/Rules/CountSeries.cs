using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress.Rules;

/// <summary>
/// A count since the start (method 3.6): figures of nature cum; without them yearly totals and the running year's ytd added up
/// from the first year after the start to the first gap.
/// </summary>
internal sealed class CountSeries
{
    public CountSeries(ProgressTarget target, IEnumerable<Observation> observations, DateOnly asOf)
    {
        var visible = observations.Where(o => o.IsVisible(asOf)).ToList();
        var start = target.Start!.Value;
        var counts = visible.Where(o => o.Nature == FigureNature.Cum || target.Measure != Measure.Flow).ToList();
        if (counts.Count > 0)
        {
            Points = [.. counts.GroupBy(o => o.Period).Select(Vintages.Latest).Where(p => p.Period > start).OrderBy(p => p.Period)];
            return;
        }

        Flows = new CumulativeYears(visible);
        Points = AddedUp(Flows, start.Year + 1, target.Initial);
        HasGap = Flows.Newest is { } newest && newest.Year > start.Year && (Points.Count == 0 || newest.Year > Points[^1].Period.Year);
    }

    /// <summary>In order of time, after the start, with the initial stock.</summary>
    public IReadOnlyList<SeriesPoint> Points { get; }
    public bool HasGap { get; }

    /// <summary>What was added up; null when the count itself was reported.</summary>
    public CumulativeYears? Flows { get; }

    private static List<SeriesPoint> AddedUp(CumulativeYears flows, int firstYear, decimal initial)
    {
        var points = new List<SeriesPoint>();
        var before = new SeriesPoint(default, initial);
        for (var year = firstYear; ; year++)
        {
            points.AddRange(Enumerable.Range(1, 4).Select(k => flows.At(year, k)).OfType<SeriesPoint>().Select(p => new SeriesPoint(
                p.Period, before.Value + p.Value, before.Preliminary || p.Preliminary, before.Revised || p.Revised)));
            if (flows.At(year, 4) is null)
            {
                return points;
            }

            before = points[^1];
        }
    }
}
