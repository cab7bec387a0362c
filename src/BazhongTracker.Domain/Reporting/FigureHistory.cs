using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Reporting;

/// <summary>What stands for a target so far, one figure a period: the accepted one of the newest vintage, else the one that awaits review. Returned and withdrawn figures do not count.</summary>
public sealed class FigureHistory
{
    private readonly SortedDictionary<Quarter, ReportedFigure> byPeriod = [];

    public FigureHistory(Target target, IEnumerable<ReportedFigure> figures)
    {
        foreach (var period in figures.Where(f => f.State is FigureState.AwaitingReview or FigureState.Accepted && IsComparable(f.Nature, target.NatureFor(f.Period))).GroupBy(f => f.Period))
        {
            byPeriod[period.Key] = period
                .OrderBy(f => f.State == FigureState.Accepted).ThenBy(f => f.Published).ThenBy(f => f.Revision).ThenBy(f => f.ReportedAtUtc).Last();
        }
    }

    /// <summary>Oldest first.</summary>
    public IEnumerable<ReportedFigure> All => byPeriod.Values;

    public ReportedFigure? At(Quarter period) => byPeriod.GetValueOrDefault(period);

    /// <summary>The first report of the stage, whose day is that on which it was reached; null where it was not reported before.</summary>
    public ReportedFigure? FirstOf(string stage, Quarter before) =>
        All.Where(f => f.Stage == stage && f.Period < before).MinBy(f => f.ReachedOn);

    /// <summary>去年同期.</summary>
    public ReportedFigure? YearBefore(Quarter period) => At(period.Plus(-4));

    /// <summary>上期: the quarter before.</summary>
    public ReportedFigure? QuarterBefore(Quarter period) => At(period.Plus(-1));

    /// <summary>The newest figure of an earlier period, however long ago.</summary>
    public ReportedFigure? NewestBefore(Quarter period) => byPeriod.LastOrDefault(f => f.Key < period).Value;

    /// <summary>The same quarter of the years before, oldest first; a year without a figure is left out.</summary>
    public IReadOnlyList<ReportedFigure> SameQuarterBefore(Quarter period, int years) =>
        [.. Enumerable.Range(1, years).Select(back => At(period.Plus(-4 * back))).OfType<ReportedFigure>().Reverse()];

    private static bool IsComparable(FigureNature nature, FigureNature asked) => asked switch
    {
        FigureNature.Stage or FigureNature.Cum => nature == asked,
        FigureNature.Ytd or FigureNature.Annual => nature is FigureNature.Ytd or FigureNature.Annual,
        _ => nature is not (FigureNature.Stage or FigureNature.Cum or FigureNature.Qtr),
    };
}
