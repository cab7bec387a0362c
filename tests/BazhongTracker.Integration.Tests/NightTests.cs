using BazhongTracker.Data;
using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Recomputing;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Shared.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>Clocks that jump, and a program that was away: nothing is done twice for one business date, nothing is left out.</summary>
public sealed class NightTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TestDatabase database = new();

    /// <summary>Of a second instance.</summary>
    private readonly FakeTimeProvider other = new();

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        await Seed.Decision(db, None);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private Task<JobRun?> Night(TimeProvider? clock = null) =>
        new RecomputeProgress(database.Contexts, clock ?? database.Clock, new LiveChanges(), NullLogger<RecomputeProgress>.Instance, Permissions.Shipped()).Nightly(None);

    /// <summary>Asia/Shanghai, on both instances; also backwards.</summary>
    private void ItIs(int year, int month, int day, int hour, int minute, int secondInstanceAhead = 0)
    {
        var now = new DateTimeOffset(year, month, day, hour, minute, 0, TimeSpan.FromHours(8));
        database.Clock.AdjustTime(now);
        other.AdjustTime(now.AddMinutes(secondInstanceAhead));
    }

    private async Task<List<string>> Runs()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return await db.JobRuns.OrderBy(r => r.Id).Select(r => r.Key + " " + r.Trigger).ToListAsync(None);
    }

    private async Task<(int Days, int Targets)> StoredOf(DateOnly from, DateOnly to)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var stored = await db.Assessments.Where(a => a.AsOf >= from && a.AsOf <= to).Select(a => a.AsOf).ToListAsync(None);
        return (stored.Distinct().Count(), stored.Count / Math.Max(1, stored.Distinct().Count()));
    }

    [Fact]
    public async Task A_night_begins_at_two_and_is_done_once()
    {
        ItIs(2026, 11, 24, 2, 0);
        Assert.Equal("nightly", (await Night())!.Trigger);

        ItIs(2026, 11, 25, 1, 59);
        Assert.Null(await Night());
        ItIs(2026, 11, 25, 2, 0);
        Assert.NotNull(await Night());
        Assert.Null(await Night());

        Assert.Equal(["nightly:2026-11-24 nightly", "nightly:2026-11-25 nightly"], await Runs());
    }

    [Fact]
    public async Task After_three_days_off_one_run_makes_up_for_them_and_is_marked_late()
    {
        ItIs(2026, 11, 24, 2, 0);
        await Night();

        ItIs(2026, 11, 27, 9, 30);
        Assert.Equal(("late", new DateOnly(2026, 11, 27)), await Night() is { } late ? (late.Trigger, late.AsOf) : default);
        Assert.Null(await Night());

        Assert.Equal(["nightly:2026-11-24 nightly", "nightly:2026-11-27 late"], await Runs());
        ItIs(2026, 11, 28, 2, 0);
        Assert.Equal("nightly", (await Night())!.Trigger);
    }

    [Fact]
    public async Task Back_before_two_the_last_missed_night_is_made_up_for_as_of_its_own_day_and_the_next_comes_at_its_time()
    {
        ItIs(2026, 11, 24, 2, 0);
        await Night();

        ItIs(2026, 11, 27, 1, 0);
        Assert.Equal(("late", new DateOnly(2026, 11, 26)), await Night() is { } late ? (late.Trigger, late.AsOf) : default);
        ItIs(2026, 11, 27, 2, 1);
        Assert.Equal(("nightly", new DateOnly(2026, 11, 27)), await Night() is { } run ? (run.Trigger, run.AsOf) : default);
    }

    [Fact]
    public async Task Off_over_two_quarter_ends_their_verdicts_are_there_after_the_one_run_in_their_order()
    {
        ItIs(2026, 9, 29, 2, 0);
        await Night();

        ItIs(2027, 1, 2, 8, 0);
        var run = await Night();

        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var targets = await db.Targets.CountAsync(None);
        foreach (var end in new[] { new DateOnly(2026, 9, 30), new DateOnly(2026, 12, 31) })
        {
            Assert.Equal(targets, await db.Assessments.CountAsync(a => a.AsOf == end && a.IsShown && !a.IsCurrent, None));
        }

        Assert.Equal((targets, "late"), (run!.Assessed, run.Trigger));
        var first = await db.Targets.Select(t => t.Id).MinAsync(None);
        var written = await db.Assessments.Where(a => a.TargetId == first && a.AsOf > new DateOnly(2026, 9, 29)).OrderBy(a => a.Id).Select(a => a.AsOf).ToListAsync(None);
        Assert.Equal([new DateOnly(2026, 9, 30), new DateOnly(2026, 12, 31), new DateOnly(2027, 1, 2)], written);
    }

    [Theory]
    [InlineData(23, 10, 0)]
    [InlineData(24, 1, 30)]
    [InlineData(24, 3, 30)]
    public async Task A_clock_that_jumps_back_an_hour_or_a_day_does_no_night_again(int day, int hour, int minute)
    {
        ItIs(2026, 11, 23, 2, 0);
        await Night();
        ItIs(2026, 11, 24, 2, 30);
        await Night();

        ItIs(2026, 11, day, hour, minute);
        Assert.Null(await Night());
        Assert.Equal(2, (await Runs()).Count);
    }

    [Fact]
    public async Task A_clock_that_was_a_day_ahead_neither_leaves_a_night_out_nor_brings_an_older_day_into_force()
    {
        ItIs(2026, 11, 24, 2, 0);
        await Night();
        ItIs(2026, 11, 26, 1, 0);
        await Night();
        ItIs(2026, 11, 26, 2, 0);
        await Night();

        ItIs(2026, 11, 25, 2, 0);
        Assert.Null(await Night());
        ItIs(2026, 11, 26, 2, 0);
        Assert.Null(await Night());

        Assert.Equal(["nightly:2026-11-24 nightly", "nightly:2026-11-25 late", "nightly:2026-11-26 nightly"], await Runs());
        Assert.Equal(1, (await StoredOf(new DateOnly(2026, 11, 26), new DateOnly(2026, 11, 26))).Days);
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.All(await db.Assessments.Where(a => a.IsCurrent).Select(a => a.AsOf).ToListAsync(None), asOf => Assert.Equal(new DateOnly(2026, 11, 26), asOf));
    }

    [Fact]
    public async Task An_hour_ahead_over_the_end_of_a_quarter_and_back_every_night_is_done_once_and_the_end_is_stored_once()
    {
        ItIs(2026, 9, 30, 2, 0);
        await Night();
        ItIs(2026, 10, 1, 2, 0);
        await Night();
        ItIs(2026, 10, 1, 1, 0);
        Assert.Null(await Night());
        ItIs(2026, 9, 30, 23, 0);
        Assert.Null(await Night());
        ItIs(2026, 10, 1, 2, 0);
        Assert.Null(await Night());

        Assert.Equal(["nightly:2026-09-30 nightly", "nightly:2026-10-01 nightly"], await Runs());
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.Equal(await db.Targets.CountAsync(None), await db.Assessments.CountAsync(a => a.AsOf == new DateOnly(2026, 9, 30), None));
    }

    [Fact]
    public async Task Of_two_instances_five_minutes_apart_one_does_each_night()
    {
        var done = new List<(bool First, bool Second)>();
        foreach (var (hour, minute) in new[] { (1, 50), (1, 57), (2, 0), (2, 5), (23, 57) })
        {
            ItIs(2026, 11, 24, hour, minute, secondInstanceAhead: 5);
            done.Add((await Night() is not null, await Night(other) is not null));
        }

        Assert.Equal([(true, false), (false, true), (false, false), (false, false), (false, false)], done);
        Assert.Equal(["nightly:2026-11-23 nightly", "nightly:2026-11-24 nightly"], await Runs());
    }

    [Fact]
    public async Task Whatever_is_done_once_a_night_is_done_by_one_of_four_instances_and_made_up_for_once()
    {
        var times = 0;
        Task<JobRun?> Ask() => Task.Run(() => new OncePerNight(database.Contexts, database.Clock).Run(RunTriggers.Drafts, new TimeOnly(2, 30), async (db, cancellation) =>
        {
            Interlocked.Increment(ref times);
            db.Add(AuditRow.Of(Actor.System, "seed", "演示", null, null, database.Clock.GetUtcNow().UtcDateTime, "night"));
            return await db.SaveChangesAsync(cancellation);
        }));

        ItIs(2026, 11, 24, 2, 29);
        Assert.Equal(new DateOnly(2026, 11, 23), (await Ask())!.AsOf);
        ItIs(2026, 11, 27, 12, 0);
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Ask()));

        Assert.Equal(1, Assert.Single(runs, r => r is not null)!.Changed);
        Assert.Null(await Ask());
        Assert.Equal(2, times);
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.Equal(2, await db.Audit.CountAsync(a => a.OperationId == "night", None));
    }

    [Fact]
    public async Task Work_that_breaks_off_leaves_nothing_of_itself_and_is_asked_for_again()
    {
        var once = new OncePerNight(database.Contexts, database.Clock);
        await Assert.ThrowsAsync<InvalidOperationException>(() => once.Run(RunTriggers.Drafts, new TimeOnly(2, 30), async (db, cancellation) =>
        {
            db.Add(AuditRow.Of(Actor.System, "seed", "演示", null, null, database.Clock.GetUtcNow().UtcDateTime, "night"));
            await db.SaveChangesAsync(cancellation);
            throw new InvalidOperationException();
        }));

        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.Equal((0, 0), (await db.Audit.CountAsync(None), await db.JobRuns.CountAsync(None)));
        Assert.NotNull(await once.Run(RunTriggers.Drafts, new TimeOnly(2, 30), (_, _) => Task.FromResult(0)));
    }
}
