using System.Data.Common;
using BazhongTracker.Data;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Features.Reviewing;
using BazhongTracker.Web.Shared.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>Two people at one figure: one of them is stored, the other loses nothing and chooses.</summary>
public sealed class MeetingTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Clerk = new("clerk", "李晓梅", "agriculture", [RoleNames.Clerk]);
    private static readonly Actor Colleague = new("colleague", "何强", "agriculture", [RoleNames.Clerk]);
    private static readonly Actor Reviewer = new("reviewer", "何建国", "statistics", [RoleNames.Reviewer]);
    private readonly TestDatabase database = new();

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await database.GrainOutput();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task<EntrySheet> Sheet(Actor who, IDbContextFactory<TrackerDbContext>? storing = null)
    {
        var sheet = database.Sheet(storing);
        await sheet.Open(who);
        return sheet;
    }

    private static EntryRow Row(EntrySheet sheet) => Assert.Single(sheet.Rows);

    private async Task Decide(ReviewOutcome outcome)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var seen = await db.Figures.AsNoTracking().SingleAsync(f => f.State == FigureState.AwaitingReview, None);
        await new ReviewFigure(database.Contexts, database.Clock, new LiveChanges(), Permissions.Shipped())
            .Run(new ReviewForm(Guid.NewGuid().ToString(), seen.Id, seen.Version, outcome, "请核对", FigureHash.Of(seen)), Reviewer, None);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_who_send_at_once_one_is_stored_and_the_other_sees_both_and_chooses(bool twoTabs)
    {
        var together = database.ContextsWith(new Together());
        using var first = await Sheet(Clerk, together);
        using var second = await Sheet(twoTabs ? Clerk : Colleague, together);
        Row(first).Type("151.2");
        Row(second).Type("152.3");

        await Task.WhenAll(Task.Run(first.Send, None), Task.Run(second.Send, None));
        await first.Refresh();
        await second.Refresh();

        var (winner, loser) = first.LastSent.Count == 1 ? (first, second) : (second, first);
        Assert.Equal((1, 0), (winner.LastSent.Count, loser.LastSent.Count));
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var stored = await db.Figures.AsNoTracking().SingleAsync(None);
        var meeting = Row(loser).Meeting;
        Assert.Equal((stored.Id, null), (meeting?.Theirs.Id, meeting?.Base));
        Assert.Equal((loser == first ? "151.2" : "152.3", true, EntryState.Wrong), (Row(loser).Text, Row(loser).IsDirty, EntryCheck.Of(Row(loser)).State));

        Row(loser).TakeTheirs();

        Assert.Equal((null, false, EntryState.Awaiting), (Row(loser).Meeting, Row(loser).IsDirty, EntryCheck.Of(Row(loser)).State));
    }

    [Fact]
    public async Task What_was_kept_against_a_colleague_goes_out_once_the_other_is_returned()
    {
        using var mine = await Sheet(Clerk);
        using var theirs = await Sheet(Colleague);
        Row(mine).Type("151.2");
        Row(theirs).Type("152.3");
        await theirs.Send();
        await mine.Refresh();

        Row(mine).KeepMine();
        await mine.Send();

        Assert.Equal((null, "151.2", true), (Row(mine).Meeting, Row(mine).Text, Row(mine).IsDirty));

        await Decide(ReviewOutcome.Returned);
        await mine.Refresh();
        Assert.Equal((FigureState.Returned, EntryState.Wrong), (Row(mine).Meeting?.Theirs.State, EntryCheck.Of(Row(mine)).State));
        Row(mine).KeepMine();
        await mine.Send();

        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.Equal([151.2m, 152.3m], (await db.Figures.AsNoTracking().ToListAsync(None)).Select(f => f.Value!.Value).Order());
    }

    [Theory]
    [InlineData(ReviewOutcome.Accepted)]
    [InlineData(ReviewOutcome.Returned)]
    public async Task What_is_typed_over_a_returned_figure_meets_what_a_colleague_reported_and_a_reviewer_decided(ReviewOutcome outcome)
    {
        using var theirs = await Sheet(Colleague);
        Row(theirs).Type("150");
        await theirs.Send();
        await Decide(ReviewOutcome.Returned);
        using var mine = await Sheet(Clerk);
        Row(mine).Type("151.2");
        await theirs.Refresh();
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        Row(theirs).Type("152.3");
        await theirs.Send();
        await Decide(outcome);

        await mine.Refresh();

        var meeting = Row(mine).Meeting;
        Assert.Equal((152.3m, 150m, "151.2"), (meeting?.Theirs.Value, meeting?.Base?.Value, Row(mine).Text));
        Assert.Equal(outcome == ReviewOutcome.Accepted ? FigureState.Accepted : FigureState.Returned, meeting?.Theirs.State);

        Row(mine).TakeTheirs();

        Assert.Equal((null, outcome == ReviewOutcome.Accepted ? "" : "152.3"), (Row(mine).Meeting, Row(mine).Text));
    }

    /// <summary>Two transactions begin at the same moment.</summary>
    private sealed class Together : DbTransactionInterceptor
    {
        private readonly TaskCompletionSource both = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int come;

        public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
        {
            if (Interlocked.Increment(ref come) == 2)
            {
                both.SetResult();
            }

            await both.Task.WaitAsync(cancellationToken);
            return result;
        }
    }
}
