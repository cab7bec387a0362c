using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Reporting;

public enum FigureState
{
    AwaitingReview,
    Accepted,
    Returned,

    /// <summary>Taken back by the department that reported it, before anybody had decided.</summary>
    Withdrawn,
}

/// <summary>Where a figure comes from: reported here, a public figure, or invented for demonstration.</summary>
public enum FigureOrigin
{
    Reported,
    Published,
    Demo,
}

/// <summary>
/// What a department said for a period. Its value is never edited: a correction is another figure, a revision another vintage.
/// Only the review, its taking back and the withdrawal change its state, and the stamp in <see cref="Version"/> makes those who decide at
/// once meet.
/// </summary>
public sealed partial class ReportedFigure
{
    private ReportedFigure()
    {
    }

    public Guid Id { get; private init; }
    public int TargetId { get; private init; }

    /// <summary>Index of the quarter (4·year + quarter); a yearly figure has the index of its fourth quarter.</summary>
    public string AreaCode { get; private init; } = "";
    public int PeriodIndex { get; private init; }

    public FigureNature Nature { get; private init; }
    public decimal? Value { get; private init; }

    /// <summary>For <see cref="FigureNature.Stage"/>: the stage reached; <see cref="Value"/> then is the physical progress in percent, if any.</summary>
    public string? Stage { get; private init; }

    public string? Unit { get; private init; }
    public string? Vintage { get; private init; }
    /// <summary>0 for the first report of a period, then one more for each revision (<see cref="Revisions.Next"/>); what was imported has the number of its vintage.</summary>
    public int Revision { get; private init; }
    public bool Preliminary { get; private init; }

    /// <summary>
    /// For a stage: the day it was reached, which may lie long before the period; null for 未启动, and in what was imported where only the
    /// period is known.
    /// </summary>
    public DateOnly? StageDate { get; private init; }

    /// <summary>For a stage: number and issuer of the document that proves it, as words.</summary>
    public string? DocumentNumber { get; private init; }
    public string? DocumentIssuer { get; private init; }

    /// <summary>The day from which the figure counts; null while it is not accepted.</summary>
    public DateOnly? Published { get; private set; }

    public FigureOrigin Origin { get; private init; }
    public string? Source { get; private init; }
    public string? Link { get; private init; }
    public string? Note { get; private init; }
    public string ReportedBy { get; private init; } = "";
    public string ReportedByName { get; private init; } = "";
    public string ReportedByDepartment { get; private init; } = "";
    public DateTime ReportedAtUtc { get; private init; }
    public string OperationId { get; private init; } = "";
    public FigureState State { get; private set; }
    public string Version { get; private set; } = "";

    public Quarter Period => Quarter.FromIndex(PeriodIndex);

    /// <summary>The day from which the stage holds; null for a number.</summary>
    public DateOnly? ReachedOn => Stage is null ? null : StageDate ?? Period.LastDay;

    /// <summary>The number a person quotes when asking about this report.</summary>
    public string Receipt => Receipts.For(OperationId);

    internal static ReportedFigure Submitted(Target target, FigureEntry entry, Actor actor, DateTime nowUtc, string operationId) =>
        Waiting(target, entry, actor, FigureOrigin.Reported, null, nowUtc, operationId);

    /// <summary>A report made up for demonstration: waits for its review like any other, but stays marked as invented.</summary>
    public static ReportedFigure Invented(Target target, FigureEntry entry, Actor actor, string source, DateTime nowUtc, string operationId) =>
        Waiting(target, entry, actor, FigureOrigin.Demo, source, nowUtc, operationId);

    private static ReportedFigure Waiting(
        Target target, FigureEntry entry, Actor actor, FigureOrigin origin, string? source, DateTime nowUtc, string operationId) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(DateTime.SpecifyKind(nowUtc, DateTimeKind.Utc))),
        TargetId = target.Id,
        AreaCode = target.AreaCode,
        PeriodIndex = entry.Period.Index,
        Nature = entry.Nature,
        Value = entry.Value,
        Stage = entry.Stage,
        Unit = entry.Unit,
        Vintage = entry.Vintage,
        Revision = entry.Revision,
        Preliminary = entry.Preliminary,
        StageDate = entry.StageDate,
        DocumentNumber = entry.DocumentNumber,
        DocumentIssuer = entry.DocumentIssuer,
        Origin = origin,
        Source = source,
        Note = entry.Note,
        ReportedBy = actor.UserName,
        ReportedByName = actor.DisplayName,
        ReportedByDepartment = actor.DepartmentCode,
        ReportedAtUtc = nowUtc,
        OperationId = operationId,
        State = FigureState.AwaitingReview,
        Version = operationId,
    };

    /// <summary>A figure that was public or invented before this system: accepted as it comes, visible from its publication.</summary>
    public static ReportedFigure Imported(
        Target target, FigureEntry entry, FigureOrigin origin, DateOnly? published, string? source, string? link, DateTime nowUtc, string operationId) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(DateTime.SpecifyKind(nowUtc, DateTimeKind.Utc))),
        TargetId = target.Id,
        AreaCode = target.AreaCode,
        PeriodIndex = entry.Period.Index,
        Nature = entry.Nature,
        Value = entry.Value,
        Stage = entry.Stage,
        Unit = entry.Unit,
        Vintage = entry.Vintage,
        Revision = entry.Revision,
        Preliminary = entry.Preliminary,
        StageDate = entry.StageDate,
        DocumentNumber = entry.DocumentNumber,
        DocumentIssuer = entry.DocumentIssuer,
        Published = published ?? entry.Period.LastDay,
        Origin = origin,
        Source = source,
        Link = link,
        Note = entry.Note,
        ReportedBy = Actor.HistoricalImport.UserName,
        ReportedByName = Actor.HistoricalImport.DisplayName,
        ReportedAtUtc = nowUtc,
        OperationId = operationId,
        State = FigureState.Accepted,
        Version = operationId,
    };

    /// <exception cref="RuleViolation">review.not_reviewer, review.own_figure, review.own_department, review.withdrawn, review.already_decided, review.changed_meanwhile; see <see cref="WrittenText.Read"/>.</exception>
    public Review Accept(Actor reviewer, string? comment, string seenVersion, DateTime nowUtc, string operationId)
    {
        MayBeDecidedBy(reviewer, seenVersion);
        var written = WrittenText.Read(comment);
        State = FigureState.Accepted;
        Published = BusinessDay.Of(nowUtc);
        Version = operationId;
        return Review.Of(this, ReviewOutcome.Accepted, reviewer, written, nowUtc, operationId);
    }

    /// <exception cref="RuleViolation">As <see cref="Accept"/>, and review.reason_missing: a return says what is wrong.</exception>
    public Review Return(Actor reviewer, string? reason, string seenVersion, DateTime nowUtc, string operationId)
    {
        MayBeDecidedBy(reviewer, seenVersion);
        var written = WrittenText.Read(reason) ?? throw new RuleViolation("review.reason_missing");
        State = FigureState.Returned;
        Version = operationId;
        return Review.Of(this, ReviewOutcome.Returned, reviewer, written, nowUtc, operationId);
    }

    /// <summary>The department takes its report back. What it had reported is kept; the period is without it.</summary>
    /// <exception cref="RuleViolation">withdraw.not_clerk, withdraw.not_yours, withdraw.already_withdrawn, withdraw.already_decided, withdraw.changed_meanwhile.</exception>
    public void Withdraw(Actor actor, string seenVersion, string operationId)
    {
        if (!actor.Is(RoleNames.Clerk))
        {
            throw new RuleViolation("withdraw.not_clerk");
        }

        if (ReportedByDepartment.Length == 0 || actor.DepartmentCode != ReportedByDepartment)
        {
            throw new RuleViolation("withdraw.not_yours");
        }

        if (State != FigureState.AwaitingReview)
        {
            throw new RuleViolation(State == FigureState.Withdrawn ? "withdraw.already_withdrawn" : "withdraw.already_decided");
        }

        if (seenVersion != Version)
        {
            throw new RuleViolation("withdraw.changed_meanwhile");
        }

        State = FigureState.Withdrawn;
        Version = operationId;
    }

    /// <summary>A copy as it would stand had it been accepted on that day: for showing what an acceptance would change. Nothing here is stored.</summary>
    public ReportedFigure IfAccepted(DateOnly on)
    {
        var copy = (ReportedFigure)MemberwiseClone();
        copy.State = FigureState.Accepted;
        copy.Published = on;
        return copy;
    }

    /// <summary>A copy as it stood before anybody decided it. Nothing here is stored.</summary>
    public ReportedFigure AsReported()
    {
        var copy = (ReportedFigure)MemberwiseClone();
        copy.State = FigureState.AwaitingReview;
        copy.Published = null;
        copy.Version = OperationId;
        return copy;
    }

    /// <summary>Reported by this person, or by a department this person speaks for today or belonged to on the day of the report: nobody decides about his own house.</summary>
    public bool IsOwnOf(Actor person) =>
        person.UserName == ReportedBy || ReportedByDepartment.Length > 0
            && (person.DepartmentCode == ReportedByDepartment || person.Memberships.Any(m => m.DepartmentCode == ReportedByDepartment && m.Touches(BusinessDay.Of(ReportedAtUtc))));

    private void MayBeDecidedBy(Actor reviewer, string seenVersion)
    {
        if (!reviewer.Is(RoleNames.Reviewer))
        {
            throw new RuleViolation("review.not_reviewer");
        }

        if (reviewer.UserName == ReportedBy)
        {
            throw new RuleViolation("review.own_figure");
        }

        if (IsOwnOf(reviewer))
        {
            throw new RuleViolation("review.own_department");
        }

        if (State != FigureState.AwaitingReview)
        {
            throw new RuleViolation(State == FigureState.Withdrawn ? "review.withdrawn" : "review.already_decided");
        }

        if (seenVersion != Version)
        {
            throw new RuleViolation("review.changed_meanwhile");
        }
    }
}
