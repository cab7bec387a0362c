using System.Diagnostics;
using BazhongTracker.Data;
using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Overview;
using BazhongTracker.Web.Features.Recomputing;
using BazhongTracker.Web.Shared.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using BazhongTracker.Web.Shared.Catalogue;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class LongHistoryTests(TestDatabase database, ITestOutputHelper output) : IClassFixture<TestDatabase>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_overview_reads_no_more_after_four_hundred_days_of_verdicts_than_after_twenty()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        await Seed.Decision(db, None);
        var today = BusinessDay.Of(database.Clock.GetUtcNow().UtcDateTime);
        await database.Recompute
            .Now(Domain.Reporting.Actor.System, null, "first", None);
        await db.Assessments.Where(a => !a.IsCurrent).ExecuteDeleteAsync(None);

        var ends = Enumerable.Range(0, 40).Select(n => Quarter.LastEnded(today).Plus(-n).LastDay).ToList();
        await Store(db, ends.Take(20));
        var few = await Measure(db, "20 days");
        await Store(db, ends.Skip(20));
        await Store(db, Enumerable.Range(1, 500).Select(n => today.AddDays(-7 * n)).Except(ends).Take(360));
        var many = await Measure(db, "400 days");

        Assert.Equal(400 * await db.Targets.CountAsync(None), await db.Assessments.CountAsync(a => !a.IsCurrent, None));
        Assert.Equal(few, many);
    }

    // Every target was behind on these days.
    private static async Task Store(TrackerDbContext db, IEnumerable<DateOnly> days)
    {
        var behind = nameof(ProgressStatus.Behind);
        foreach (var day in days)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "Assessments" ("TargetId", "AsOf", "MethodVersion", "Status", "Working", "ComputedAtUtc", "IsCurrent", "IsShown", "Stamp")
                SELECT "TargetId", {day}, "MethodVersion", {behind}, "Working", "ComputedAtUtc", {false}, {true}, "Stamp" FROM "Assessments" WHERE "IsCurrent"
                """,
                None);
        }
    }

    private async Task<(int Commands, int Rows)> Measure(TrackerDbContext db, string after)
    {
        var query = new OverviewQuery(database.Contexts, new Decisions(database.Contexts), database.Clock, Permissions.Shipped(), database.Remembering());
        await query.Run(null, DemoCast.Leader.Actor, None);
        var clock = Stopwatch.StartNew();
        using var count = new QueryCount(db);
        var view = await query.Run(null, DemoCast.Leader.Actor, None);
        output.WriteLine($"{after}: {count.Commands} queries, {count.Rows} rows, {clock.ElapsedMilliseconds} ms");
        Assert.Contains(view.Standings, s => s.LastDecided is not null);
        return (count.Commands, count.Rows);
    }
}
