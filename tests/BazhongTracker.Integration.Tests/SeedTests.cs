using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class SeedTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Seeding_twice_adds_the_catalogue_once_and_the_stored_target_judges_its_accepted_figures()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(CancellationToken.None);

        Assert.Equal(112, await Seed.Decision(db, CancellationToken.None));
        Assert.Equal(0, await Seed.Decision(db, CancellationToken.None));

        var grain = await db.Targets.AsNoTracking().SingleAsync(t => t.Name == "粮食产量", CancellationToken.None);
        var final = ReportedFigure.Imported(
            grain.Id, new FigureEntry(new Quarter(2025, 4), FigureNature.Annual, 196.9m), FigureOrigin.Published, new DateOnly(2026, 2, 1), "公报", null, database.Clock.GetUtcNow().UtcDateTime, "op");
        db.Add(final);
        await db.SaveChangesAsync(CancellationToken.None);
        var stored = await db.Figures.AsNoTracking().ToListAsync(CancellationToken.None);

        Assert.Equal(ProgressStatus.Achieved, grain.Assess(stored, new DateOnly(2026, 11, 24)).Status);
        Assert.Equal(ProgressStatus.PendingFinal, grain.Assess(stored, new DateOnly(2026, 1, 31)).Status);
        Assert.Equal(ProgressStatus.InsufficientData, grain.Assess([], new DateOnly(2026, 11, 24)).Status);
    }
}
