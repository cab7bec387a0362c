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

/// <summary>
/// One commitment of a decision: the words that state it, and the versions of what it asks for. An instance speaks of one version, the
/// newest unless <see cref="On"/> says otherwise.
/// </summary>
public sealed class Target
{
    private List<TargetVersion> versions = [];
    private TargetVersion? chosen;

    public int Id { get; init; }
    public string DecisionCode { get; init; } = "";

    /// <summary>Unique within the decision.</summary>
    public required string Code { get; init; }
    public required string Name { get; init; }
    public string? NameEn { get; init; }

    /// <summary>The word that governs the clause, as written; null where there is none.</summary>
    public string? Strength { get; init; }
    public string? ParentCode { get; init; }

    /// <summary>Number of the item of the decision, and the key of the paragraph within it.</summary>
    public int Item { get; init; }
    public string? Paragraph { get; init; }

    /// <summary>The exact words after errata; <see cref="QuoteStart"/> and <see cref="QuoteLength"/> count characters in the text as received.</summary>
    public required string Quote { get; init; }
    public int QuoteStart { get; init; }
    public int QuoteLength { get; init; }
    public bool QuoteRepaired { get; init; }

    /// <summary>The place the words name as responsible, else that of the decision. The figures of the target are those of this area.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>What a reader must know about how the words were understood.</summary>
    public string? Note { get; init; }

    /// <summary>Composites and grouped lists: never counted, never reported on.</summary>
    public bool IsParent { get; init; }

    /// <summary>All versions in the order of their approval; the first is that of the text.</summary>
    public IReadOnlyList<TargetVersion> Versions
    {
        get => versions;
        init => versions = [.. value];
    }

    /// <summary>The version of which the instance speaks. To set it makes it the only one.</summary>
    /// <exception cref="InvalidOperationException">The target was read without its versions.</exception>
    public TargetVersion Definition
    {
        get => chosen ??= versions.MaxBy(v => v.Number) ?? throw new InvalidOperationException($"The versions of the target {Code} were not read.");
        init => versions = [value];
    }

    /// <summary>The day from which it was promised; no day before is judged.</summary>
    public DateOnly Since => versions.Min(v => v.EffectiveOn);

    public TargetClass Class => Definition.Class;
    public TargetKind Kind => Definition.Kind;
    public Comparator? Comparator => Definition.Comparator;
    public decimal? Value => Definition.Value;
    public string? Unit => Definition.Unit;
    public Measure? Measure => Definition.Measure;
    public Frequency Frequency => Definition.Frequency;
    public DateOnly? Start => Definition.Start;
    public DateOnly? Due => Definition.Due;
    public DueBasis DueBasis => Definition.DueBasis;
    public string? DueReason => Definition.DueReason;
    public decimal? BaselineValue => Definition.BaselineValue;
    public string? BaselinePeriod => Definition.BaselinePeriod;
    public string? BaselineSource => Definition.BaselineSource;
    public string? RequiredStage => Definition.RequiredStage;
    public string? Ladder => Definition.Ladder;

    /// <summary>The target as it was known on the day: by the newest version that was effective and approved by then, by its text before any was.</summary>
    public Target On(DateOnly day) => By(day, day);

    /// <summary>按现行口径回看: the target of a past day by what is approved by now.</summary>
    public Target OnAsKnown(DateOnly day, DateOnly today) => By(day, today);

    private Target By(DateOnly day, DateOnly known)
    {
        var version = versions.Where(v => v.HoldsOn(day, known)).MaxBy(v => v.Number) ?? versions.MinBy(v => v.Number);
        if (version is null || version == Definition)
        {
            return this;
        }

        var other = (Target)MemberwiseClone();
        other.chosen = version;
        return other;
    }

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
    /// <param name="earlier">All figures of this target and its area for the same period and nature.</param>
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

        return ReportedFigure.Submitted(this, entry, actor, nowUtc, operationId);
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

        return ReportedFigure.Submitted(this, entry with { Revision = earlier.Next() }, actor, nowUtc, operationId);
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
