namespace BazhongTracker.Domain.Reporting;

/// <summary>The versions of what was said for one period: of several accepted figures one is in force, and a later one replaces it from its acceptance on.</summary>
public static class Revisions
{
    /// <param name="figures">Of one target, period and nature, in any state.</param>
    /// <returns>The accepted figure that counts today; null where none was accepted.</returns>
    public static ReportedFigure? InForce(this IEnumerable<ReportedFigure> figures) => figures
        .Where(f => f.State == FigureState.Accepted)
        .OrderBy(f => f.Published).ThenBy(f => f.Revision).ThenBy(f => f.StageDate).ThenBy(f => f.ReportedAtUtc).LastOrDefault();

    /// <summary>The number of the next revision. One that was returned or withdrawn leaves its number to the next, so that those of accepted ones have no gap.</summary>
    public static int Next(this IEnumerable<ReportedFigure> figures) =>
        figures.Where(f => f.State == FigureState.Accepted).Max(f => f.Revision) + 1;

    /// <summary>The day from which a stage counts no longer because it was revised; null while it counts. A number needs none: of several the latest wins (method 2.3), of stages the heaviest.</summary>
    public static DateOnly? ReplacedOn(this ReportedFigure stage, IEnumerable<ReportedFigure> accepted) => accepted
        .Where(f => f.Revision > stage.Revision && f.ReportedBy != Actor.HistoricalImport.UserName
            && (f.TargetId, f.PeriodIndex, f.Nature) == (stage.TargetId, stage.PeriodIndex, stage.Nature))
        .Min(f => f.Published);
}
