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
public sealed record Change(Standing Now, ProgressStatus Before, ChangeCause Cause, bool? Better);

public static class Changes
{
    /// <summary>Every status that differs from the one at the end of the last closed period, most pressing first.</summary>
    public static IReadOnlyList<Change> Since(DateOnly closed, IEnumerable<Standing> standings) =>
        [.. standings.Where(s => s.Before is { } before && before != s.Status).MostPressingFirst()
            .Select(s => new Change(s, s.Before!.Value, CauseOf(s, closed), IsBetter(s)))];

    private static bool? IsBetter(Standing standing) =>
        standing is { Before: { } before } && before.Rank() is { } then && standing.Status.Rank() is { } now ? now > then : null;

    private static ChangeCause CauseOf(Standing standing, DateOnly closed)
    {
        var fresh = standing.Accepted.Where(f => f.Published > closed).ToList();
        if (standing.Target.Due is { } due && due >= closed && due < standing.Verdict.AsOf && standing.Status is not (ProgressStatus.Achieved or ProgressStatus.AchievedLate))
        {
            return ChangeCause.Due;
        }

        if (fresh.Exists(f => standing.Accepted.Any(old => old.Published <= closed && old.PeriodIndex == f.PeriodIndex && old.Nature == f.Nature)))
        {
            return ChangeCause.Revision;
        }

        // A stage that is merely reported again is no news: then it was time.
        return fresh.Exists(f => f.Nature != FigureNature.Stage) ? ChangeCause.Figure
            : fresh.Exists(f => standing.Accepted.All(old => old.Published > closed || old.Stage != f.Stage)) ? ChangeCause.Stage
            : ChangeCause.Time;
    }
}
