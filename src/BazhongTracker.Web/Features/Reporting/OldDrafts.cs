using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Reporting;

/// <summary>Drafts nobody has touched for <see cref="Draft.DaysKept"/> days, long after their period closed.</summary>
internal sealed class OldDrafts(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock)
{
    public async Task Clear(CancellationToken cancellation)
    {
        var before = clock.GetUtcNow().UtcDateTime.AddDays(-Draft.DaysKept);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.Drafts.Where(d => d.SavedAtUtc < before).ExecuteDeleteAsync(cancellation);
    }
}
