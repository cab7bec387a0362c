using BazhongTracker.Data;
using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Recomputing;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Features.Reviewing;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Shared.Verdicts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>A run is seen whole or not at all. Each test has a database of its own with the catalogue and the public figures, judged the day before.</summary>
public sealed class OneStrokeTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Code = "08-02";
    private static readonly Quarter Period = new(2025, 4);
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Clerk = new("clerk", "李晓梅", "agriculture", [RoleNames.Clerk]);
    private static readonly Actor Reviewer = new("reviewer", "王建国", "statistics", [RoleNames.Reviewer]);
    private readonly TestDatabase database = new();

    private DateOnly Yesterday => database.Clock.Today().AddDays(-1);

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        await Seed.Decision(db, None);
        await Seed.Published(db, database.Clock.GetUtcNow().UtcDateTime, None);
        db.Add(new Reopening
        {
            TargetId = await db.Targets.Where(t => t.Code == Code).Select(t => t.Id).SingleAsync(None), PeriodIndex = Period.Index,
            Until = new DateOnly(2999, 12, 31), Reason = "演示", OpenedBy = "supervision",
        });
        await db.SaveChangesAsync(None);
        Assert.NotNull(await Recompute().Nightly(None));
        database.Clock.Advance(TimeSpan.FromDays(1));
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private RecomputeProgress Recompute(IInterceptor? interceptor = null) => new(
        interceptor is null ? database.Contexts : database.ContextsWith(interceptor), database.Clock, new LiveChanges(),
        NullLogger<RecomputeProgress>.Instance, Permissions.Shipped());

    private async Task<T> Stored<T>(Func<TrackerDbContext, Task<T>> ask)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return await ask(db);
    }

    private Task<List<DateOnly>> DaysInForce() => Stored(db => db.Assessments.Where(a => a.IsCurrent).Select(a => a.AsOf).ToListAsync(None));

    private Task<List<string>> Rows() => Stored(async db => (await db.Assessments.AsNoTracking().ToListAsync(None))
        .OrderBy(r => r.TargetId).ThenBy(r => r.AsOf)
        .Select(r => $"{r.TargetId} {r.AsOf:O} {r.Status} {r.IsCurrent} {r.IsShown} {r.ComputedAtUtc:O} {r.Working}").ToList());

    private async Task<Guid> Reported(string value)
    {
        var form = new FigureForm(Guid.NewGuid().ToString(), Code, Period, value, null, "演示");
        await new SubmitFigure(database.Contexts, database.Clock, new LiveChanges(), Permissions.Shipped()).Run(form, Clerk, None);
        return await Stored(db => db.Figures.Where(f => f.OperationId == form.OperationId).Select(f => f.Id).SingleAsync(None));
    }

    private async Task<string> Accepted(Guid figure, IInterceptor interceptor) =>
        await new ReviewFigure(database.ContextsWith(interceptor), database.Clock, new LiveChanges(), Permissions.Shipped()).Run(
            new ReviewForm(
                Guid.NewGuid().ToString(), figure, await Stored(db => db.Figures.Where(f => f.Id == figure).Select(f => f.Version).SingleAsync(None)),
                ReviewOutcome.Accepted, null),
            Reviewer, None);

    private Task<string> WorkingInForce() => Stored(db => db.Assessments
        .Where(a => a.IsCurrent && a.TargetId == db.Targets.Single(t => t.Code == Code).Id).Select(a => a.Working).SingleAsync(None));

    [Fact]
    public async Task Whoever_reads_in_the_middle_of_a_run_sees_the_old_result_whole_and_no_run()
    {
        List<DateOnly>? seen = null;
        var runs = 0;
        var run = await Recompute(new BeforeCommit(
            async () => (seen, runs) = (await DaysInForce(), await Stored(db => db.JobRuns.CountAsync(None))))).Nightly(None);

        Assert.Equal(1, runs);
        Assert.Equal(run!.Assessed, seen!.Count);
        Assert.All(seen, day => Assert.Equal(Yesterday, day));
        Assert.All(await DaysInForce(), day => Assert.Equal(database.Clock.Today(), day));
    }

    [Fact]
    public async Task A_run_that_dies_leaves_no_trace_and_the_next_one_does_it_at_once()
    {
        var before = await Rows();

        await Assert.ThrowsAsync<OperationCanceledException>(() => Recompute(new BeforeCommit(() => throw new OperationCanceledException())).Nightly(None));

        Assert.Equal(before, await Rows());
        Assert.Equal(1, await Stored(db => db.JobRuns.CountAsync(None)));
        Assert.True((await Recompute().Nightly(None))!.WasGood);
        Assert.All(await DaysInForce(), day => Assert.Equal(database.Clock.Today(), day));
    }

    [Fact]
    public async Task A_run_that_the_database_cuts_off_because_it_was_silent_begins_again()
    {
        var cut = new SilentOnce();

        Assert.True((await Recompute(cut).Nightly(None))!.WasGood);

        Assert.Equal(database.IsPostgres ? 2 : 1, cut.Begun);
        Assert.Equal(2, await Stored(db => db.JobRuns.CountAsync(None)));
        Assert.All(await DaysInForce(), day => Assert.Equal(database.Clock.Today(), day));
    }

    [Fact]
    public async Task A_button_whose_run_died_leaves_no_deed_in_the_audit_and_pressed_again_leaves_one()
    {
        await Assert.ThrowsAsync<OperationCanceledException>(() => Recompute(new BeforeCommit(() => throw new OperationCanceledException()))
            .Now(Reviewer, null, "pressed", None));
        Assert.Equal(0, await Stored(db => db.Audit.CountAsync(a => a.OperationId == "pressed", None)));

        await Recompute().Now(Reviewer, null, "pressed", None);
        await Recompute().Now(Reviewer, null, "pressed", None);

        Assert.Equal(1, await Stored(db => db.Audit.CountAsync(a => a.OperationId == "pressed", None)));
    }

    [Fact]
    public async Task Of_four_instances_at_once_one_does_the_night()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Recompute().Nightly(None))));

        Assert.Single(runs, r => r is not null);
        Assert.Null(await Recompute().Nightly(None));
        Assert.Equal(2, await Stored(db => db.JobRuns.CountAsync(None)));
    }

    [Fact]
    public async Task The_same_button_twice_at_once_is_one_run_and_both_are_told_of_it()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => Recompute().Now(Reviewer, null, "twice", None))));

        Assert.Equal(runs[0].Id, runs[1].Id);
        Assert.Equal(1, await Stored(db => db.Audit.CountAsync(a => a.OperationId == "twice", None)));
    }

    [Fact]
    public async Task An_acceptance_in_the_middle_of_a_run_waits_for_it_and_its_verdict_stays()
    {
        var figure = await Reported("151.2");
        var begun = new Begun();
        var watch = new System.Diagnostics.Stopwatch();
        Task<string>? acceptance = null;

        var run = await Recompute(new BeforeCommit(async () =>
        {
            watch.Start();
            acceptance = Task.Run(() => Accepted(figure, begun));
            await begun.First;
        })).Nightly(None);
        await acceptance!;

        output.WriteLine($"accepted after {watch.ElapsedMilliseconds} ms");
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.True(run!.WasGood);
        Assert.Contains("151.2", await WorkingInForce(), StringComparison.Ordinal);
        Assert.Equal(0, (await Recompute().Now(Reviewer, null, "again", None)).Changed);
    }

    [Fact]
    public async Task A_run_in_the_middle_of_an_acceptance_waits_for_it_and_does_not_bring_the_older_verdict_back()
    {
        var figure = await Reported("151.2");
        var begun = new Begun();
        Task<JobRun?>? run = null;

        await Accepted(figure, new BeforeCommit(async () =>
        {
            run = Task.Run(() => Recompute(begun).Nightly(None));
            await begun.First;
        }));

        Assert.True((await run!)!.WasGood);
        Assert.Contains("151.2", await WorkingInForce(), StringComparison.Ordinal);
        Assert.Equal(0, (await Recompute().Now(Reviewer, null, "again", None)).Changed);
    }

    [Fact]
    public async Task A_target_whose_rule_throws_keeps_its_last_verdict_and_the_others_are_published_with_the_run_that_names_it()
    {
        await Stored(db => db.TargetVersions.Where(v => db.Targets.Any(t => t.Id == v.TargetId && t.Code == "05-01"))
            .ExecuteUpdateAsync(set => set.SetProperty(v => v.Ladder, "broken"), None));

        var run = await Recompute().Nightly(None);

        Assert.Equal((2, false), (run!.Failed, run.WasGood));
        Assert.StartsWith("05-01: ", run.FirstError, StringComparison.Ordinal);
        var kept = await Stored(db => db.Assessments.Where(a => a.IsCurrent && a.AsOf == Yesterday)
            .Select(a => db.Targets.Single(t => t.Id == a.TargetId).Code).ToListAsync(None));
        Assert.Equal(["05-01", "05-P1"], kept.Order(StringComparer.Ordinal));
        Assert.Equal(run.Assessed, (await DaysInForce()).Count(day => day == database.Clock.Today()));
        // Not again and again: the next night tries anew.
        Assert.Null(await Recompute().Nightly(None));
    }

    [Fact]
    public async Task A_run_with_the_same_outcome_touches_no_row()
    {
        await Recompute().Now(Reviewer, null, "first", None);
        var stamps = await Stored(db => db.Assessments.OrderBy(a => a.Id).Select(a => a.Stamp).ToListAsync(None));

        database.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, (await Recompute().Now(Reviewer, null, "second", None)).Changed);

        Assert.Equal(stamps, await Stored(db => db.Assessments.OrderBy(a => a.Id).Select(a => a.Stamp).ToListAsync(None)));
    }
}
