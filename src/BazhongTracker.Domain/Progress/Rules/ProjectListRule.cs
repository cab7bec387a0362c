namespace BazhongTracker.Domain.Progress.Rules;

/// <summary>project_list: every project to its required stage by the due date (method 3.8). Time counts in days.</summary>
internal static class ProjectListRule
{
    private sealed record Item(ItemVerdict Verdict, bool HasReport, DateOnly? ReachedOn)
    {
        public bool IsWeak => Verdict.Status is ProgressStatus.OffTrack or ProgressStatus.InsufficientData or ProgressStatus.Cancelled;
    }

    /// <exception cref="ArgumentException">A stage that is not of the ladder, or a list without projects.</exception>
    public static ProgressResult Assess(ProgressTarget target, IEnumerable<StageReport> reports, DateOnly asOf, MethodSettings settings)
    {
        if (target.Items.Count == 0)
        {
            throw new ArgumentException("A list of projects has at least one item.");
        }

        var e = DaysShare.Of(target, asOf);
        var visible = reports.Where(r => r.IsVisible(asOf)).ToLookup(r => r.Item);
        var items = target.Items.Select(i => Judged(i, [.. visible[i.Name]], target.Ladder ?? settings.ProjectLadder, e, settings)).ToList();
        if (items.TrueForAll(i => i.Verdict.Status == ProgressStatus.Cancelled))
        {
            return new ProgressResult(ProgressStatus.Cancelled);
        }

        var found = new Findings();
        var result = new ProgressResult(ProgressStatus.Missed)
        {
            C = items.Average(i => i.Verdict.C),
            E = e,
            Value = items.Count(i => i.Verdict.Status == ProgressStatus.Achieved),
            Items = [.. items.Select(i => i.Verdict)],
        };
        if (items.TrueForAll(i => i.ReachedOn is not null))
        {
            return Complete(target, found, result, items.Max(i => i.ReachedOn!.Value));
        }

        if (!items.Exists(i => i.HasReport))
        {
            found.Flag("no_stage_report");
        }

        return asOf > target.DueDate!.Value ? found.Done(result, Confidence.Middle) : Running(found, result, items, settings);
    }

    private static ProgressResult Complete(ProgressTarget target, Findings found, ProgressResult result, DateOnly day)
    {
        var late = day.DayNumber - target.DueDate!.Value.DayNumber;
        if (late < 0)
        {
            found.Flag("early");
        }
        else if (late > 0)
        {
            found.Flag($"late:{late} days");
        }

        return found.Done(result with { Status = late > 0 ? ProgressStatus.AchievedLate : ProgressStatus.Achieved }, Confidence.High);
    }

    private static ProgressResult Running(Findings found, ProgressResult result, List<Item> items, MethodSettings settings)
    {
        var paced = result.With(PaceRule.Band(settings, result.C!.Value, result.E!.Value));
        if (items.Exists(i => i.IsWeak))
        {
            found.Flag("weak_item");
            if (paced.Status is ProgressStatus.Ahead or ProgressStatus.OnTrack)
            {
                paced = paced with { Status = ProgressStatus.AtRisk };
            }
        }

        return found.Done(paced, Confidence.Middle);
    }

    private static Item Judged(ProjectItem item, List<StageReport> reports, StageLadder ladder, decimal e, MethodSettings settings)
    {
        var required = ladder.Weight(item.Required);
        if (required == 0)
        {
            throw new ArgumentException($"{item.Name} must reach a stage beyond {item.Required}.");
        }

        if (reports.Exists(r => r.Stage == StageLadder.Cancelled))
        {
            return new Item(new ItemVerdict(item.Name, 0, ProgressStatus.Cancelled), true, null);
        }

        if (reports.Count == 0)
        {
            return new Item(new ItemVerdict(item.Name, 0, ProgressStatus.InsufficientData), false, null);
        }

        var furthest = reports.MaxBy(r => Weight(r, ladder, settings))!;
        var c = Math.Min(1, Weight(furthest, ladder, settings) / required);
        var reached = reports.Where(r => ladder.Weight(r.Stage) >= required).Select(r => (DateOnly?)r.Date).Min();
        var status = reached is not null ? ProgressStatus.Achieved : PaceRule.Band(settings, c, e).Status;
        return new Item(new ItemVerdict(item.Name, c, status) { Stage = furthest.Stage, Physical = furthest.Physical }, true, reached);
    }

    // Under construction the physical progress counts between the beginning and the end of building.
    private static decimal Weight(StageReport report, StageLadder ladder, MethodSettings settings) =>
        report is { Stage: StageLadder.UnderConstruction, Physical: { } physical }
            ? settings.ConstructionFrom + (1 - settings.ConstructionFrom) * Math.Clamp(physical, 0, 100) / 100
            : ladder.Weight(report.Stage);
}
