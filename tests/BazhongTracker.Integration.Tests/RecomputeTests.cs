using BazhongTracker.Data;
using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Recomputing;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Shared.Verdicts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>Each test has a database of its own with the catalogue and the public figures.</summary>
public sealed class RecomputeTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TestDatabase database = new();

    private RecomputeProgress Recompute => database.Recompute;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        await Seed.Decision(db, None);
        await Seed.Published(db, database.Clock.GetUtcNow().UtcDateTime, None);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task<List<string>> Rows()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var rows = await db.Assessments.AsNoTracking().ToListAsync(None);
        return [.. rows.OrderBy(r => r.TargetId).ThenBy(r => r.AsOf).Select(r => $"{r.TargetId} {r.AsOf:O} {r.Status} {r.IsCurrent} {r.Working}")];
    }

    [Fact]
    public async Task Twice_gives_the_same_rows()
    {
        var first = await Recompute.WithHistory(None);
        var rows = await Rows();
        var second = await Recompute.WithHistory(None);

        Assert.Equal((0, 0), (first.Failed, second.Failed));
        Assert.True(first.Changed > 2000);
        Assert.Equal(0, second.Changed);
        Assert.Equal(rows, await Rows());
    }

    [Fact]
    public async Task What_was_seeded_and_not_yet_judged_is_judged_once()
    {
        Assert.NotNull(await Recompute.WithHistoryWhereDue(None));
        Assert.Null(await Recompute.WithHistoryWhereDue(None));

        // A seeding whose program died before the verdicts: the figures are there, and nothing is left to seed.
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await using (var db = await database.Contexts.CreateDbContextAsync(None))
        {
            Assert.True(await Seed.Demo(db, database.Clock.GetUtcNow().UtcDateTime, database.Clock.Today(), None) > 0);
        }

        database.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await Recompute.WithHistoryWhereDue(None))!.Changed > 0);
        Assert.Null(await Recompute.WithHistoryWhereDue(None));
    }

    [Fact]
    public async Task A_past_day_that_was_stored_before_a_seeding_is_judged_again_with_what_was_seeded()
    {
        await Recompute.WithHistory(None);
        var past = new DateOnly(2024, 11, 11);
        await Recompute.Now(Actor.System, past, "past", None);
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var before = await db.Assessments.AsNoTracking().Where(a => a.AsOf == past).ToDictionaryAsync(a => a.TargetId, a => a.Working, None);

        await Seed.Demo(db, database.Clock.GetUtcNow().UtcDateTime, database.Clock.Today(), None);
        await Recompute.WithHistory(None);

        var after = await db.Assessments.AsNoTracking().Where(a => a.AsOf == past).ToDictionaryAsync(a => a.TargetId, a => a.Working, None);
        Assert.NotEqual(before, after);
    }

    [Fact]
    public async Task A_target_without_a_verdict_is_caught_up_with()
    {
        await Recompute.WithHistory(None);
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        await db.Assessments.Where(a => a.TargetId == db.Targets.Single(t => t.Code == "06-08").Id).ExecuteDeleteAsync(None);

        Assert.NotNull(await Recompute.WithHistoryWhereDue(None));
        Assert.True((await db.CurrentVerdicts(None)).ContainsKey((await db.Targets.SingleAsync(t => t.Code == "06-08", None)).Id));
    }

    [Fact]
    public async Task One_target_that_cannot_be_judged_stops_none()
    {
        await using (var db = await database.Contexts.CreateDbContextAsync(None))
        {
            await db.TargetVersions.Where(v => db.Targets.Any(t => t.Id == v.TargetId && t.Code == "06-08"))
                .ExecuteUpdateAsync(set => set.SetProperty(v => v.Ladder, "broken"), None);
        }

        var run = await Recompute.Now(Actor.System, null, "op", None);

        Assert.Equal(1, run.Failed);
        Assert.StartsWith("06-08", run.FirstError, StringComparison.Ordinal);
        Assert.True(run.Assessed > 140);
        Assert.False(run.WasGood);
    }

    [Fact]
    public async Task The_newest_day_is_in_force_and_the_one_before_stays_as_history()
    {
        await Recompute.Now(Actor.System, null, "one", None);
        database.Clock.Advance(TimeSpan.FromDays(1));
        await Recompute.Now(Actor.System, null, "two", None);

        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var current = await db.CurrentVerdicts(None);
        Assert.All(current.Values, v => Assert.Equal(database.Clock.Today(), v.AsOf));
        Assert.Equal(await db.Targets.CountAsync(None), current.Count);
        Assert.Equal(current.Count, await db.Assessments.CountAsync(a => a.AsOf == database.Clock.Today().AddDays(-1), None));
    }

    [Fact]
    public async Task A_past_day_is_judged_on_its_own_and_leaves_the_verdicts_in_force()
    {
        await Recompute.Now(Actor.System, null, "now", None);
        await Recompute.Now(Actor.System, new DateOnly(2023, 5, 15), "past", None);

        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.True(await db.Assessments.AnyAsync(a => a.AsOf == new DateOnly(2023, 5, 15), None));
        Assert.All((await db.CurrentVerdicts(None)).Values, v => Assert.Equal(database.Clock.Today(), v.AsOf));
    }

    [Fact]
    public async Task Only_reviewers_and_administrators_recompute_and_never_the_future()
    {
        var clerk = new Actor("clerk", "clerk", "agriculture", [RoleNames.Clerk]);
        var reviewer = new Actor("r", "r", "statistics", [RoleNames.Reviewer]);

        Assert.Equal("access.denied", (await Assert.ThrowsAsync<RuleViolation>(() => Recompute.Now(clerk, null, "op", None))).Code);
        Assert.Equal("recompute.future", (await Assert.ThrowsAsync<RuleViolation>(() => Recompute.Now(reviewer, database.Clock.Today().AddDays(1), "op", None))).Code);
        var run = await Recompute.Now(reviewer, null, "op2", None);
        Assert.Equal(run.Id, (await Recompute.Now(reviewer, null, "op2", None)).Id);
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.Equal("recompute", (await db.Audit.SingleAsync(a => a.OperationId == "op2", None)).Action);
    }

    [Fact]
    public async Task A_parent_is_judged_by_its_members()
    {
        await Recompute.Now(Actor.System, null, "now", None);

        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var parent = await db.Targets.SingleAsync(t => t.Code == "05-P1", None);
        Assert.Equal(TargetKind.Composite, parent.Kind);
        Assert.True((await db.CurrentVerdicts(None))[parent.Id].Working.More!.ContainsKey("children"));
    }
}
