namespace BazhongTracker.Domain.Progress.Rules;

/// <summary>
/// milestone: a title to be won by a day, in stages (method 3.7). Time counts in days. Silence is not failure: only a report is judged.
/// </summary>
internal static class MilestoneRule
{
    /// <exception cref="ArgumentException">A planned stage that is not of the ladder.</exception>
    public static ProgressResult Assess(ProgressTarget target, IEnumerable<StageReport> reports, DateOnly asOf, MethodSettings settings)
    {
        var ladder = target.Ladder ?? settings.MilestoneLadder;
        var record = new StageRecord([.. reports.Where(r => r.IsVisible(asOf))], ladder);
        if (record.IsCancelled)
        {
            return new ProgressResult(ProgressStatus.Cancelled);
        }

        var found = new Findings();
        if (target.DueDate is null)
        {
            found.Flag("no_deadline");
        }

        var furthest = record.Furthest(r => ladder.Weight(r.Stage));
        var weight = furthest is null ? null : (decimal?)ladder.Weight(furthest.Stage);
        if (furthest is not null && weight == 1)
        {
            return Won(target, found, furthest);
        }

        if (furthest is null)
        {
            found.FlagIssue("no_stage_report");
        }

        var result = new ProgressResult(ProgressStatus.NoDeadline) { Stage = furthest?.Stage, C = weight };
        if (target.DueDate is not { } due)
        {
            FlagAge(found, record, asOf, settings);
            return found.Done(result);
        }

        return asOf > due ? Overdue(target, found, record, result, asOf, settings) : Running(target, found, record, result, asOf, settings);
    }

    private static bool FlagAge(Findings found, StageRecord record, DateOnly asOf, MethodSettings settings) =>
        record.Newest is { } newest && found.FlagAge(asOf.DayNumber - newest.DayNumber, settings.StaleDaysQuarterly);

    private static ProgressResult Won(ProgressTarget target, Findings found, StageReport award)
    {
        found.Flag("locked");
        var late = award.Date.DayNumber - target.DueDate?.DayNumber;
        if (late < 0)
        {
            found.Flag("early");
        }
        else if (late > 0)
        {
            found.Flag($"late:{late} days");
        }

        return found.Done(new ProgressResult(late > 0 ? ProgressStatus.AchievedLate : ProgressStatus.Achieved)
        {
            Stage = award.Stage, C = 1, E = late is null ? null : DaysShare.Of(target, award.Date),
        });
    }

    private static ProgressResult Overdue(
        ProgressTarget target, Findings found, StageRecord record, ProgressResult result, DateOnly asOf, MethodSettings settings)
    {
        var days = asOf.DayNumber - target.DueDate!.Value.DayNumber;
        if (record.Newest >= target.DueDate)
        {
            found.Flag("final");
            found.Flag($"overdue:{days} days");
            return found.Done(result with { Status = ProgressStatus.Missed, E = 1, R = result.C });
        }

        var waits = days <= (target.FinalLagDays ?? settings.FinalLagDays);
        found.Flag(waits ? "awaiting_final" : "overdue_no_data");
        return found.Done(result with { Status = waits ? ProgressStatus.PendingFinal : ProgressStatus.InsufficientData, C = null },
            Confidence.Middle);
    }

    private static ProgressResult Running(
        ProgressTarget target, Findings found, StageRecord record, ProgressResult result, DateOnly asOf, MethodSettings settings)
    {
        var tooStale = FlagAge(found, record, asOf, settings);
        var nodes = Nodes(target, settings).FindAll(n => n.Date <= asOf);
        var planned = target.Plan.Count > 0;
        var e = !planned ? DaysShare.Of(target, asOf) : nodes.Count == 0 ? 0 : nodes[^1].Weight;
        result = result with { E = e, ExpectedValue = e };
        if (result.C is not { } weight || tooStale)
        {
            return found.Done(result with { Status = ProgressStatus.InsufficientData });
        }

        if (planned)
        {
            return found.Done(result with { Status = ByPlan(found, nodes, weight, e, asOf, settings), R = e > 0 ? weight / e : null });
        }

        found.Issue("linear_stage_assumption");
        return found.Done(result.With(PaceRule.Band(settings, weight, e)));
    }

    private static List<(DateOnly Date, decimal Weight)> Nodes(ProgressTarget target, MethodSettings settings)
    {
        var ladder = target.Ladder ?? settings.MilestoneLadder;
        return [.. target.Plan.Select(n => (n.Date, Weight: ladder.Weight(n.Stage))).OrderBy(n => n.Date).ThenBy(n => n.Weight)];
    }

    /// <param name="nodes">Those reached by the day.</param>
    private static ProgressStatus ByPlan(
        Findings found, List<(DateOnly Date, decimal Weight)> nodes, decimal weight, decimal e, DateOnly asOf, MethodSettings settings)
    {
        var overdue = nodes.FindIndex(n => n.Weight > weight);
        if (overdue < 0)
        {
            return weight > e ? ProgressStatus.Ahead : ProgressStatus.OnTrack;
        }

        var days = asOf.DayNumber - nodes[overdue].Date.DayNumber;
        found.Flag($"node_overdue:{days} days");
        return days <= settings.NodeGraceDays ? ProgressStatus.Behind : ProgressStatus.OffTrack;
    }
}
