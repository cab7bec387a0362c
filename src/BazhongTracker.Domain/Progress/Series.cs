using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress;

/// <summary>Observations as they were visible on a day, made into the evaluation series X(τ) (method 2.3).</summary>
internal sealed class Series
{
    public Series(Measure measure, IEnumerable<Observation> observations, DateOnly asOf)
    {
        var visible = observations.Where(o => o.IsVisible(asOf)).ToList();
        var isFlow = measure == Measure.Flow;
        Cumulative = new CumulativeYears(isFlow ? visible : []);
        Points = isFlow
            ? [.. Cumulative.All.Select(Rolling).OfType<SeriesPoint>()]
            : [.. visible.GroupBy(o => o.Period).Select(Vintages.Latest).OrderBy(p => p.Period)];
    }

    /// <summary>In order of time.</summary>
    public IReadOnlyList<SeriesPoint> Points { get; }

    /// <summary>Empty for points and rates.</summary>
    public CumulativeYears Cumulative { get; }

    public SeriesPoint? At(Quarter period) => Points.FirstOrDefault(p => p.Period == period);

    // 滚动四季 = 本年累计 + 上年全年 − 上年同期累计
    private SeriesPoint? Rolling(SeriesPoint now)
    {
        if (now.Period.IsYearEnd)
        {
            return now;
        }

        return Cumulative.At(now.Period.Year - 1, 4) is { } year && Cumulative.At(now.Period.Year - 1, now.Period.Number) is { } same
            ? new SeriesPoint(now.Period, now.Value + year.Value - same.Value,
                now.Preliminary || year.Preliminary || same.Preliminary, now.Revised || year.Revised || same.Revised)
            : null;
    }
}
