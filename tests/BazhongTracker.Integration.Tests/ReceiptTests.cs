using BazhongTracker.Domain;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.LookingUp;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Features.Reviewing;
using BazhongTracker.Web.Proof;
using BazhongTracker.Web.Shared.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>What a receipt stands for, and what happens when the row behind it is changed behind the program's back.</summary>
public sealed class ReceiptTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Clerk = new("clerk", "李晓梅", "agriculture", [RoleNames.Clerk]);
    private static readonly Actor Stranger = new("stranger", "何秀英", "tourism", [RoleNames.Clerk]);
    private static readonly Actor Reviewer = new("reviewer", "何建国", "statistics", [RoleNames.Reviewer]);
    private readonly TestDatabase database = new();

    private ReceiptQuery Query => new(database.Contexts, database.Clock, Permissions.Shipped());

    private ReviewFigure Review => new(database.Contexts, database.Clock, new LiveChanges(), Permissions.Shipped());

    private async Task<int> Differences()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return await new CheckReceipts(database.Clock, NullLogger<CheckReceipts>.Instance).Run(db, None);
    }

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await database.GrainOutput();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task<ReportedFigure> Reported()
    {
        var form = new FigureForm(Guid.NewGuid().ToString(), "08-02", ReportingPeriod.OpenOn(database.Clock.Today()).Quarter, "151.20", null, "含再生稻");
        await new SubmitFigure(database.Contexts, database.Clock, new LiveChanges(), Permissions.Shipped()).Run(form, Clerk, None);
        return await Stored();
    }

    private async Task<ReportedFigure> Stored()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return await db.Figures.AsNoTracking().SingleAsync(None);
    }

    private Task<string> Decide(ReportedFigure seen, ReviewOutcome outcome) =>
        Review.Run(new ReviewForm(Guid.NewGuid().ToString(), seen.Id, seen.Version, outcome, "请核对", FigureHash.Of(seen)), Reviewer, None);

    private async Task ChangeBehindTheBack()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        await db.Figures.ExecuteUpdateAsync(set => set.SetProperty(f => f.Value, 251.2m), None);
    }

    [Fact]
    public async Task A_receipt_is_found_however_it_is_typed_and_says_that_nothing_was_altered()
    {
        var figure = await Reported();

        foreach (var typed in new[] { figure.Receipt, figure.Receipt.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal), $" {figure.Receipt.Replace('-', ' ')} " })
        {
            var found = await Query.Run(typed, Clerk, None);
            Assert.Equal((figure.Id, true), (found!.Stored!.Figure.Id, found.Stored.MayReadNames));
            Assert.Equal(found.Operation.RowHash, found.Stored.HashNow);
        }
    }

    [Theory]
    [InlineData(ReviewOutcome.Accepted)]
    [InlineData(ReviewOutcome.Returned)]
    public async Task The_receipts_of_the_report_and_of_the_decision_both_hold_afterwards(ReviewOutcome outcome)
    {
        var figure = await Reported();
        var decision = await Decide(figure, outcome);

        foreach (var receipt in new[] { figure.Receipt, decision })
        {
            var found = await Query.Run(receipt, Clerk, None);
            Assert.NotNull(found!.Operation.RowHash);
            Assert.Equal(found.Operation.RowHash, found.Stored!.HashNow);
        }

        Assert.Equal(0, await Differences());
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("2222-2222-2222")]
    [InlineData("0000-0000-0000")]
    [InlineData("2222-2222-222\u0000")]
    [InlineData("2222-2222-222\uD800")]
    public async Task What_does_not_exist_is_not_found(string typed) => Assert.Null(await Query.Run(typed, Clerk, None));

    [Fact]
    public async Task What_waits_is_not_found_by_another_department_and_what_is_accepted_is_without_names()
    {
        var figure = await Reported();
        Assert.Null(await Query.Run(figure.Receipt, Stranger, None));

        await Decide(figure, ReviewOutcome.Accepted);

        Assert.False((await Query.Run(figure.Receipt, Stranger, None))!.Stored!.MayReadNames);
    }

    [Fact]
    public async Task A_used_up_number_says_to_its_own_person_alone_that_nothing_was_saved()
    {
        var operation = Guid.NewGuid().ToString();
        await new Outcomes(database.Contexts, database.Clock).Settle(operation, Clerk, None);

        Assert.Null((await Query.Run(Receipts.For(operation), Clerk, None))!.Stored);
        Assert.Null(await Query.Run(Receipts.For(operation), Stranger, None));
    }

    [Fact]
    public async Task A_row_changed_after_the_reviewer_saw_it_is_not_decided_though_its_version_is_the_same()
    {
        var seen = await Reported();
        await ChangeBehindTheBack();

        foreach (var outcome in new[] { ReviewOutcome.Accepted, ReviewOutcome.Returned })
        {
            Assert.Equal("review.row_differs", (await Assert.ThrowsAsync<RuleViolation>(() => Decide(seen, outcome))).Code);
        }

        Assert.Equal(FigureState.AwaitingReview, (await Stored()).State);
    }

    [Fact]
    public async Task A_row_that_is_not_what_was_reported_may_be_returned_but_not_accepted()
    {
        await Reported();
        await ChangeBehindTheBack();
        var seen = await Stored();

        Assert.Equal("review.row_altered", (await Assert.ThrowsAsync<RuleViolation>(() => Decide(seen, ReviewOutcome.Accepted))).Code);
        await Decide(seen, ReviewOutcome.Returned);

        Assert.Equal(FigureState.Returned, (await Stored()).State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_row_that_was_changed_or_taken_away_stands_in_the_audit_the_next_night(bool changed)
    {
        await Reported();
        Assert.Equal(0, await Differences());
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        if (changed)
        {
            await ChangeBehindTheBack();
        }
        else
        {
            await db.Figures.ExecuteDeleteAsync(None);
        }

        Assert.Equal(1, await Differences());

        var row = await db.Audit.AsNoTracking().SingleAsync(a => a.Action == CheckReceipts.Mismatch, None);
        Assert.NotNull(row.OldValue);
        Assert.Equal(changed, row.NewValue is not null);
    }
}
