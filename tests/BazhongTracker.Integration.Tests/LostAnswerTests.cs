using System.Data.Common;
using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Features.Reviewing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>What the form and the queue say when the answer of COMMIT does not come.</summary>
public sealed class LostAnswerTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Clerk = new("clerk", "李晓梅", "agriculture", [RoleNames.Clerk]);
    private static readonly Actor Reviewer = new("reviewer", "何建国", "statistics", [RoleNames.Reviewer]);
    private readonly TestDatabase database = new();
    private readonly List<bool> verifying = [];

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await database.GrainOutput();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task<EntrySheet> Sheet(IDbContextFactory<TrackerDbContext> storing)
    {
        var sheet = database.Sheet(storing);
        sheet.Redraw = () => verifying.Add(sheet.Rows.Any(r => r.IsVerifying));
        await sheet.Open(Clerk);
        return sheet;
    }

    private static EntryRow Row(EntrySheet sheet) => sheet.Rows.First(r => r.IsOpen);

    private async Task<int> Figures()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return await db.Figures.CountAsync(None);
    }

    [Fact]
    public async Task A_figure_that_was_stored_though_its_answer_was_lost_is_looked_up_and_has_its_receipt()
    {
        using var sheet = await Sheet(database.ContextsWith(new LostAnswers(after: true)));
        var row = Row(sheet);
        row.Type("151.2");
        var operation = row.OperationId;

        await sheet.Send();

        Assert.Equal([true], verifying);
        Assert.Equal(Receipts.For(operation), Assert.Single(sheet.LastSent).Receipt);
        Assert.Equal((false, false, null, ""), (row.IsVerifying, row.IsDirty, row.Refusal, row.Text));
        Assert.Equal(1, await Figures());
    }

    [Fact]
    public async Task A_figure_that_was_not_stored_keeps_what_was_typed_and_goes_out_under_another_number()
    {
        var lost = new LostAnswers(after: false);
        using var sheet = await Sheet(database.ContextsWith(lost));
        var row = Row(sheet);
        row.Type("151.2");
        var operation = row.OperationId;

        await sheet.Send();

        Assert.Empty(sheet.LastSent);
        Assert.Contains("没有保存", row.Refusal, StringComparison.Ordinal);
        Assert.Equal(("151.2", true, false, 0), (row.Text, row.IsDirty, row.IsSending, await Figures()));
        Assert.NotEqual(operation, row.OperationId);

        lost.Stop();
        await sheet.Send();

        Assert.Single(sheet.LastSent);
        Assert.Equal(1, await Figures());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_decision_whose_answer_was_lost_is_told_as_it_stands(bool stored)
    {
        using var sheet = await Sheet(database.Contexts);
        Row(sheet).Type("151.2");
        await sheet.Send();
        var lost = new LostAnswers(stored);
        using var desk = database.Desk(database.ContextsWith(lost));
        desk.Redraw = () => verifying.Add(desk.IsVerifying);
        await desk.Open(Reviewer);

        await desk.Decide(desk.Current!, ReviewOutcome.Accepted);

        Assert.Equal([true], verifying);
        Assert.Equal((stored ? 1 : 0, stored ? 0 : 1, false), (desk.Done.Count, desk.Rows.Count, desk.IsVerifying));
        Assert.Equal(stored, desk.Refusal is null);

        lost.Stop();
        if (!stored)
        {
            await desk.Decide(desk.Current!, ReviewOutcome.Accepted);
        }

        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.Equal(1, await db.Reviews.CountAsync(None));
    }

    /// <summary>Every COMMIT ends in an exception: after it took place, or instead of it.</summary>
    private sealed class LostAnswers(bool after) : DbTransactionInterceptor
    {
        private bool stopped;

        public void Stop() => stopped = true;

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            stopped || after ? ValueTask.FromResult(result) : throw new TimeoutException("The connection was lost.");

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
            stopped || !after ? Task.CompletedTask : throw new TimeoutException("The answer was lost.");
    }
}
