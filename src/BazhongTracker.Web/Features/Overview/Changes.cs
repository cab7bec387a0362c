using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Shared.Standings;

namespace BazhongTracker.Web.Features.Overview;

/// <summary>Why a status is another than it was, as far as it is known: 到期, 修订, 新进展, 新数据, or only that time went on.</summary>
public enum ChangeCause
{
    Due,
    Revision,
    Stage,
    Figure,
    Time,
}

/// <param name="Better">Towards the promise; null where one of the two is not assessed.</param>
/// <param name="Adopted">The day from which the figure that is the cause counts; it may lie long after its period. Null where time is the cause.</param>
public sealed record Change(Standing Now, StatusSign Before, ChangeCause Cause, bool? Better, DateOnly? Adopted);

public static class Changes
{
    /// <summary>Every status that differs from the one of the day it is compared with, most pressing first.</summary>
    public static IReadOnlyList<Change> Since(DateOnly closed, IEnumerable<Standing> standings) =>
        [.. standings.Where(s => s.Before is { } before && before != s.Sign).MostPressingFirst()
            .Select(s => Of(s, closed))];

    private static Change Of(Standing standing, DateOnly closed)
    {
        var (cause, figure) = CauseOf(standing, closed);
        return new Change(standing, standing.Before!.Value, cause, IsBetter(standing), figure?.Published);
    }

    private static bool? IsBetter(Standing standing) =>
        standing is { Before: { } before } && before.Status.Rank() is { } then && standing.Status.Rank() is { } now ? now > then : null;

    private static (ChangeCause Cause, ReportedFigure? Figure) CauseOf(Standing standing, DateOnly closed)
    {
        var fresh = standing.Accepted.Where(f => f.Published > closed).ToList();
        if (standing.Target.Due is { } due && due >= closed && due < standing.Verdict.AsOf && standing.Status is not (ProgressStatus.Achieved or ProgressStatus.AchievedLate))
        {
            return (ChangeCause.Due, null);
        }

        if (fresh.FindLast(f => standing.Accepted.Any(old => old.Published <= closed && old.PeriodIndex == f.PeriodIndex && old.Nature == f.Nature)) is { } revision)
        {
            return (ChangeCause.Revision, revision);
        }

        // A stage that is merely reported again is no news: then it was time.
        return fresh.FindLast(f => f.Nature != FigureNature.Stage) is { } figure ? (ChangeCause.Figure, figure)
            : fresh.Find(f => f.Stage == standing.Stage && standing.Accepted.All(old => old.Published > closed || old.Stage != f.Stage)) is { } stage ? (ChangeCause.Stage, stage)
            : (ChangeCause.Time, null);
    }
}
