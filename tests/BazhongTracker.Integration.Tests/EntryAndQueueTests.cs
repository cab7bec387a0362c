using BazhongTracker.Domain;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Features.Reviewing;
using BazhongTracker.Web.Shared.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class EntryAndQueueTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly Actor Clerk = new("clerk", "李晓梅", "agriculture", [RoleNames.Clerk]);
    private static readonly Actor Reviewer = new("reviewer", "何建国", "statistics", [RoleNames.Reviewer]);
    private static readonly Quarter Open = new(2026, 3);
    private static readonly Quarter LateYear = new(2025, 4);
    private static readonly CancellationToken None = CancellationToken.None;

    private MyFiguresQuery Form => new(database.Contexts, database.Clock, Permissions.Shipped());

    private ReviewQueueQuery Queue => new(database.Contexts, database.Clock, Permissions.Shipped());

    private SubmitFigure Submit => new(database.Contexts, database.Clock, new LiveChanges(NullLogger<LiveChanges>.Instance), Permissions.Shipped());

    private ReviewFigure Review => new(database.Contexts, database.Clock, new LiveChanges(NullLogger<LiveChanges>.Instance), Permissions.Shipped());

    public async ValueTask InitializeAsync()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        await db.Reviews.ExecuteDeleteAsync(None);
        await db.Figures.ExecuteDeleteAsync(None);
        await db.Reopenings.ExecuteDeleteAsync(None);
        await db.Assessments.ExecuteDeleteAsync(None);
        if (!await db.Targets.AnyAsync(None))
        {
            await database.GrainOutput();
            await Lead("06-08", "旅游收入", "tourism", TargetKind.Reach, isParent: false);
            await Lead("08-90", "加快农业现代化", "agriculture", TargetKind.Qualitative, isParent: false);
            await Lead("08-91", "农业各项", "agriculture", TargetKind.Composite, isParent: true);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Operation() => Guid.NewGuid().ToString();

    private async Task Lead(string code, string name, string department, TargetKind kind, bool isParent)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var target = new Target
        {
            DecisionCode = Promises.Decision, Code = code, Name = name, Quote = name, IsParent = isParent,
            Definition = new TargetVersion
            {
                Kind = kind, Measure = Measure.Flow, Comparator = Comparator.Above, Value = 700, Unit = "亿元",
                Start = new DateOnly(2020, 12, 31),
            },
        };
        await db.AddPromise(target);
        await db.SaveChangesAsync(None);
        db.Add(new Assignment { TargetId = target.Id, DepartmentCode = department, ValidFrom = new DateOnly(2021, 7, 13) });
        await db.SaveChangesAsync(None);
    }

    private async Task Reopen(DateOnly until)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var grain = await db.Targets.SingleAsync(t => t.Code == "08-02", None);
        db.Add(new Reopening { TargetId = grain.Id, PeriodIndex = LateYear.Index, Until = until, Reason = "终期数未报", OpenedBy = "supervision" });
        await db.SaveChangesAsync(None);
    }

    private Task<string> Report(Quarter period, string text, string? note = null) => Submit.Run(new FigureForm(Operation(), "08-02", period, text, null, note), Clerk, None);

    private async Task<OwedFigure> Row(Quarter period) =>
        (await Form.Run(Clerk, None)).Groups.Single(g => g.Period == period).Figures.Single();

    [Fact]
    public async Task A_clerk_sees_only_what_the_own_department_leads_and_what_has_a_measure()
    {
        var view = await Form.Run(Clerk, None);

        Assert.Equal(("市农业农村局", Open), (view.Department, view.Open.Quarter));
        Assert.Equal("08-02", Assert.Single(Assert.Single(view.Groups).Figures).Target.Code);
    }

    [Fact]
    public async Task Who_is_no_clerk_gets_no_form() =>
        Assert.Equal("access.denied", (await Assert.ThrowsAsync<RuleViolation>(() => Form.Run(Reviewer, None))).Code);

    [Fact]
    public async Task Only_the_own_departments_targets_are_asked_for()
    {
        Assert.True(await Form.Asks("08-02", Clerk, None));
        Assert.False(await Form.Asks("06-08", Clerk, None));
        Assert.False(await Form.Asks("99-99", Clerk, None));
    }

    [Fact]
    public async Task A_reopened_period_stands_before_the_open_one_until_its_day()
    {
        await Reopen(new DateOnly(2026, 11, 24));

        Assert.Equal([LateYear, Open], (await Form.Run(Clerk, None)).Groups.Select(g => g.Period));
        Assert.Equal(FigureNature.Annual, (await Row(LateYear)).Nature);
    }

    [Fact]
    public async Task A_reopening_that_is_over_is_not_shown()
    {
        await Reopen(new DateOnly(2026, 11, 23));

        Assert.Equal([Open], (await Form.Run(Clerk, None)).Groups.Select(g => g.Period));
    }

    [Fact]
    public async Task A_returned_figure_shows_the_reason_and_can_be_reported_again()
    {
        await Report(Open, "151.2");
        var said = (await Row(Open)).Said!;
        await Review.Run(new ReviewForm(Operation(), said.Id, said.Version, ReviewOutcome.Returned, "差1.2万吨"), Reviewer, None);

        var row = new EntryRow(await Row(Open));
        Assert.Equal(("差1.2万吨", "151.2", EntryState.Returned), (row.Owed.Review?.Comment, row.Text, EntryCheck.Of(row).State));

        row.Type("150");
        Assert.Equal(EntryState.Ready, EntryCheck.Of(row).State);
        await Report(Open, row.Text);
        Assert.Equal((FigureState.AwaitingReview, 150m), ((await Row(Open)).Said!.State, (await Row(Open)).Said!.Value!.Value));
    }

    [Fact]
    public async Task A_figure_a_colleague_reported_meanwhile_leaves_what_was_typed()
    {
        var row = new EntryRow(await Row(Open));
        row.Type("151.2");
        var operation = row.OperationId;
        await Report(Open, "150");

        row.See(await Row(Open));

        Assert.Equal(("151.2", operation, EntryState.Wrong), (row.Text, row.OperationId, EntryCheck.Of(row).State));
    }

    [Theory]
    [InlineData("1512000吨", "151.2")]
    [InlineData("15120百吨", "151.2")]
    public async Task A_unit_that_converts_safely_is_offered_and_not_taken(string typed, string proposed)
    {
        var row = new EntryRow(await Row(Open));
        row.Type(typed);

        var check = EntryCheck.Of(row);

        Assert.Equal(EntryState.Wrong, check.State);
        Assert.Equal(proposed, EntryRow.Plain(Assert.Single(check.Findings).Proposed));
    }

    [Fact]
    public async Task An_emptied_input_is_no_zero()
    {
        var row = new EntryRow(await Row(Open));
        row.Type("0");
        Assert.Equal((EntryState.Ready, 0m), (EntryCheck.Of(row).State, EntryCheck.Of(row).Value!.Value));

        row.Type("");
        Assert.Equal(EntryState.Empty, EntryCheck.Of(row).State);
        Assert.Equal("figure.empty", Assert.Single(EntryCheck.Of(row).Findings).Rule?.Code);
    }

    [Fact]
    public async Task What_is_owed_is_the_sum_of_what_is_handed_in_and_what_is_open()
    {
        await Reopen(new DateOnly(2026, 12, 31));
        var sheet = database.Sheet();
        await sheet.Open(Clerk, null);
        var (asked, handedIn, open) = sheet.Owed();
        Assert.Equal((2, 0, 2), (asked, handedIn, open));

        sheet.Rows.First(r => r.Owed.Period == Open).Type("150");
        await sheet.Send();

        Assert.Equal((2, 1, 1), sheet.Owed());
        Assert.Equal(0, sheet.HandedInBesides());
    }

    [Fact]
    public async Task A_pasted_column_fills_downwards_and_says_what_did_not_fit()
    {
        await Reopen(new DateOnly(2026, 12, 31));
        var rows = (await Form.Run(Clerk, None)).Groups.SelectMany(g => g.Figures).Select(f => new EntryRow(f)).ToList();

        var outcome = PasteColumn.Fill(rows, "196.9\r\n缺\r\n7\r\n");

        Assert.Equal((3, 1, "196.9", ""), (outcome.Lines, outcome.Filled, rows[0].Text, rows[1].Text));
        Assert.Equal([(2, Misfit.NotANumber), (3, Misfit.NoRowLeft)], outcome.Misfits.Select(m => (m.Line, m.Why)));
        Assert.Equal(
            (PasteRefusal.Columns, 2), (PasteColumn.Fill(rows, "a\t1\nb\t2").Refusal, PasteColumn.Fill(rows, "a\t1\nb\t2").Columns));
    }

    [Fact]
    public async Task The_queue_shows_the_verdict_an_acceptance_would_give_and_writes_nothing()
    {
        await Reopen(new DateOnly(2026, 12, 31));
        await Report(LateYear, "196.9", "全年数");

        var row = Assert.Single(await Queue.Run(Reviewer, None));

        Assert.Equal(("08-02", false, "全年数"), (row.Target.Code, row.IsOwn, row.Figure.Note));
        var expected = row.Target.Assess([row.Figure.IfAccepted(new DateOnly(2026, 11, 24))], new DateOnly(2026, 11, 24));
        Assert.Equal(expected.Status, row.After.Status);
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.Equal(FigureState.AwaitingReview, (await db.Figures.AsNoTracking().SingleAsync(None)).State);
        Assert.False(await db.Assessments.AnyAsync(None));
        Assert.False(await db.Reviews.AnyAsync(None));
    }

    [Fact]
    public async Task The_own_figure_is_shown_but_marked_and_never_ticked()
    {
        await Report(Open, "151.2");
        var both = Clerk with { Roles = [RoleNames.Clerk, RoleNames.Reviewer] };

        var row = Assert.Single(await Queue.Run(both, None));

        Assert.True(row.IsOwn);
        Assert.False(ReviewDesk.MayTick(row));
        Assert.True(ReviewDesk.MayTick(Assert.Single(await Queue.Run(Reviewer, None))));
    }

    [Fact]
    public async Task Who_is_no_reviewer_gets_no_queue() =>
        Assert.Equal("access.denied", (await Assert.ThrowsAsync<RuleViolation>(() => Queue.Run(Clerk, None))).Code);

    [Fact]
    public async Task The_decision_of_a_colleague_is_named()
    {
        await Report(Open, "151.2");
        var said = (await Row(Open)).Said!;
        Assert.Null(await Queue.DecisionOn(said.Id, Reviewer, None));

        await Review.Run(new ReviewForm(Operation(), said.Id, said.Version, ReviewOutcome.Returned, "请核对"), Reviewer, None);

        Assert.Equal(((ReviewOutcome?)ReviewOutcome.Returned, "何建国"), ((await Queue.DecisionOn(said.Id, Reviewer, None))!.Outcome, (await Queue.DecisionOn(said.Id, Reviewer, None))!.ReviewerName));
    }
}
