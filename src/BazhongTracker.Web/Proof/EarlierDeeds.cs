using BazhongTracker.Data;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Proof;

/// <summary>Writes down the operations of reports and reviews that are older than the table of operations, at the start, so that their receipts are found like any other.</summary>
internal static class EarlierDeeds
{
    /// <returns>How many were written down.</returns>
    public static async Task<int> Fill(IDbContextFactory<TrackerDbContext> contexts, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var figures = await db.Figures.AsNoTracking()
            .Where(f => f.ReportedBy != Actor.HistoricalImport.UserName && !db.Operations.Any(o => o.Id == f.OperationId)).ToListAsync(cancellation);
        var reviews = await db.Reviews.AsNoTracking().Where(r => !db.Operations.Any(o => o.Id == r.OperationId)).ToListAsync(cancellation);
        var missing = figures.Select(Operation.Earlier).Concat(reviews.Select(Operation.Earlier)).ToList();
        db.AddRange(missing);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return missing.Count;
        }
        catch (DbUpdateException) when (db.Operations.AsNoTracking().Any(o => o.Id == missing[0].Id))
        {
            // Another instance that starts now was quicker.
            return 0;
        }
    }
}
