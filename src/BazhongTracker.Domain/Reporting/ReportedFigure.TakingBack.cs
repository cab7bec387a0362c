using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Reporting;

public sealed partial class ReportedFigure
{
    /// <summary>So long an acceptance can be taken back.</summary>
    public static readonly TimeSpan MayBeTakenBackFor = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Whoever accepted takes it back: the figure waits again and counts no longer. The acceptance stays as it was, this is another review
    /// beside it.
    /// </summary>
    /// <param name="reviews">Of all figures of the target, this one too.</param>
    /// <param name="others">All other figures of the target.</param>
    /// <exception cref="RuleViolation">takeback.not_reviewer, takeback.not_accepted, takeback.changed_meanwhile, takeback.not_yours,
    /// takeback.too_late, takeback.rested_on.</exception>
    public Review TakeBack(
        Actor reviewer, IReadOnlyCollection<Review> reviews, IReadOnlyCollection<ReportedFigure> others, string seenVersion,
        DateTime nowUtc, string operationId)
    {
        if (!reviewer.Is(RoleNames.Reviewer))
        {
            throw new RuleViolation("takeback.not_reviewer");
        }

        if (AcceptanceAmong(reviews) is not { } acceptance)
        {
            throw new RuleViolation("takeback.not_accepted");
        }

        if (seenVersion != Version)
        {
            throw new RuleViolation("takeback.changed_meanwhile");
        }

        if (acceptance.Reviewer != reviewer.UserName)
        {
            throw new RuleViolation("takeback.not_yours");
        }

        if (nowUtc - acceptance.AtUtc > MayBeTakenBackFor)
        {
            throw new RuleViolation("takeback.too_late", (int)MayBeTakenBackFor.TotalMinutes);
        }

        if (IsRestedOn(acceptance, reviews, others))
        {
            throw new RuleViolation("takeback.rested_on");
        }

        State = FigureState.AwaitingReview;
        Published = null;
        Version = operationId;
        return Review.Of(this, ReviewOutcome.TakenBack, reviewer, null, nowUtc, operationId);
    }

    /// <summary>A copy as a review left it, though other deeds followed. Nothing here is stored.</summary>
    public ReportedFigure AsLeftBy(Review review)
    {
        var copy = AsReported();
        copy.State = review.Outcome switch
        {
            ReviewOutcome.Accepted => FigureState.Accepted,
            ReviewOutcome.Returned => FigureState.Returned,
            _ => FigureState.AwaitingReview,
        };
        copy.Published = review.Outcome == ReviewOutcome.Accepted ? BusinessDay.Of(review.AtUtc) : null;
        copy.Version = review.OperationId;
        return copy;
    }

    private Review? AcceptanceAmong(IEnumerable<Review> reviews) =>
        State == FigureState.Accepted ? reviews.FirstOrDefault(r => r.FigureId == Id && r.OperationId == Version) : null;

    // A correction of it, and whatever was accepted for the target since: its reviewer saw a verdict with this figure in it.
    private bool IsRestedOn(Review acceptance, IReadOnlyCollection<Review> reviews, IReadOnlyCollection<ReportedFigure> others) =>
        others.Any(f =>
        f.State is FigureState.AwaitingReview or FigureState.Accepted && f.Revision > Revision
            && (f.PeriodIndex, f.Nature) == (PeriodIndex, Nature)
        || f.AcceptanceAmong(reviews) is { } later && later.AtUtc >= acceptance.AtUtc);
}
