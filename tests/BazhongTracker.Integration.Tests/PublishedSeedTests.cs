using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Reporting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class PublishedSeedTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();

    private static readonly CancellationToken None = CancellationToken.None;

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Public_figures_are_added_once_with_their_source_and_one_audit_row()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        await Seed.Decision(db, None);
        var now = database.Clock.GetUtcNow().UtcDateTime;

        var added = await Seed.Published(db, now, None);
        var again = await Seed.Published(db, now.AddDays(1), None);

        Assert.Equal(PublishedFiles.ReadFigures().Count + PublishedFiles.ReadStages().Count + PublishedFiles.ReadBenchmarks().Count, added);
        Assert.Equal(0, again);
        var figures = await db.Figures.AsNoTracking().ToListAsync(None);
        Assert.All(figures, f =>
        {
            Assert.Equal((FigureOrigin.Published, FigureState.Accepted, "历史导入"), (f.Origin, f.State, f.ReportedByName));
            Assert.False(string.IsNullOrWhiteSpace(f.Source));
            Assert.True(f.Link is null || f.Link.StartsWith("http://", StringComparison.Ordinal) || f.Link.StartsWith("https://", StringComparison.Ordinal));
        });
        Assert.Equal("历史导入", (await db.Audit.SingleAsync(a => a.Action == "seed", None)).DisplayName);
    }

    [Fact]
    public async Task Public_figures_without_their_targets_are_refused()
    {
        await using var empty = await database.Contexts.CreateDbContextAsync(None);

        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => Seed.Published(empty, database.Clock.GetUtcNow().UtcDateTime, None));

        Assert.Contains("is not a target that has figures", refusal.Message, StringComparison.Ordinal);
        Assert.False(await empty.Figures.AnyAsync(None));
    }
}
