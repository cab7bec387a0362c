using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Ledger;
using BazhongTracker.Web.Features.Overview;
using BazhongTracker.Web.Features.Recomputing;
using BazhongTracker.Web.Features.Reviewing;
using BazhongTracker.Web.Shared.Catalogue;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Shared.Standings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>A demonstration on 24 November 2026, with the verdicts of all quarters; nothing here changes it.</summary>
public sealed class Demonstration : IAsyncLifetime
{
    public TestDatabase Database { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        var now = Database.Clock.GetUtcNow().UtcDateTime;
        await using var db = await Database.Contexts.CreateDbContextAsync();
        await Seed.Decision(db);
        await Seed.Demo(db, now, BusinessDay.Of(now));
        await Database.GiveClerk("agriculture", DemoCast.Since);
        await Database.Recompute.WithHistory();
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}

public sealed class OverviewQueryTests(Demonstration demonstration) : IClassFixture<Demonstration>
{
    private const int MostQueries = 4;
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Past = new(2025, 6, 30);

    private readonly Decisions decisions = new(demonstration.Database.Contexts);

    private OverviewQuery Overview => new(demonstration.Database.Contexts, decisions, demonstration.Database.Clock, Permissions.Shipped(), demonstration.Database.Remembering());

    private LedgerQuery Ledger => new(demonstration.Database.Contexts, decisions, demonstration.Database.Clock, Permissions.Shipped(), demonstration.Database.Remembering());

    [Fact]
    public async Task Every_target_but_no_parent_is_counted_once()
    {
        var view = await Overview.Run(null, DemoCast.Leader.Actor, None);

        Assert.Equal(DecisionFolder.Main.ReadTargets().Count(row => !row.IsParent), view.Standings.Count);
        Assert.DoesNotContain(view.Standings, s => s.Target.IsParent);
        Assert.Equal(view.Standings.Count, view.Strips.Sum(s => s.Targets.Count));
        Assert.Equal(view.Pressing.Count, view.Strips.Sum(s => s.Pressing));
        Assert.All(view.Standings, s => Assert.NotEqual("", s.Lead));
    }

    [Fact]
    public async Task A_target_without_its_final_figure_shows_the_last_verdict_that_could_be_given_and_is_late_since_its_own_day()
    {
        var view = await Overview.Run(null, DemoCast.Leader.Actor, None);

        var grain = view.Headlines.Single(s => s.Target.Name == "粮食产量");
        Assert.Equal(ProgressStatus.InsufficientData, grain.Status);
        Assert.Equal(new DateOnly(2025, 12, 31), grain.LastDecided?.AsOf);
        Assert.Equal((193.34m, new Quarter(2024, 4)), (grain.Shown.Value, grain.Shown.Period));
        Assert.Equal((new Quarter(2025, 4), 313),
            view.Missing.Reopened.Where(l => l.Standing.Target.Id == grain.Target.Id).Select(l => (l.Period, l.Days)).Single());
        Assert.All(view.Standings.Where(s => s.Status.Rank() is not null), s => Assert.Null(s.LastDecided));
    }

    [Fact]
    public async Task A_past_day_shows_the_verdicts_stored_for_it_and_the_figures_visible_on_it()
    {
        var view = await Overview.Run(Past, DemoCast.Leader.Actor, None);

        await using var db = await demonstration.Database.Contexts.CreateDbContextAsync(None);
        var stored = await db.Assessments.Where(a => a.AsOf == Past).ToDictionaryAsync(a => a.TargetId, a => a.Status, None);
        Assert.All(view.Standings, s => Assert.Equal(stored[s.Target.Id], s.Status));
        Assert.All(view.Standings.SelectMany(s => s.Accepted), f => Assert.True(f.Published <= Past));
        Assert.NotEmpty(view.Changes);
        Assert.All(view.Changes, c => Assert.NotEqual(c.Before, c.Now.Status));
    }

    [Fact]
    public async Task Changes_are_measured_from_the_day_that_was_chosen()
    {
        var chosen = new DateOnly(2025, 8, 20);
        var view = await Overview.Run(null, chosen, DemoCast.Leader.Actor, None);
        var then = (await Overview.Run(chosen, DemoCast.Leader.Actor, None)).Standings.ToDictionary(s => s.Target.Id, s => s.Sign);

        Assert.Equal(chosen, view.Then);
        Assert.NotEmpty(view.Changes);
        Assert.Equal(view.Standings.Count(s => s.Sign != then[s.Target.Id]), view.Changes.Count);
        Assert.All(view.Changes, c => Assert.Equal(then[c.Now.Target.Id], c.Before));
    }

    [Fact]
    public async Task Of_the_stages_only_the_steps_and_the_newest_are_read_and_of_figures_all()
    {
        var view = await Overview.Run(null, DemoCast.Leader.Actor, None);

        var staged = view.Standings.Where(s => s.Stage is not null).ToList();
        Assert.All(staged, s => Assert.InRange(s.Accepted.Count, 1, s.Accepted.Select(f => f.Stage).Distinct().Count() + 2));
        Assert.All(staged.Where(s => s.Verdict.Working.Stage is not null), s => Assert.Equal(s.Verdict.Working.Stage, s.Stage));
        Assert.True(view.Standings.Single(s => s.Target.Code == "06-08").Accepted.Count > 15);
    }

    [Fact]
    public async Task Neither_page_sends_more_than_four_queries_whatever_the_day_and_nothing_is_written()
    {
        await using var db = await demonstration.Database.Contexts.CreateDbContextAsync(None);
        var before = await db.Assessments.CountAsync(None) + await db.Audit.CountAsync(None);
        // Read once in the life of the program.
        await decisions.Refresh(None);
        foreach (var read in new Func<Task>[] { () => Overview.Run(null, DemoCast.Leader.Actor, None), () => Overview.Run(Past, DemoCast.Leader.Actor, None), () => Ledger.Run(LedgerFilter.Everything(null), DemoCast.Leader.Actor, None) })
        {
            using var count = new QueryCount(db);
            await read();
            Assert.InRange(count.Commands, 1, MostQueries);
        }

        Assert.Equal(before, await db.Assessments.CountAsync(None) + await db.Audit.CountAsync(None));
    }

    [Fact]
    public async Task What_awaits_review_is_as_many_on_the_overview_as_in_the_queue()
    {
        var missing = (await Overview.Run(null, DemoCast.Leader.Actor, None)).Missing;
        var queue = await new ReviewQueueQuery(demonstration.Database.Contexts, demonstration.Database.Clock, Permissions.Shipped())
            .Run(new Actor("tongji.wangjj", "王建军", "statistics", [RoleNames.Reviewer]), None);

        Assert.True(missing.AlsoAwaiting > 0);
        Assert.Equal(queue.Count, missing.Awaiting + missing.AlsoAwaiting);
    }

    [Fact]
    public async Task The_counts_of_the_overview_are_the_rows_of_the_ledger()
    {
        var overview = await Overview.Run(null, DemoCast.Leader.Actor, None);

        foreach (var status in overview.Standings.Select(s => s.Sign).Distinct())
        {
            Assert.Equal(overview.Standings.Count(s => s.Sign == status),
                (await Ledger.Run(LedgerFilter.Of(null, status), DemoCast.Leader.Actor, None)).Found);
        }

        Assert.Equal(overview.Pressing.Count, (await Ledger.Run(LedgerFilter.Of(null, [.. Gravity.Statuses.Where(s => s.NeedsAttention())]), DemoCast.Leader.Actor, None)).Found);
    }
}
