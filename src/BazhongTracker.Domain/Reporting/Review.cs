namespace BazhongTracker.Domain.Reporting;

public enum ReviewOutcome
{
    Accepted,
    Returned,

    /// <summary>Against an acceptance: whoever accepted takes it back, and the figure waits again.</summary>
    TakenBack,
}

/// <summary>
/// One reviewer's decision on one figure, with time and comment. None is ever removed: the one whose operation is the figure's version
/// stands.
/// </summary>
public sealed class Review
{
    private Review()
    {
    }

    public Guid Id { get; private init; }
    public Guid FigureId { get; private init; }
    public ReviewOutcome Outcome { get; private init; }
    public string Reviewer { get; private init; } = "";
    public string ReviewerName { get; private init; } = "";
    public string ReviewerDepartment { get; private init; } = "";
    public DateTime AtUtc { get; private init; }
    public string? Comment { get; private init; }
    public string OperationId { get; private init; } = "";

    internal static Review Of(ReportedFigure figure, ReviewOutcome outcome, Actor reviewer, string? comment, DateTime nowUtc, string operationId) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(DateTime.SpecifyKind(nowUtc, DateTimeKind.Utc))),
        FigureId = figure.Id,
        Outcome = outcome,
        Reviewer = reviewer.UserName,
        ReviewerName = reviewer.DisplayName,
        ReviewerDepartment = reviewer.DepartmentCode,
        AtUtc = nowUtc,
        Comment = comment,
        OperationId = operationId,
    };
}

/// <summary>An old period opened again for one target, for instance a full-year figure that never came.</summary>
public sealed class Reopening
{
    public int Id { get; init; }
    public int TargetId { get; init; }
    public int PeriodIndex { get; init; }
    public DateOnly Until { get; init; }
    public required string Reason { get; init; }
    public required string OpenedBy { get; init; }
}
