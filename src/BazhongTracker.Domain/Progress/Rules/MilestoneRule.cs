namespace BazhongTracker.Domain.Progress.Rules;

/// <summary>milestone: a title to be won by a day, in stages (method 3.7). Time counts in days.</summary>
internal static class MilestoneRule
{
    /// <exception cref="ArgumentException">A stage that is not of the ladder.</exception>
    public static ProgressResult Assess(ProgressTarget target, IEnumerable<StageReport> reports, DateOnly asOf, MethodSettings settings)
    {
        var ladder = target.Ladder ?? settings.MilestoneLadder;
        var visible = reports.Where(r => r.IsVisible(asOf)).ToList();
        if (visible.Exists(r => r.Stage == StageLadder.Cancelled))
        {
            return new ProgressResult(ProgressStatus.Cancelled);
        }

        var found = new Findings();
        var weighed = visible.Select(r => (r.Stage, r.Date, Weight: ladder.Weight(r.Stage))).OrderByDescending(r => r.Weight).ThenBy(r => r.Date).ToList();
        var (stage, date, weight) = weighed.Count > 0 ? weighed[0] : (StageLadder.NotBegun, target.StartDate!.Value, 0);
        if (weight == 1)
        {
            return Won(target, found, stage, date);
        }

        var late = asOf.DayNumber - target.DueDate!.Value.DayNumber;
        if (weighed.Count == 0)
        {
            found.Flag("no_stage_report");
        }

        if (late > 0)
        {
            found.Flag("final");
            found.Flag($"overdue:{late} days");
            return found.Done(new ProgressResult(ProgressStatus.Missed) { Stage = stage, C = weight, E = 1, R = weight });
        }

        if (weighed.Count == 0)
        {
            found.Issue("no_stage_report");
        }

        var result = new ProgressResult(ProgressStatus.OnTrack) { Stage = stage, C = weight };
        return found.Done(target.Plan.Count > 0 ? ByPlan(target, found, result, ladder, asOf, settings) : ByTime(target, found, result, asOf, settings));
    }

    private static ProgressResult Won(ProgressTarget target, Findings found, string stage, DateOnly day)
    {
        found.Flag("locked");
        var late = day.DayNumber - target.DueDate!.Value.DayNumber;
        if (late < 0)
        {
            found.Flag("early");
        }
        else if (late > 0)
        {
            found.Flag("final");
            found.Flag($"late:{late} days");
        }

        return found.Done(new ProgressResult(late > 0 ? ProgressStatus.AchievedLate : ProgressStatus.Achieved)
        {
            Stage = stage, C = 1, E = DaysShare.Of(target, day),
        });
    }

    private static ProgressResult ByTime(ProgressTarget target, Findings found, ProgressResult result, DateOnly asOf, MethodSettings settings)
    {
        found.Issue("linear_stage_assumption");
        var e = DaysShare.Of(target, asOf);
        return (result with { E = e, ExpectedValue = e }).With(PaceRule.Band(settings, result.C!.Value, e));
    }

    private static ProgressResult ByPlan(
        ProgressTarget target, Findings found, ProgressResult result, StageLadder ladder, DateOnly asOf, MethodSettings settings)
    {
        var nodes = target.Plan.Select(n => (n.Date, Weight: ladder.Weight(n.Stage))).OrderBy(n => n.Date).ThenBy(n => n.Weight).ToList();
        var reached = nodes.FindAll(n => n.Date <= asOf);
        var (w, e) = (result.C!.Value, reached.Count == 0 ? 0 : reached[^1].Weight);
        var overdue = reached.FindIndex(n => n.Weight > w);
        var status = w > e ? ProgressStatus.Ahead : ProgressStatus.OnTrack;
        if (overdue >= 0)
        {
            var days = asOf.DayNumber - reached[overdue].Date.DayNumber;
            found.Flag($"node_overdue:{days} days");
            status = days <= settings.NodeGraceDays ? ProgressStatus.Behind : ProgressStatus.OffTrack;
        }

        return result with { Status = status, E = e, ExpectedValue = e, R = e > 0 ? w / e : null };
    }
}
