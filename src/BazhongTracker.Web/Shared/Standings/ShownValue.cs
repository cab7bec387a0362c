using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Web.Shared.Standings;

/// <summary>最新采用值: the number by which the target is judged, else the newest accepted figure, with the figure it comes from.</summary>
/// <param name="Value">In the target's unit; null where there is only a stage, or nothing.</param>
/// <param name="IsRolling">A sum of four quarters (滚动四季), not the figure itself.</param>
/// <param name="Source">Null where nothing was accepted yet.</param>
public sealed record ShownValue(decimal? Value, string? Stage, Quarter? Period, bool IsRolling, ReportedFigure? Source)
{
    internal static ShownValue Of(Standing standing)
    {
        var (target, working) = (standing.Target, standing.Verdict.Working);
        if (target.Kind is TargetKind.Milestone or TargetKind.ProjectList)
        {
            var stage = standing.Stage;
            var said = standing.Accepted.LastOrDefault(f => f.Stage == stage);
            return new ShownValue(null, stage, said?.Period, false, said);
        }

        var judged = working.DecidingNumber is not null && Read(working.DecidingPeriod) is { } period ? period : (Quarter?)null;
        var source = (judged is { } q ? standing.Accepted.LastOrDefault(f => f.Period == q) : null) ?? standing.Newest;
        if (judged is null)
        {
            return new ShownValue(source?.Value, source?.Stage, source?.Period, false, source);
        }

        var rolling = standing.Totals.Totals.ContainsKey(judged.Value) && !judged.Value.IsYearEnd && target.Kind == TargetKind.Reach;
        return new ShownValue(working.DecidingNumber!.Value, null, judged, rolling, source);
    }

    // A growth is judged by years: "2025".
    private static Quarter? Read(string? period) =>
        Quarter.TryParse(period, out var quarter) || Quarter.TryParse($"{period}Q4", out quarter) ? quarter : null;
}
