using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Features.Reviewing;
using BazhongTracker.Web.Shared.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class ReportAndReviewTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly Actor Clerk = new("clerk", "李晓梅", "agriculture", [RoleNames.Clerk]);
    private static readonly Actor Reviewer = new("reviewer", "何建国", "statistics", [RoleNames.Reviewer]);
    private static readonly Quarter Open = new(2026, 3);
    private static readonly CancellationToken None = CancellationToken.None;

    private SubmitFigure Submit => new(database.Contexts, database.Clock, new LiveChanges(NullLogger<LiveChanges>.Instance), Permissions.Shipped());

    private ReviewFigure Review => new(database.Contexts, database.Clock, new LiveChanges(NullLogger<LiveChanges>.Instance), Permissions.Shipped());

    // One database for the class keeps the run short; each test starts from one target without figures.
    public async ValueTask InitializeAsync()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        await db.Reviews.ExecuteDeleteAsync(None);
        await db.Figures.ExecuteDeleteAsync(None);
        if (!await db.Targets.AnyAsync(None))
        {
            await database.GrainOutput();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Operation() => Guid.NewGuid().ToString();

    private static FigureForm Form(string operation, string text = "151.2") => new(operation, "08-02", Open, text, null, null);

    private static async Task<Exception?> Outcome(Task deed) => await Record.ExceptionAsync(() => deed);

    private async Task<ReportedFigure> TheFigure()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return await db.Figures.SingleAsync(None);
    }

    private ReviewForm Accept(ReportedFigure figure, string? operation = null) =>
        new(operation ?? Operation(), figure.Id, figure.Version, ReviewOutcome.Accepted, null);

    [Fact]
    public async Task A_report_is_stored_with_its_receipt_and_an_audit_row()
    {
        var operation = Operation();

        var receipt = await Submit.Run(Form(operation), Clerk, None);

        var figure = await TheFigure();
        Assert.Equal(receipt, figure.Receipt);
        Assert.Equal(151.2m, figure.Value);
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var audit = await db.Audit.SingleAsync(a => a.OperationId == operation, None);
        Assert.Equal(("clerk", "agriculture", "clerk", "report", "151.2万吨"), (audit.UserName, audit.DepartmentCode, audit.Roles, audit.Action, audit.NewValue));
    }

    [Fact]
    public async Task The_same_submit_twice_gives_one_row_and_the_same_receipt()
    {
        var operation = Operation();

        var first = await Submit.Run(Form(operation), Clerk, None);
        var second = await Submit.Run(Form(operation), Clerk, None);

        Assert.Equal(first, second);
        await TheFigure();
    }

    [Fact]
    public async Task The_same_submit_many_times_at_once_gives_one_row_and_one_receipt()
    {
        var operation = Operation();

        var receipts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Submit.Run(Form(operation), Clerk, None))));

        Assert.Single(receipts.Distinct());
        await TheFigure();
    }

    [Fact]
    public async Task An_operation_with_another_figure_in_it_is_refused()
    {
        var operation = Operation();
        await Submit.Run(Form(operation), Clerk, None);

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => Submit.Run(Form(operation, "152"), Clerk, None));

        Assert.Equal("report.operation_reused", refusal.Code);
        Assert.Equal(151.2m, (await TheFigure()).Value);
    }

    [Fact]
    public async Task Two_clerks_at_once_leave_one_figure_and_one_clear_refusal()
    {
        var colleague = Clerk with { UserName = "colleague" };
        var attempts = new[] { Clerk, colleague }.Select(actor => Task.Run(() => Outcome(Submit.Run(Form(Operation()), actor, None))));

        var outcomes = await Task.WhenAll(attempts);

        var refusal = Assert.IsType<RuleViolation>(Assert.Single(outcomes, e => e is not null));
        Assert.Equal("report.awaiting_review", refusal.Code);
        await TheFigure();
    }

    [Fact]
    public async Task A_clerk_of_another_department_is_refused_and_nothing_is_stored()
    {
        var stranger = Clerk with { DepartmentCode = "tourism" };
        var operation = Operation();

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => Submit.Run(Form(operation), stranger, None));

        Assert.Equal("target.unknown", refusal.Code);
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.False(await db.Figures.AnyAsync(None));
        Assert.False(await db.Audit.AnyAsync(a => a.OperationId == operation, None));
    }

    [Theory]
    [InlineData("NaN", "figure.not_a_number")]
    [InlineData("1e400", "figure.not_a_number")]
    [InlineData("-3", "report.negative")]
    [InlineData("151万头", "figure.wrong_unit")]
    [InlineData("", "figure.empty")]
    public async Task A_bad_number_is_refused_with_its_reason(string text, string code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<RuleViolation>(() => Submit.Run(Form(Operation(), text), Clerk, None))).Code);

    [Fact]
    public async Task An_accepted_figure_is_published_today_with_its_review_and_audit_row()
    {
        await Submit.Run(Form(Operation()), Clerk, None);
        var operation = Operation();

        await Review.Run(Accept(await TheFigure(), operation), Reviewer, None);

        var figure = await TheFigure();
        Assert.Equal((FigureState.Accepted, new DateOnly(2026, 11, 24)), (figure.State, figure.Published));
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.Equal(figure.Id, (await db.Reviews.SingleAsync(None)).FigureId);
        var audit = await db.Audit.SingleAsync(a => a.OperationId == operation, None);
        Assert.Equal(("AwaitingReview", "Accepted"), (audit.OldValue, audit.NewValue));
    }

    [Fact]
    public async Task The_same_acceptance_twice_gives_one_review_and_the_same_receipt()
    {
        await Submit.Run(Form(Operation()), Clerk, None);
        var form = Accept(await TheFigure());

        Assert.Equal(await Review.Run(form, Reviewer, None), await Review.Run(form, Reviewer, None));
    }

    [Fact]
    public async Task The_same_acceptance_many_times_at_once_gives_one_review_and_one_receipt()
    {
        await Submit.Run(Form(Operation()), Clerk, None);
        var form = Accept(await TheFigure());

        var receipts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Review.Run(form, Reviewer, None))));

        Assert.Single(receipts.Distinct());
    }

    [Fact]
    public async Task Of_two_reviewers_at_once_one_decides_and_the_other_is_told()
    {
        await Submit.Run(Form(Operation()), Clerk, None);
        var figure = await TheFigure();
        var forms = new[] { Accept(figure), new ReviewForm(Operation(), figure.Id, figure.Version, ReviewOutcome.Returned, "请核对") };

        var outcomes = await Task.WhenAll(forms.Select(form => Task.Run(() => Outcome(Review.Run(form, Reviewer, None)))));

        var refusal = Assert.IsType<RuleViolation>(Assert.Single(outcomes, e => e is not null));
        Assert.Contains(refusal.Code, new[] { "review.changed_meanwhile", "review.already_decided" });
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.Single(await db.Reviews.ToListAsync(None));
    }

    [Fact]
    public async Task A_returned_figure_can_be_reported_again()
    {
        await Submit.Run(Form(Operation()), Clerk, None);
        var first = await TheFigure();
        await Review.Run(new ReviewForm(Operation(), first.Id, first.Version, ReviewOutcome.Returned, "请核对"), Reviewer, None);

        await Submit.Run(Form(Operation(), "150.9"), Clerk, None);

        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.Equal(2, await db.Figures.CountAsync(None));
    }

    [Theory]
    [InlineData("UPDATE \"Audit\" SET \"Action\" = 'x'")]
    [InlineData("DELETE FROM \"Audit\"")]
    public async Task Audit_rows_cannot_be_changed(string sql)
    {
        await Submit.Run(Form(Operation()), Clerk, None);
        await using var db = await database.Contexts.CreateDbContextAsync(None);

        var refusal = await Outcome(db.Database.ExecuteSqlRawAsync(sql, None));

        Assert.Contains("audit rows cannot be changed", refusal?.Message, StringComparison.Ordinal);
    }
}
