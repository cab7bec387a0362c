using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Proof;
using BazhongTracker.Web.Shared.Live;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>The answer of the database does not come; what was stored is told all the same.</summary>
public sealed class OutcomeTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Clerk = new("clerk", "李晓梅", "agriculture", [RoleNames.Clerk]);
    private readonly TestDatabase database = new();
    private readonly string operation = Guid.NewGuid().ToString();

    private Outcomes Outcomes => new(database.Contexts, database.Clock);

    private SubmitFigure Submit => new(database.Contexts, database.Clock, new LiveChanges(), Permissions.Shipped());

    private FigureForm Form => new(operation, "08-02", new Quarter(2026, 3), "151.2", null, null);

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await database.GrainOutput();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task<int> Figures()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return await db.Figures.CountAsync(None);
    }

    [Fact]
    public async Task A_deed_whose_answer_was_lost_after_it_was_stored_has_its_receipt()
    {
        var isVerifying = false;

        var receipt = await Outcomes.Carry(operation, Clerk, async token => { await Submit.Run(Form, Clerk, token); throw new TimeoutException(); }, () => isVerifying = true, None);

        Assert.Equal((Receipts.For(operation), true, 1), (receipt, isVerifying, await Figures()));
    }

    [Fact]
    public async Task A_deed_that_was_not_stored_is_told_so_and_can_no_longer_be_stored_under_its_number()
    {
        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => Outcomes.Carry(operation, Clerk, _ => throw new TimeoutException(), () => { }, None));
        Assert.Equal("operation.not_stored", refusal.Code);

        var late = await Assert.ThrowsAsync<RuleViolation>(() => Submit.Run(Form, Clerk, None));

        Assert.Equal(("operation.not_stored", 0), (late.Code, await Figures()));
        Assert.NotEmpty(await Submit.Run(Form with { OperationId = Guid.NewGuid().ToString() }, Clerk, None));
    }

    [Fact]
    public async Task A_deed_still_under_way_is_waited_for_before_anything_is_said()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        await using var transaction = await db.Database.BeginTransactionAsync(None);
        db.Add(Domain.Proof.Operation.Of(operation, "report", Clerk, database.Clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(None);

        var settled = Task.Run(() => Outcomes.Settle(operation, Clerk, None), None);
        await transaction.CommitAsync(None);

        Assert.Equal(Receipts.For(operation), await settled);
    }

    [Fact]
    public async Task Silence_is_ended_after_eight_seconds_and_looked_up()
    {
        var never = new TaskCompletionSource<string>();
        var (stored, verifying) = (new TaskCompletionSource(), new TaskCompletionSource());

        var carried = Outcomes.Carry(operation, Clerk, async token => { await Submit.Run(Form, Clerk, token); stored.SetResult(); return await never.Task; }, verifying.SetResult, None);
        await stored.Task;
        while (!verifying.Task.IsCompleted)
        {
            database.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(Receipts.For(operation), await carried);
    }

    [Fact]
    public async Task A_refusal_is_an_answer_and_nothing_is_looked_up()
    {
        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => Outcomes.Carry(operation, Clerk, token => Submit.Run(Form with { Text = "十二" }, Clerk, token), () => Assert.Fail("looked up"), None));

        Assert.NotEqual("operation.not_stored", refusal.Code);
    }
}
