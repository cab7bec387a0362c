using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Features.Reviewing;
using BazhongTracker.Web.Shared.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>Several deeds at one figure at the same instant, and one number for several deeds.</summary>
public sealed class AtOnceTests : IAsyncLifetime
{
    private const int Rounds = 8;
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Clerk = new("clerk", "李晓梅", "agriculture", [RoleNames.Clerk]);
    private static readonly Actor Colleague = new("colleague", "何强", "agriculture", [RoleNames.Clerk]);
    private static readonly Actor Reviewer = new("reviewer", "何建国", "statistics", [RoleNames.Reviewer]);
    private static readonly Quarter Open = new(2026, 3);
    private readonly TestDatabase database = new();

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await database.GrainOutput();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static string Number() => Guid.NewGuid().ToString();

    private SubmitFigure Submit => new(database.Contexts, database.Clock, new LiveChanges(), Permissions.Shipped());

    private ReviseFigure Revise => new(database.Contexts, database.Clock, new LiveChanges(), Permissions.Shipped());

    private WithdrawFigure Withdraw(IDbContextFactory<TrackerDbContext>? contexts = null) => new(contexts ?? database.Contexts, database.Clock, new LiveChanges(), Permissions.Shipped());

    private ReviewFigure Review(IDbContextFactory<TrackerDbContext>? contexts = null) => new(contexts ?? database.Contexts, database.Clock, new LiveChanges(), Permissions.Shipped());

    private static FigureForm Form(string number, string text = "151.2", string? note = null) => new(number, "08-02", Open, text, null, note);

    private static ReviewForm Accepting(ReportedFigure seen) => new(Number(), seen.Id, seen.Version, ReviewOutcome.Accepted, null, FigureHash.Of(seen));

    private async Task<List<ReportedFigure>> Figures()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return await db.Figures.AsNoTracking().ToListAsync(None);
    }

    private async Task<ReportedFigure> Waiting() => Assert.Single(await Figures(), f => f.State == FigureState.AwaitingReview);

    private static async Task<string> Told(Task<string> deed)
    {
        try
        {
            await deed;
            return "stored";
        }
        catch (RuleViolation refusal)
        {
            return refusal.Code;
        }
    }

    private static async Task<string[]> AtOnce(params Func<Task<string>>[] deeds)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = deeds.Select(deed => Told(Task.Run(async () =>
        {
            await start.Task;
            return await deed();
        }))).ToList();
        start.SetResult();
        return await Task.WhenAll(running);
    }

    [Fact]
    public async Task Approving_withdrawing_and_revising_at_the_same_instant_end_in_one_state_with_the_value_the_reviewer_saw()
    {
        await Submit.Run(Form(Number()), Clerk, None);
        await Review().Run(Accepting(await Waiting()), Reviewer, None);
        for (var round = 1; round <= Rounds; round++)
        {
            var inForce = (await Figures()).InForce()!;
            await Revise.Run(new RevisionForm(Form(Number(), $"{160 + round}", "核实修订"), inForce.Version), Clerk, None);
            var seen = await Waiting();
            var together = database.ContextsWith(new Together(2));

            var told = await AtOnce(
                () => Review(together).Run(Accepting(seen), Reviewer, None),
                () => Withdraw(together).Run(new WithdrawalForm(Number(), seen.Id, seen.Version), Clerk, None),
                () => Revise.Run(new RevisionForm(Form(Number(), $"{260 + round}", "核实修订"), inForce.Version), Colleague, None));

            var figures = await Figures();
            var end = figures.Single(f => f.Id == seen.Id);
            Assert.Equal(end.State == FigureState.Accepted ? ("stored", "withdraw.already_decided") : ("review.withdrawn", "stored"), (told[0], told[1]));
            Assert.Contains(end.State, new[] { FigureState.Accepted, FigureState.Withdrawn });
            Assert.Equal(end.State == FigureState.Accepted ? 160 + round : inForce.Value, figures.InForce()!.Value);
            Assert.Equal(Enumerable.Range(0, figures.Count(f => f.State == FigureState.Accepted)), figures.Where(f => f.State == FigureState.Accepted).Select(f => f.Revision).Order());
            Assert.Equal(told[2] == "stored" ? 1 : 0, figures.Count(f => f.State == FigureState.AwaitingReview));
            Assert.Contains(told[2], new[] { "stored", "report.awaiting_review", "revise.changed_meanwhile" });
            Assert.False(told[2] == "stored" && end.State == FigureState.Accepted);
            if (told[2] == "stored")
            {
                var left = await Waiting();
                await Withdraw().Run(new WithdrawalForm(Number(), left.Id, left.Version), Colleague, None);
            }
        }
    }

    [Fact]
    public async Task A_revision_begun_before_another_was_accepted_is_refused_by_the_database_too()
    {
        await Submit.Run(Form(Number()), Clerk, None);
        await Review().Run(Accepting(await Waiting()), Reviewer, None);
        var first = (await Figures()).InForce()!;
        var late = new ReviseFigure(
            database.ContextsWith(new Meanwhile(async () =>
            {
                await Revise.Run(new RevisionForm(Form(Number(), "152", "核实修订"), first.Version), Clerk, None);
                await Review().Run(Accepting(await Waiting()), Reviewer, None);
            })),
            database.Clock, new LiveChanges(), Permissions.Shipped());

        Assert.Equal("revise.changed_meanwhile", await Told(late.Run(new RevisionForm(Form(Number(), "153", "核实修订"), first.Version), Colleague, None)));
        Assert.Equal([0, 1], (await Figures()).Select(f => f.Revision).Order());
    }

    [Fact]
    public async Task The_same_number_fifty_times_in_parallel_gives_one_row_and_one_receipt()
    {
        var number = Number();

        var receipts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Submit.Run(Form(number), Clerk, None))));

        Assert.Equal([Receipts.For(number)], receipts.Distinct());
        Assert.Single(await Figures());
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.Equal((1, 1), (await db.Operations.CountAsync(None), await db.Audit.CountAsync(a => a.Action == "report", None)));
    }

    [Fact]
    public async Task One_number_is_not_for_another_value_another_deed_or_another_person()
    {
        var (number, revised) = (Number(), Number());
        await Submit.Run(Form(number), Clerk, None);
        var waits = await Waiting();

        Assert.Equal("report.operation_reused", await Told(Submit.Run(Form(number, "152"), Clerk, None)));
        Assert.Equal("report.operation_reused", await Told(Submit.Run(Form(number), Colleague, None)));
        Assert.Equal("report.operation_reused", await Told(Withdraw().Run(new WithdrawalForm(number, waits.Id, waits.Version), Clerk, None)));
        await Review().Run(Accepting(waits), Reviewer, None);
        var inForce = (await Figures()).InForce()!;
        Assert.Equal("report.operation_reused", await Told(Revise.Run(new RevisionForm(Form(number, "152", "核实修订"), inForce.Version), Clerk, None)));
        await Revise.Run(new RevisionForm(Form(revised, "152", "核实修订"), inForce.Version), Clerk, None);
        Assert.Equal("report.operation_reused", await Told(Submit.Run(Form(revised, "152", "核实修订"), Clerk, None)));
        Assert.Equal([151.2m, 152m], (await Figures()).Select(f => f.Value!.Value).Order());
    }

    [Fact]
    public async Task A_number_used_again_after_three_years_or_with_the_clock_set_back_stands_for_what_it_stood_for()
    {
        var number = Number();
        var receipt = await Submit.Run(Form(number), Clerk, None);
        database.Clock.Advance(TimeSpan.FromDays(3 * 366));

        Assert.Equal(receipt, await Submit.Run(Form(number), Clerk, None));
        Assert.Equal("report.operation_reused", await Told(Submit.Run(Form(number, "152"), Clerk, None)));
        Assert.Equal("report.operation_reused", await Told(Submit.Run(Form(number) with { Period = Quarter.LastEnded(database.Clock.Today()) }, Clerk, None)));

        // A server whose clock was put right, or wrong.
        var earlier = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2023, 1, 5, 2, 0, 0, TimeSpan.Zero));
        Assert.Equal(receipt, await new SubmitFigure(database.Contexts, earlier, new LiveChanges(), Permissions.Shipped()).Run(Form(number), Clerk, None));
        Assert.Single(await Figures());
    }

    [Fact]
    public async Task What_is_typed_in_one_tab_pasted_in_another_and_reported_by_a_colleague_at_once_is_neither_lost_nor_stored_twice()
    {
        using var typing = database.Sheet();
        using var pasting = database.Sheet();
        await typing.Open(Clerk);
        await pasting.Open(Clerk);
        var key = Assert.Single(typing.Rows).Key;
        typing[key].Explain("含再生稻");
        pasting.Paste(key, "151.2\n152.3\n");

        await Task.WhenAll(
            Task.Run(typing.Keep, None), Task.Run(pasting.Keep, None),
            Task.Run(() => Submit.Run(Form(Number(), "149.9"), Colleague, None), None));
        await typing.Refresh();

        Assert.Equal(("151.2", "含再生稻", 149.9m), (typing[key].Text, typing[key].Note, typing[key].Meeting?.Theirs.Value));
        Assert.Equal(149.9m, Assert.Single(await Figures()).Value);
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.Equal(("151.2", "含再生稻"), await db.Drafts.SingleAsync(None) is var kept ? (kept.Text, kept.Note) : default);
    }

    /// <summary>The first so many who save wait for each other.</summary>
    private sealed class Together(int many) : SaveChangesInterceptor
    {
        private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int come;

        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (Interlocked.Increment(ref come) == many)
            {
                all.SetResult();
            }

            await all.Task.WaitAsync(TimeSpan.FromSeconds(20), cancellationToken);
            return result;
        }
    }

    /// <summary>Something else is stored after everything was read and before the transaction begins.</summary>
    private sealed class Meanwhile(Func<Task> what) : DbTransactionInterceptor
    {
        private bool isDone;

        public override async ValueTask<InterceptionResult<System.Data.Common.DbTransaction>> TransactionStartingAsync(
            System.Data.Common.DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<System.Data.Common.DbTransaction> result, CancellationToken cancellationToken = default)
        {
            if (!isDone)
            {
                isDone = true;
                await what();
            }

            return result;
        }
    }
}
