namespace BazhongTracker.Domain.Progress.Rules;

/// <summary>
/// project_list: every project to its required stage by the due date (method 3.8). Time counts in days. Silence is not failure: only a
/// report is judged.
/// </summary>
internal static class ProjectListRule
{
    // What is not finished is not whole, however far it is built.
    private const decimal MostUnfinished = 0.999999m;

    private sealed record Item(ItemVerdict Verdict, bool HasReport)
    {
        public bool Is(ProgressStatus status) => Verdict.Status == status;
    }

    /// <exception cref="ArgumentException">A required stage that is not of the ladder, or a list without projects.</exception>
    public static ProgressResult Assess(ProgressTarget target, IEnumerable<StageReport> reports, DateOnly asOf, MethodSettings settings)
    {
        if (target.Items.Count == 0)
        {
            throw new ArgumentException("A list of projects has at least one item.");
        }

        decimal? e = target.DueDate is null ? null : DaysShare.Of(target, asOf);
        var visible = reports.Where(r => r.IsVisible(asOf)).ToLookup(r => r.Item);
        var items = target.Items.Select(i => Judged(target, i, [.. visible[i.Name]], asOf, e, settings)).ToList();
        var running = items.FindAll(i => !i.Is(ProgressStatus.Cancelled));
        if (running.Count == 0)
        {
            return new ProgressResult(ProgressStatus.Cancelled);
        }

        var found = new Findings();
        if (!running.Exists(i => i.HasReport))
        {
            found.Flag("no_stage_report");
        }

        var result = new ProgressResult(ProgressStatus.NoDeadline)
        {
            C = running.Average(i => i.Verdict.C),
            E = e,
            Value = items.Count(i => i.Is(ProgressStatus.Achieved)),
            Items = [.. items.Select(i => i.Verdict)],
        };
        return target.DueDate is not { } due ? Undated(found, result, running)
            : asOf > due ? Decided(found, result, running)
            : Running(found, result, running, settings);
    }

    private static ProgressResult Undated(Findings found, ProgressResult result, List<Item> items)
    {
        found.Flag("no_deadline");
        return found.Done(items.TrueForAll(i => i.Is(ProgressStatus.Achieved)) ? result with { Status = ProgressStatus.Achieved } : result,
            Confidence.High);
    }

    private static ProgressResult Decided(Findings found, ProgressResult result, List<Item> items)
    {
        var (status, flag) = items.TrueForAll(i => i.Is(ProgressStatus.Achieved)) ? (ProgressStatus.Achieved, "final")
            : items.TrueForAll(i => i.Is(ProgressStatus.Achieved) || i.Is(ProgressStatus.AchievedLate))
                ? (ProgressStatus.AchievedLate, null)
            : items.Exists(i => i.Is(ProgressStatus.Missed)) ? (ProgressStatus.Missed, "final")
            : items.Exists(i => i.Is(ProgressStatus.PendingFinal)) ? (ProgressStatus.PendingFinal, "awaiting_final")
            : (ProgressStatus.InsufficientData, "overdue_no_data");
        if (flag is not null)
        {
            found.Flag(flag);
        }

        return found.Done(result with { Status = status },
            status is ProgressStatus.Achieved or ProgressStatus.AchievedLate ? Confidence.High : Confidence.Middle);
    }

    private static ProgressResult Running(Findings found, ProgressResult result, List<Item> items, MethodSettings settings)
    {
        if (items.TrueForAll(i => i.Is(ProgressStatus.Achieved)))
        {
            found.Flag("early");
            return found.Done(result with { Status = ProgressStatus.Achieved }, Confidence.High);
        }

        if (items.TrueForAll(i => i.Is(ProgressStatus.InsufficientData)))
        {
            if (items.Exists(i => i.HasReport))
            {
                found.Flag("too_stale");
            }

            return found.Done(result with { Status = ProgressStatus.InsufficientData });
        }

        var paced = result.With(PaceRule.Band(settings, result.C!.Value, result.E!.Value));
        if (paced.Status is ProgressStatus.Ahead or ProgressStatus.OnTrack
            && items.Exists(i => i.Is(ProgressStatus.OffTrack) || i.Is(ProgressStatus.InsufficientData)))
        {
            found.Flag("weak_item");
            paced = paced with { Status = ProgressStatus.AtRisk };
        }

        return found.Done(paced, Confidence.Middle);
    }

    private static Item Judged(
        ProgressTarget target, ProjectItem item, List<StageReport> visible, DateOnly asOf, decimal? e, MethodSettings settings)
    {
        var ladder = target.Ladder ?? settings.ProjectLadder;
        var required = ladder.Weight(item.Required);
        if (required == 0)
        {
            throw new ArgumentException($"{item.Name} must reach a stage beyond {item.Required}.");
        }

        var record = new StageRecord(visible, ladder);
        if (record.IsCancelled)
        {
            return new Item(new ItemVerdict(item.Name, null, ProgressStatus.Cancelled), true);
        }

        var furthest = record.Furthest(r => Weight(r, ladder, settings));
        var reached = record.Reports.Where(r => ladder.Weight(r.Stage) >= required).Min(r => (DateOnly?)r.Date);
        decimal? c = furthest is null ? null : reached is not null
            ? 1 : Math.Min(MostUnfinished, Weight(furthest, ladder, settings) / required);
        var status = reached is { } day ? day > target.DueDate ? ProgressStatus.AchievedLate : ProgressStatus.Achieved
            : target.DueDate is { } due && asOf > due
                ? AfterDue(record, due, asOf.DayNumber - due.DayNumber <= (target.FinalLagDays ?? settings.FinalLagDays))
            : c is null ? ProgressStatus.InsufficientData
            : e is not { } elapsed ? ProgressStatus.NoDeadline
            : asOf.DayNumber - record.Newest!.Value.DayNumber > 2 * settings.StaleDaysQuarterly ? ProgressStatus.InsufficientData
            : PaceRule.Band(settings, c.Value, elapsed).Status;
        return new Item(
            new ItemVerdict(item.Name, c, status) { Stage = furthest?.Stage, Physical = furthest?.Physical }, furthest is not null);
    }

    private static ProgressStatus AfterDue(StageRecord record, DateOnly due, bool finalMayStillCome) =>
        record.Newest >= due ? ProgressStatus.Missed : finalMayStillCome ? ProgressStatus.PendingFinal : ProgressStatus.InsufficientData;

    // Under construction the physical progress counts between the beginning and the end of building.
    private static decimal Weight(StageReport report, StageLadder ladder, MethodSettings settings) =>
        report is { Stage: StageLadder.UnderConstruction, Physical: { } physical }
            ? settings.ConstructionFrom + (1 - settings.ConstructionFrom) * Math.Clamp(physical, 0, 100) / 100
            : ladder.Weight(report.Stage);
}
