using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class SeedTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Seeding_twice_adds_the_catalogue_once_and_the_stored_target_judges_its_accepted_figures()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(CancellationToken.None);

        Assert.Equal(DecisionFolder.Main.ReadTargets().Count, await Seed.Decision(db, CancellationToken.None));
        Assert.Equal(0, await Seed.Decision(db, CancellationToken.None));

        var grain = await db.Targets.AsNoTracking().SingleAsync(t => t.Name == "粮食产量", CancellationToken.None);
        var final = ReportedFigure.Imported(
            grain, new FigureEntry(new Quarter(2025, 4), FigureNature.Annual, 196.9m), FigureOrigin.Published, new DateOnly(2026, 2, 1), "公报", null, database.Clock.GetUtcNow().UtcDateTime, "op");
        db.Add(final);
        await db.SaveChangesAsync(CancellationToken.None);
        var stored = await db.Figures.AsNoTracking().ToListAsync(CancellationToken.None);

        Assert.Equal(ProgressStatus.Achieved, grain.Assess(stored, new DateOnly(2026, 11, 24)).Status);
        Assert.Equal(ProgressStatus.PendingFinal, grain.Assess(stored, new DateOnly(2026, 1, 31)).Status);
        Assert.Equal(ProgressStatus.InsufficientData, grain.Assess([], new DateOnly(2026, 11, 24)).Status);
    }

    [Fact]
    public async Task Seeding_gives_every_target_that_is_reported_on_one_lead_and_leaves_a_changed_assignment_alone()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(CancellationToken.None);
        await Seed.Decision(db, CancellationToken.None);
        var before = await db.Assignments.CountAsync(CancellationToken.None);
        var pigs = await db.Targets.SingleAsync(t => t.Code == "08-04", CancellationToken.None);
        await db.Assignments.Where(a => a.TargetId == pigs.Id && a.Responsibility == Responsibility.Supporting).ExecuteDeleteAsync(CancellationToken.None);

        await Seed.Decision(db, CancellationToken.None);

        var leads = await db.Assignments.Where(a => a.Responsibility == Responsibility.Lead).ToListAsync(CancellationToken.None);
        Assert.Equal(await db.Targets.CountAsync(t => !t.IsParent, CancellationToken.None), leads.Count);
        Assert.Equal("agriculture", leads.Single(a => a.TargetId == pigs.Id).DepartmentCode);
        Assert.Equal(before - 1, await db.Assignments.CountAsync(CancellationToken.None));
        Assert.Equal(10, await db.Areas.CountAsync(CancellationToken.None));
        Assert.Equal("市发展改革委", (await db.Departments.SingleAsync(d => d.Code == "development-reform", CancellationToken.None)).ShortName);
    }
}
