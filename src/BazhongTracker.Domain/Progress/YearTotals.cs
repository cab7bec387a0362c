using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress;

/// <summary>The cumulative totals of a flow by period, as they were visible on a day, in the target's unit.</summary>
/// <param name="Totals">Empty for everything that is no flow.</param>
public sealed record YearTotals(IReadOnlyDictionary<Quarter, decimal> Totals)
{
    public static YearTotals Of(Target target, IEnumerable<ReportedFigure> figures, DateOnly asOf)
    {
        var observations = figures.Where(f => f is { State: FigureState.Accepted, Value: not null } && f.Nature != FigureNature.Stage)
            .Select(f => new Observation(f.Period, f.Nature, f.Value!.Value, f.Published, f.Preliminary, f.Revision))
            .Where(o => target.Measure == Measure.Flow && o.IsVisible(asOf));
        return new YearTotals(new CumulativeYears(observations).All.ToDictionary(p => p.Period, p => p.Value));
    }

    /// <returns>Null at the end of a year, and where one of the three totals is missing.</returns>
    public RollingSum? RollingAt(Quarter period) =>
        !period.IsYearEnd && Totals.TryGetValue(period, out var now) && Totals.TryGetValue(Quarter.YearEnd(period.Year - 1), out var year) && Totals.TryGetValue(period.Plus(-4), out var same)
            ? new RollingSum(period, now, year, same) : null;

    /// <summary>What must still come in the quarters left of the year of the newest total, and what the same stretch brought a year before.</summary>
    /// <returns>Null for a full year or without totals.</returns>
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
