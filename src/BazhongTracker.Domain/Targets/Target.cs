using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Targets;

/// <summary>milestone: kinds milestone and project_list; qualitative: neither number nor date; everything else quantitative.</summary>
public enum TargetClass
{
    Quantitative,
    Milestone,
    Qualitative,
}

/// <summary>Where the date comes from: the words themselves, their paragraph, our inference (with a reason), or nowhere.</summary>
public enum DueBasis
{
    Explicit,
    Inherited,
    Inferred,
    None,
}

/// <summary>One commitment of the decision.</summary>
public sealed class Target
{
    public int Id { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    public string? NameEn { get; init; }
    public TargetClass Class { get; init; }
    public TargetKind Kind { get; init; }
    public Comparator? Comparator { get; init; }
    public decimal? Value { get; init; }
    public string? Unit { get; init; }
    public Measure? Measure { get; init; }
    public Frequency Frequency { get; init; }
    public DateOnly? Start { get; init; }
    public DateOnly? Due { get; init; }
    public DueBasis DueBasis { get; init; }
    public string? DueReason { get; init; }
    public decimal? BaselineValue { get; init; }
    public string? BaselinePeriod { get; init; }
    public string? BaselineSource { get; init; }
    public string? Strength { get; init; }
    public string? RequiredStage { get; init; }

    /// <summary>The ladder of its stages (<see cref="Progress.StageLadder.Named"/>); null for that of the kind.</summary>
    public string? Ladder { get; init; }
    public string? ParentCode { get; init; }

    /// <summary>Item of the decision, 4–19, and the key of the paragraph within it.</summary>
    public int Item { get; init; }
    public string? Paragraph { get; init; }

    /// <summary>The exact words after errata; <see cref="QuoteStart"/> and <see cref="QuoteLength"/> count characters in the text as received.</summary>
    public required string Quote { get; init; }
    public int QuoteStart { get; init; }
    public int QuoteLength { get; init; }
    public bool QuoteRepaired { get; init; }

    public string? AreaCode { get; init; }

    /// <summary>The whole catalogue row as it stands in the seed, for fields that only the method and the API read.</summary>
    public required string RowJson { get; init; }

    /// <summary>Composites and grouped lists: never counted, never reported on.</summary>
    public bool IsParent { get; init; }

    /// <summary>The nature in which a department reports this target for the given quarter.</summary>
    public FigureNature NatureFor(Quarter period) => Kind switch
    {
        TargetKind.Milestone or TargetKind.ProjectList => FigureNature.Stage,
        TargetKind.CumNew => FigureNature.Cum,
        TargetKind.Beat or TargetKind.AvgGrowth => FigureNature.Growth,
        _ => Measure switch
        {
            Targets.Measure.Point => FigureNature.Point,
            Targets.Measure.Rate => FigureNature.Rate,
            _ => period.IsYearEnd ? FigureNature.Annual : FigureNature.Ytd,
        },
    };

    /// <summary>A department says its figure for a period. It counts only once a reviewer has accepted it.</summary>
    /// <param name="lead">The department that leads the target on that day; empty when nobody does, and then nobody reports.</param>
    /// <param name="reopened">This period was opened again for this target.</param>
    /// <param name="earlier">All figures of this target for the same period and nature.</param>
    /// <param name="today">The day in Shanghai.</param>
    /// <exception cref="RuleViolation">report.not_clerk, report.not_yours, report.parent, report.qualitative, report.period_not_ended, report.period_closed,
    /// report.not_this_period, report.wrong_nature, report.value_missing, report.stage_missing, report.stage_unknown,
    /// report.stage_day_missing, report.stage_day_ahead, report.stage_day_early,
    /// report.physical_not_building, report.physical_range, report.negative, report.not_whole,
    /// report.above_100, report.too_large, report.wrong_unit, report.awaiting_review, report.already_accepted.</exception>
    public ReportedFigure Report(
        FigureEntry entry, Actor actor, string lead, bool reopened, IReadOnlyCollection<ReportedFigure> earlier, DateOnly today, DateTime nowUtc, string operationId)
    {
        MayBeReportedBy(actor, lead);
        PeriodMustBeOpen(entry.Period, reopened, today, nowUtc);
        FigureRules.Check(this, entry, today);
        if (earlier.Any(f => f.State == FigureState.AwaitingReview))
        {
            throw new RuleViolation("report.awaiting_review", this);
        }

        if (earlier.Any(f => f.State == FigureState.Accepted))
        {
            throw new RuleViolation("report.already_accepted", this);
        }

        return ReportedFigure.Submitted(Id, entry, actor, nowUtc, operationId);
    }

    /// <summary>A department corrects a figure that was accepted, of whatever period. The accepted one stays in force until a reviewer accepts this one, and for every day before that.</summary>
    /// <param name="lead">As in <see cref="Report"/>.</param>
    /// <param name="earlier">As in <see cref="Report"/>.</param>
    /// <param name="seenVersion">Of the figure in force that was on the screen.</param>
    /// <exception cref="RuleViolation">As <see cref="Report"/> without report.period_closed and report.already_accepted; revise.nothing_accepted, revise.changed_meanwhile, revise.reason_missing, revise.same_value.</exception>
    public ReportedFigure Revise(
        FigureEntry entry, Actor actor, string lead, IReadOnlyCollection<ReportedFigure> earlier, string seenVersion, DateOnly today, DateTime nowUtc, string operationId)
    {
        MayBeReportedBy(actor, lead);
        PeriodMustBeOpen(entry.Period, reopened: true, today, nowUtc);
        FigureRules.Check(this, entry, today);
        if (earlier.Any(f => f.State == FigureState.AwaitingReview))
        {
            throw new RuleViolation("report.awaiting_review", this);
        }

        var inForce = earlier.InForce() ?? throw new RuleViolation("revise.nothing_accepted", this);
        if (inForce.Version != seenVersion)
        {
            throw new RuleViolation("revise.changed_meanwhile", this);
        }

        if (entry.Note is null)
        {
            throw new RuleViolation("revise.reason_missing");
        }

        // What was published as preliminary may be confirmed as it was.
        if (!inForce.Preliminary && entry.SaysTheSameAs(inForce))
        {
            throw new RuleViolation("revise.same_value");
        }

        return ReportedFigure.Submitted(Id, entry with { Revision = earlier.Next() }, actor, nowUtc, operationId);
    }

    private void MayBeReportedBy(Actor actor, string lead)
    {
        if (!actor.Is(RoleNames.Clerk))
        {
            throw new RuleViolation("report.not_clerk");
        }

        if (lead.Length == 0 || actor.DepartmentCode != lead)
        {
            throw new RuleViolation("report.not_yours", this);
        }

        if (IsParent)
        {
            throw new RuleViolation("report.parent", this);
        }

        if (Kind == TargetKind.Qualitative)
        {
            throw new RuleViolation("report.qualitative", this);
        }
    }

    /// <summary>For a report and for its draft alike.</summary>
    /// <exception cref="RuleViolation">report.period_not_ended, report.period_closed, report.not_this_period.</exception>
    public void PeriodMustBeOpen(Quarter period, bool reopened, DateOnly today, DateTime nowUtc)
    {
        if (period.LastDay >= today)
        {
            throw new RuleViolation("report.period_not_ended", period, BusinessDay.Local(nowUtc));
        }

        if (!reopened && !new ReportingPeriod(period).IsOpenOn(today))
        {
            throw new RuleViolation("report.period_closed", period, BusinessDay.Local(nowUtc));
        }

        if (Frequency == Frequency.Annual && !period.IsYearEnd && NatureFor(period) != FigureNature.Stage)
        {
            throw new RuleViolation("report.not_this_period", this, period);
        }
    }
}
