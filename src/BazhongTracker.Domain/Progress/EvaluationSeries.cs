using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress;

/// <summary>The values by which a target is judged, as they were visible on a day, for those who show them.</summary>
/// <param name="Points">X(τ) in order of time: for a flow the rolling four quarters (滚动四季), else what was reported.</param>
/// <param name="Totals">For a flow the cumulative totals by period; else empty.</param>
public sealed record EvaluationSeries(IReadOnlyList<(Quarter Period, decimal Value)> Points, IReadOnlyDictionary<Quarter, decimal> Totals)
{
    /// <summary>Stages and words have none: both lists are empty.</summary>
    public static EvaluationSeries Of(Target target, IEnumerable<ReportedFigure> figures, DateOnly asOf)
    {
        var observations = figures.Where(f => f is { State: FigureState.Accepted, Value: not null } && f.Nature != FigureNature.Stage)
            .Select(f => new Observation(f.Period, f.Nature, f.Value!.Value, f.Published, f.Preliminary, f.Revision)).ToList();
        var adds = target.Measure is null or Measure.Flow && !observations.Exists(o => o.Nature is FigureNature.Cum or FigureNature.Growth);
        var series = new Series(adds ? Measure.Flow : Measure.Point, observations, asOf);
        return new EvaluationSeries(
            [.. series.Points.Select(p => (p.Period, p.Value))],
            series.Cumulative.All.ToDictionary(p => p.Period, p => p.Value));
    }

    /// <summary>What must still come in the quarters left of the year of the newest total, and the same stretch a year before; null for a full year or without totals.</summary>
    public (Quarter Newest, decimal Missing, decimal? LastYear)? RestOfYear(decimal promised)
    {
        if (Totals.Count == 0 || Totals.Keys.Max() is { IsYearEnd: true })
        {
            return null;
        }

        var newest = Totals.Keys.Max();
        decimal? lastYear = Totals.TryGetValue(Quarter.YearEnd(newest.Year - 1), out var year) && Totals.TryGetValue(newest.Plus(-4), out var same) ? year - same : null;
        return (newest, promised - Totals[newest], lastYear);
    }
}
