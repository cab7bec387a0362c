using BazhongTracker.Data;
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

/// <summary>撤回 and 更正, from the form to the receipt.</summary>
public sealed class WithdrawAndReviseTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Clerk = new("clerk", "李晓梅", "agriculture", [RoleNames.Clerk]);
    private static readonly Actor Colleague = new("colleague", "何强", "agriculture", [RoleNames.Clerk]);
    private static readonly Actor Reviewer = new("reviewer", "何建国", "statistics", [RoleNames.Reviewer]);
    private static readonly Quarter Open = new(2026, 3);
    private static readonly Quarter Closed = new(2024, 4);
    private readonly TestDatabase database = new();

    private WithdrawFigure Withdraw => new(database.Contexts, database.Clock, new LiveChanges(), Permissions.Shipped());

    private ReviseFigure Revise => new(database.Contexts, database.Clock, new LiveChanges(), Permissions.Shipped());

    private ReviewFigure Review => new(database.Contexts, database.Clock, new LiveChanges(), Permissions.Shipped());

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await database.GrainOutput();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static string Operation() => Guid.NewGuid().ToString();

    private async Task<T> With<T>(Func<TrackerDbContext, Task<T>> read)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return await read(db);
    }

    private async Task<ReportedFigure> Reported(string text = "151.2", string? note = "含再生稻")
    {
        var operation = Operation();
        await new SubmitFigure(database.Contexts, database.Clock, new LiveChanges(), Permissions.Shipped()).Run(new FigureForm(operation, "08-02", Open, text, null, note), Clerk, None);
        return await With(db => db.Figures.AsNoTracking().SingleAsync(f => f.OperationId == operation, None));
    }

    private async Task<ReportedFigure> Decided(ReportedFigure figure, ReviewOutcome outcome = ReviewOutcome.Accepted)
    {
        await Review.Run(new ReviewForm(Operation(), figure.Id, figure.Version, outcome, "请核对", FigureHash.Of(figure)), Reviewer, None);
        return await With(db => db.Figures.AsNoTracking().SingleAsync(f => f.Id == figure.Id, None));
    }

    // A public figure of a year that closed long ago.
    private async Task<ReportedFigure> Published()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var target = await db.Targets.SingleAsync(None);
        var figure = ReportedFigure.Imported(
            target, new FigureEntry(Closed, FigureNature.Annual, 190.1m) { Unit = "万吨" }, FigureOrigin.Published, new DateOnly(2025, 3, 20), "统计公报", null, database.Clock.GetUtcNow().UtcDateTime, "published");
        db.Add(figure);
        await db.SaveChangesAsync(None);
        return figure;
    }

    private static RevisionForm Form(ReportedFigure inForce, string text = "152.6", string? reason = "统计局核实", string? operation = null) =>
        new(new FigureForm(operation ?? Operation(), "08-02", inForce.Period, text, null, reason), inForce.Version);

    private async Task<EntrySheet> Sheet(Actor who, AskedFigure? asked = null)
    {
        var sheet = database.Sheet();
        await sheet.Open(who, asked);
        return sheet;
    }

    [Fact]
    public async Task A_withdrawal_is_one_deed_with_a_receipt_an_audit_row_and_the_same_answer_twice()
    {
        var figure = await Reported();
        var form = new WithdrawalForm(Operation(), figure.Id, figure.Version);

        var receipts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Withdraw.Run(form, Colleague, None), None)));

        Assert.Equal([Receipts.For(form.OperationId)], receipts.Distinct());
        Assert.Equal(("AwaitingReview", "Withdrawn", "colleague"), await With(async db => await db.Audit.SingleAsync(a => a.Action == "withdraw", None) is var row ? (row.OldValue, row.NewValue, row.UserName) : default));
        Assert.Equal(FigureState.Withdrawn, (await With(db => db.Figures.SingleAsync(None))).State);
        var found = await new ReceiptQuery(database.Contexts, database.Clock, Permissions.Shipped()).Run(receipts[0], Clerk, None);
        Assert.Equal(("withdraw", found!.Operation.RowHash, "何强"), (found.Operation.Kind, found.Stored!.HashNow, found.Stored.WithdrawnBy));
        var report = await new ReceiptQuery(database.Contexts, database.Clock, Permissions.Shipped()).Run(figure.Receipt, Clerk, None);
        Assert.Equal(report!.Operation.RowHash, report.Stored!.HashNow);
        Assert.Equal(0, await With(db => new CheckReceipts(database.Clock, NullLogger<CheckReceipts>.Instance).Run(db, None)));
    }

    [Fact]
    public async Task After_a_withdrawal_the_row_is_open_with_what_was_reported_as_a_draft()
    {
        await Reported();
        using var sheet = await Sheet(Clerk);
        var row = Assert.Single(sheet.Rows);
        row.AskToWithdraw(true);

        await sheet.Withdraw(row);

        Assert.Equal((true, "151.2", "含再生稻", EntryState.Ready), (row.IsOpen, row.Text, row.Note, EntryCheck.Of(row).State));
        Assert.Equal("粮食产量", sheet.LastWithdrawn?.Name);
        row.Type("152");
        await sheet.Send();
        Assert.Equal([FigureState.Withdrawn, FigureState.AwaitingReview], await With(db => db.Figures.OrderBy(f => f.State == FigureState.AwaitingReview).Select(f => f.State).ToListAsync(None)));
        Assert.Empty(await With(db => db.Drafts.ToListAsync(None)));
    }

    [Theory]
    [InlineData(ReviewOutcome.Accepted)]
    [InlineData(ReviewOutcome.Returned)]
    public async Task Whoever_withdraws_after_the_decision_is_told_so_and_nothing_changes(ReviewOutcome outcome)
    {
        var figure = await Reported();
        var decided = await Decided(figure, outcome);

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => Withdraw.Run(new WithdrawalForm(Operation(), figure.Id, figure.Version), Clerk, None));

        Assert.Equal("withdraw.already_decided", refusal.Code);
        Assert.Equal(decided.Version, (await With(db => db.Figures.SingleAsync(None))).Version);
        Assert.False(await With(db => db.Audit.AnyAsync(a => a.Action == "withdraw", None)));
    }

    [Fact]
    public async Task A_reviewer_who_has_it_open_is_told_and_keeps_his_comment()
    {
        var figure = await Reported();
        using var desk = database.Desk();
        await desk.Open(Reviewer);
        desk.Comment = "与快报不一致";
        await Withdraw.Run(new WithdrawalForm(Operation(), figure.Id, figure.Version), Clerk, None);

        await desk.Decide(desk.Current!, ReviewOutcome.Returned);

        Assert.Equal((figure.Id, "与快报不一致"), (desk.Current?.Figure.Id, desk.Comment));
        Assert.Equal(new DecisionView(null, "", database.Clock.GetUtcNow().UtcDateTime), desk.Decided);
        Assert.Empty(desk.Rows);
        Assert.False(await With(db => db.Reviews.AnyAsync(None)));
    }

    [Fact]
    public async Task A_revision_waits_beside_the_accepted_figure_and_replaces_it_once_accepted()
    {
        var first = await Decided(await Reported());
        var form = Form(first);

        var receipt = await Revise.Run(form, Clerk, None);

        Assert.Equal(receipt, await Revise.Run(form, Clerk, None));
        var second = await With(db => db.Figures.AsNoTracking().SingleAsync(f => f.State == FigureState.AwaitingReview, None));
        Assert.Equal((1, 152.6m, "统计局核实"), (second.Revision, second.Value, second.Note));
        Assert.Equal(("151.2万吨", "152.6万吨"), await With(async db => await db.Audit.SingleAsync(a => a.Action == "revise", None) is var row ? (row.OldValue, row.NewValue) : default));
        Assert.Equal(151.2m, (await Row()).InForce!.Value);
        var waiting = Assert.Single(await new ReviewQueueQuery(database.Contexts, database.Clock, Permissions.Shipped()).Run(Reviewer, None));
        Assert.Equal((151.2m, 1.4m), (waiting.Revises!.Value, waiting.Difference));

        await Decided(second);

        Assert.Equal(152.6m, (await Row()).InForce!.Value);
        var found = await new ReceiptQuery(database.Contexts, database.Clock, Permissions.Shipped()).Run(receipt, Clerk, None);
        Assert.Equal(("revise", found!.Operation.RowHash), (found.Operation.Kind, found.Stored!.HashNow));
        Assert.Equal(0, await With(db => new CheckReceipts(database.Clock, NullLogger<CheckReceipts>.Instance).Run(db, None)));

        async Task<OwedFigure> Row() => Assert.Single(Assert.Single((await new MyFiguresQuery(database.Contexts, database.Clock, Permissions.Shipped()).Run(Clerk, None)).Groups).Figures);
    }

    [Fact]
    public async Task A_figure_of_a_closed_year_is_corrected_in_a_row_of_its_own()
    {
        await Published();
        using var sheet = await Sheet(Clerk, new AskedFigure("08-02", Closed));
        var row = sheet[OwedFigure.KeyOf("08-02", Closed)];
        Assert.Equal((true, true, "190.1", EntryState.Revising), (row.Owed.IsClosed, row.IsRevising, row.Text, EntryCheck.Of(row).State));
        Assert.Equal(1, sheet.Rows.Count(r => r.IsAsked));

        row.Type("190.4");
        Assert.Equal(EntryState.NeedsNote, EntryCheck.Of(row).State);
        row.Explain("第五次经济普查修订");
        Assert.True(await sheet.Keep());
        using var again = await Sheet(Clerk);
        Assert.Equal(("190.4", "第五次经济普查修订", true), again[row.Key] is var restored ? (restored.Text, restored.Note, restored.IsRevising) : default);
        await again.Send();

        var revision = await With(db => db.Figures.AsNoTracking().SingleAsync(f => f.State == FigureState.AwaitingReview, None));
        Assert.Equal((Closed.Index, 1, 190.4m), (revision.PeriodIndex, revision.Revision, revision.Value));
        Assert.True(again[row.Key].MayWithdraw);
    }

    [Fact]
    public async Task A_withdrawn_revision_is_a_draft_again_and_the_accepted_figure_stays()
    {
        var first = await Decided(await Reported());
        await Revise.Run(Form(first), Clerk, None);
        using var sheet = await Sheet(Clerk);
        var row = Assert.Single(sheet.Rows);

        await sheet.Withdraw(row);

        Assert.Equal((true, "152.6", "统计局核实", EntryState.Ready), (row.IsRevising, row.Text, row.Note, EntryCheck.Of(row).State));
        row.Undo();
        Assert.True(await sheet.Keep());
        Assert.Equal((EntryState.Accepted, true), (EntryCheck.Of(row).State, row.MayRevise));
        Assert.Empty(await With(db => db.Drafts.ToListAsync(None)));
    }

    [Fact]
    public async Task A_returned_revision_says_why_and_is_taken_up_again_under_the_same_number()
    {
        var first = await Decided(await Reported());
        await Revise.Run(Form(first), Clerk, None);
        var second = await With(db => db.Figures.AsNoTracking().SingleAsync(f => f.State == FigureState.AwaitingReview, None));
        await Decided(second, ReviewOutcome.Returned);
        using var sheet = await Sheet(Colleague);
        var row = Assert.Single(sheet.Rows);
        Assert.Equal(("请核对", EntryState.Accepted), (row.Owed.ReturnedRevision?.Review.Comment, EntryCheck.Of(row).State));

        row.Revise();
        row.Type("152.8");
        row.Explain("附核实文件");
        await sheet.Send();

        Assert.Equal([0, 1, 1], await With(db => db.Figures.OrderBy(f => f.Revision).Select(f => f.Revision).ToListAsync(None)));
    }

    [Fact]
    public async Task Whoever_saw_an_older_version_does_not_correct_the_newer_one()
    {
        var first = await Decided(await Reported());
        await Revise.Run(Form(first), Clerk, None);
        await Decided(await With(db => db.Figures.AsNoTracking().SingleAsync(f => f.State == FigureState.AwaitingReview, None)));

        Assert.Equal("revise.changed_meanwhile", (await Assert.ThrowsAsync<RuleViolation>(() => Revise.Run(Form(first, "149"), Colleague, None))).Code);
    }
}
