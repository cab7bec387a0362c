using BazhongTracker.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Data;

public static class StandingReviewsReading
{
    /// <summary>
    /// The decisions that hold: at most one of a figure, none of one that waits again because its acceptance was taken back.
    /// </summary>
    public static IQueryable<Review> StandingReviews(this TrackerDbContext db) =>
        db.Reviews.AsNoTracking()
            .Where(r => r.Outcome != ReviewOutcome.TakenBack && db.Figures.Any(f => f.Id == r.FigureId && f.Version == r.OperationId));
}
