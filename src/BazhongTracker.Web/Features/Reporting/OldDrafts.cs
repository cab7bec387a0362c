using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Reporting;

/// <summary>Drafts nobody has touched for <see cref="Draft.DaysKept"/> days, long after their period closed.</summary>
internal sealed class OldDrafts(TimeProvider clock)
{
    /// <returns>How many there were.</returns>
    public async Task<int> Clear(TrackerDbContext db, CancellationToken cancellation)
    {
        var before = clock.GetUtcNow().UtcDateTime.AddDays(-Draft.DaysKept);
        return await db.Drafts.Where(d => d.SavedAtUtc < before).ExecuteDeleteAsync(cancellation);
    }
}
