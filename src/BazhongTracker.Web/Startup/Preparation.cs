using BazhongTracker.Data;
using BazhongTracker.Web.Features.Recomputing;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Startup;

/// <summary>What must be there before the first page is asked for.</summary>
internal static class Preparation
{
    /// <summary>Seeds the profile of the environment (Development: demo, else: decision) and judges everything once when nothing is judged yet.</summary>
    public static async Task PrepareData(this WebApplication app)
    {
        var added = await app.Services.SeedProfile(app.Environment.IsDevelopment() ? "demo" : "decision");
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<TrackerDbContext>>().CreateDbContextAsync();
        if (added > 0 || !await db.Assessments.AnyAsync(a => a.IsCurrent))
        {
            await app.Services.GetRequiredService<RecomputeProgress>().WithHistory();
        }
    }
}
