using BazhongTracker.Data;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Features.Reviewing;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Text;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>Two people at two screens, and things that happen while the database is still answering.</summary>
public sealed class TypedMeanwhileTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly Actor Clerk = new("clerk", "李晓梅", "agriculture", [RoleNames.Clerk]);
    private static readonly Actor Reviewer = new("reviewer", "何建国", "statistics", [RoleNames.Reviewer]);
    private static readonly CancellationToken None = CancellationToken.None;

    public async ValueTask InitializeAsync()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        await db.Reviews.ExecuteDeleteAsync(None);
        await db.Figures.ExecuteDeleteAsync(None);
        await db.Drafts.ExecuteDeleteAsync(None);
        if (!await db.Targets.AnyAsync(None))
        {
            await database.GrainOutput();
            var pigs = new Target
            {
                DecisionCode = Promises.Decision, Code = "08-04", Name = "生猪出栏", Quote = "出栏生猪350万头",
                Definition = new TargetVersion
                {
                    Kind = TargetKind.Reach, Measure = Measure.Flow, Frequency = Frequency.Quarterly,
                    Comparator = Comparator.AtLeast, Value = 350, Unit = "万头", Start = new DateOnly(2020, 12, 31),
                },
            };
            await db.AddPromise(pigs);
            await db.SaveChangesAsync(None);
            db.Add(new Assignment { TargetId = pigs.Id, DepartmentCode = "agriculture", ValidFrom = new DateOnly(2021, 7, 13) });
            await db.SaveChangesAsync(None);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<EntrySheet> Sheet(IDbContextFactory<TrackerDbContext> storing)
    {
        var sheet = database.Sheet(storing);
        await sheet.Open(Clerk);
        return sheet;
    }

    private async Task<ReviewDesk> Desk(IDbContextFactory<TrackerDbContext> storing)
    {
        var desk = database.Desk(storing);
        await desk.Open(Reviewer);
        return desk;
    }

    private async Task Report(params (string Code, string Text)[] figures)
    {
        var sheet = await Sheet(database.Contexts);
        foreach (var (code, text) in figures)
        {
            Row(sheet, code).Type(text);
        }

        await sheet.Send();
        Assert.Equal(figures.Length, sheet.LastSent.Count);
    }

    private static EntryRow Row(EntrySheet sheet, string code) => sheet.Rows.Single(r => r.Owed.Target.Code == code);

    private static ReviewRow Row(ReviewDesk desk, string code) => desk.Rows.Single(r => r.Target.Code == code);

    [Fact]
    public async Task What_is_typed_while_its_row_is_being_sent_stays_and_what_was_sent_is_stored()
    {
        var meanwhile = new Meanwhile(database.Contexts);
        var sheet = await Sheet(meanwhile);
        var row = Row(sheet, "08-02");
        row.Type("151.2");
        var shut = false;
        meanwhile.Do = () =>
        {
            shut = row.IsSending;
            row.Type("152.3");
            row.Explain("更正");
        };

        await sheet.Send();

        Assert.True(shut);
        Assert.Equal((151.2m, "152.3", "更正"), (row.Owed.Said!.Value!.Value, row.Text, row.Note));
        Assert.True(row is { IsDirty: true, IsLater: true, IsSending: false });
        Assert.Equal(EntryState.Wrong, EntryCheck.Of(row).State);
    }

    [Fact]
    public async Task A_row_changed_before_its_turn_is_not_sent_and_keeps_what_was_typed()
    {
        var meanwhile = new Meanwhile(database.Contexts);
        var sheet = await Sheet(meanwhile);
        Row(sheet, "08-02").Type("151.2");
        Row(sheet, "08-04").Type("300");
        meanwhile.Do = () => Row(sheet, "08-04").Type("30");

        await sheet.Send();

        Assert.Equal("08-02", Assert.Single(sheet.Rows, r => r.Owed.Said is not null).Owed.Target.Code);
        Assert.Equal(("30", false, true), (Row(sheet, "08-04").Text, Row(sheet, "08-04").IsSending, Row(sheet, "08-04").IsOpen));
    }

    [Fact]
    public async Task An_answer_lost_on_its_way_does_not_take_what_was_typed_since()
    {
        var sheet = await Sheet(database.Contexts);
        var row = Row(sheet, "08-02");
        row.Type("151.2");
        row.Post();
        await new SubmitFigure(database.Contexts, database.Clock, new LiveChanges(), Permissions.Shipped()).Run(new FigureForm(row.OperationId, "08-02", row.Owed.Period, "151.2", null, null), Clerk, None);
        row.Refuse("no answer");
        row.Type("152.3");

        await sheet.Refresh();

        Assert.Equal(("152.3", true), (row.Text, row.IsLater));
    }

    [Fact]
    public async Task A_comment_written_while_the_decision_is_stored_stays_beside_the_list()
    {
        await Report(("08-02", "151.2"));
        var meanwhile = new Meanwhile(database.Contexts);
        var desk = await Desk(meanwhile);
        desk.Comment = "属实";
        meanwhile.Do = () => desk.Comment = "属实，另请报说明";

        await desk.Decide(desk.Current!, ReviewOutcome.Accepted);

        Assert.Equal("属实，另请报说明", desk.Comment);
        Assert.Equal(("08-02", "何建国"), (desk.Current?.Target.Code, desk.Decided?.ReviewerName));
    }

    [Fact]
    public async Task The_figure_a_reviewer_turned_to_meanwhile_stays_beside_the_list()
    {
        await Report(("08-02", "151.2"), ("08-04", "300"));
        var meanwhile = new Meanwhile(database.Contexts);
        var desk = await Desk(meanwhile);
        desk.Look(Row(desk, "08-02"));
        var other = Row(desk, "08-04");
        meanwhile.Do = () => desk.Look(other);

        await desk.Decide(desk.Current!, ReviewOutcome.Accepted);

        Assert.Equal("08-04", desk.Current?.Target.Code);
        Assert.Null(desk.Decided);
    }

    [Fact]
    public async Task Of_several_accepted_together_the_refused_are_named_with_the_reason()
    {
        await Report(("08-02", "151.2"), ("08-04", "300"));
        var desk = await Desk(database.Contexts);
        foreach (var row in desk.Rows)
        {
            desk.Tick(row, true);
        }

        var grain = Row(desk, "08-02").Figure;
        await new ReviewFigure(database.Contexts, database.Clock, new LiveChanges(), Permissions.Shipped())
            .Run(new ReviewForm(Guid.NewGuid().ToString(), grain.Id, grain.Version, ReviewOutcome.Returned, "请核对"), Reviewer with { UserName = "other", DisplayName = "王静" }, None);

        desk.AskToAccept(desk.Rows);
        await desk.AcceptAsked();

        Assert.Equal("生猪出栏", Assert.Single(desk.Done).Name);
        var refused = Assert.Single(desk.Refused);
        Assert.Equal("粮食产量", refused.Name);
        Assert.NotEmpty(refused.Why);
    }

    [Fact]
    public async Task A_ticked_figure_that_is_not_shown_is_not_accepted()
    {
        await Report(("08-02", "151.2"), ("08-04", "300"));
        var desk = await Desk(database.Contexts);
        foreach (var row in desk.Rows)
        {
            desk.Tick(row, true);
        }

        desk.AskToAccept([Row(desk, "08-04")]);
        await desk.AcceptAsked();

        Assert.Equal("08-02", Assert.Single(desk.Rows).Target.Code);
        Assert.True(desk.IsTicked(desk.Rows[0]));
    }

    /// <summary>The next time a context is asked for, something else happens first.</summary>
    private sealed class Meanwhile(IDbContextFactory<TrackerDbContext> contexts) : IDbContextFactory<TrackerDbContext>
    {
        public Action? Do { get; set; }

        public TrackerDbContext CreateDbContext()
        {
            var now = Do;
            Do = null;
            now?.Invoke();
            return contexts.CreateDbContext();
        }
    }
}
