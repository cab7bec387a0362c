using BazhongTracker.Domain.Reporting;

namespace BazhongTracker.Domain.Proof;

/// <summary>A deed by the number its client made before it was sent: stored in the transaction of the deed, so that it can be told afterwards whether that was stored.</summary>
public sealed class Operation
{
    private Operation()
    {
    }

    public string Id { get; private init; } = "";

    /// <summary>
    /// What was done: report, revise, withdraw, accept, return, take-back; void where it was made sure that nothing was and will be.
    /// </summary>
    public string Kind { get; private init; } = "";

    public string UserName { get; private init; } = "";
    public DateTime AtUtc { get; private init; }

    /// <summary>The number to quote, <see cref="Receipts.For"/>.</summary>
    public string Receipt { get; private init; } = "";

    /// <summary><see cref="FigureHash"/> of the figure as the deed left it; null where nothing was stored.</summary>
    public string? RowHash { get; private init; }

    /// <summary>The version of <see cref="FigureHash"/> by which <see cref="RowHash"/> was made.</summary>
    public int HashVersion { get; private init; } = FigureHash.Newest;

    /// <returns>Whether the row, as the operation is said to have left it, is the one whose hash was kept; no row where none was.</returns>
    public bool Left(ReportedFigure figure) => RowHash == FigureHash.Of(figure, HashVersion);

    public bool IsVoid => Kind == VoidKind;

    public const string ReportKind = "report";
    public const string ReviseKind = "revise";
    public const string WithdrawKind = "withdraw";
    private const string VoidKind = "void";

    public static Operation Of(string id, string kind, Actor actor, DateTime nowUtc) => Of(id, kind, actor.UserName, nowUtc, null);

    public static Operation Report(ReportedFigure figure, Actor actor, DateTime nowUtc) => Of(figure.OperationId, ReportKind, actor.UserName, nowUtc, FigureHash.Of(figure));

    public static Operation Revision(ReportedFigure figure, Actor actor, DateTime nowUtc) => Of(figure.OperationId, ReviseKind, actor.UserName, nowUtc, FigureHash.Of(figure));

    /// <param name="figure">As the withdrawal left it.</param>
    public static Operation Withdrawal(ReportedFigure figure, Actor actor, DateTime nowUtc) => Of(figure.Version, WithdrawKind, actor.UserName, nowUtc, FigureHash.Of(figure));

    /// <param name="figure">As the review left it.</param>
    public static Operation Decision(Review review, ReportedFigure figure) => Of(review.OperationId, KindOf(review.Outcome), review.Reviewer, review.AtUtc, FigureHash.Of(figure));

    /// <summary>From now on no deed can be stored under this number.</summary>
    public static Operation Void(string id, Actor actor, DateTime nowUtc) => Of(id, VoidKind, actor, nowUtc);

    private static string KindOf(ReviewOutcome outcome) => outcome switch
    {
        ReviewOutcome.Accepted => "accept",
        ReviewOutcome.Returned => "return",
        _ => "take-back",
    };

    private static Operation Of(string id, string kind, string userName, DateTime atUtc, string? rowHash) =>
        new() { Id = id, Kind = kind, UserName = userName, AtUtc = atUtc, Receipt = Receipts.For(id), RowHash = rowHash };
}
