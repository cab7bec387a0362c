using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Web.Features.Targets;

/// <summary>大事记, newest first: adoption, what was accepted, changes of the verdict from one end of a quarter to the next and to the one in force, the due date.</summary>
internal static class TargetTimeline
{
    /// <param name="adopted">The day on which the decision was adopted.</param>
    /// <param name="ends">The verdicts at the ends of quarters in order, after them the one in force where it is another.</param>
    public static IReadOnlyList<Happening> Of(Target target, DateOnly adopted, IReadOnlyList<FigureRow> figures, IReadOnlyList<Judged> ends, DateOnly day)
    {
        var happened = new List<Happening> { new(adopted, "adopted") };
        if (target.Due is { } due)
        {
            happened.Add(new Happening(due, due < day ? "due.past" : "due.coming"));
        }

        // A stage reported again is no news; its day is the one on which it was reached.
        var ladder = MethodSettings.Default.LadderOf(target);
        var news = figures.Where(f => f is { State: FigureState.Accepted, Published: not null } && f.Published >= adopted).OrderBy(f => f.Stage is null ? f.Published : f.StageDate ?? f.Period.LastDay).ThenBy(f => f.Published).ToList();
        var reached = -1m;
        foreach (var figure in news)
        {
            if (figure.Stage is not { } stage)
            {
                happened.Add(new Happening(figure.Published!.Value, figure.Superseded ? "first" : "accepted", figure));
            }
            else if (stage == StageLadder.Cancelled || ladder.Knows(stage) && ladder.Weight(stage) > reached)
            {
                happened.Add(new Happening(figure.StageDate ?? figure.Period.LastDay, "stage", figure));
                reached = stage == StageLadder.Cancelled ? reached : ladder.Weight(stage);
            }
        }

        StatusSign? before = null;
        foreach (var verdict in ends)
        {
            if (before is not null && before != verdict.Status)
            {
                happened.Add(new Happening(verdict.AsOf, "verdict", null, before, verdict.Status));
            }

            before = verdict.Status;
        }

        return [.. happened.OrderByDescending(h => h.On).ThenBy(h => h.Key, StringComparer.Ordinal)];
    }
}
