using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Shared.Live;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>What is stored of the form while it is being filled.</summary>
public sealed class DraftTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly Actor Clerk = new("clerk", "李晓梅", "agriculture", [RoleNames.Clerk]);
    private static readonly Actor Colleague = new("colleague", "何强", "agriculture", [RoleNames.Clerk]);
    private static readonly Actor Reviewer = new("reviewer", "何建国", "agriculture", [RoleNames.Reviewer]);
    private static readonly Quarter Open = new(2026, 3);
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DraftCells Typed = new("15l,2", null, "待核");

    private DraftsQuery Query => new(database.Contexts, database.Clock, Permissions.Shipped());

    private SaveDrafts Save => new(database.Contexts, database.Clock, Permissions.Shipped());

    public async ValueTask InitializeAsync()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        await db.Figures.ExecuteDeleteAsync(None);
        await db.Drafts.ExecuteDeleteAsync(None);
        await db.Reopenings.ExecuteDeleteAsync(None);
        if (!await db.Targets.AnyAsync(None))
        {
            await database.GrainOutput();
            var foreign = new Target
            {
                DecisionCode = Promises.Decision, Code = "06-08", Name = "旅游收入", Quote = "旅游收入",
                Definition = new TargetVersion
                {
                    Kind = TargetKind.Reach, Measure = Measure.Flow, Frequency = Frequency.Quarterly,
                    Comparator = Comparator.Above, Value = 700, Unit = "亿元", Start = new DateOnly(2020, 12, 31),
                },
            };
            await db.AddPromise(foreign);
            await db.SaveChangesAsync(None);
            db.Add(new Assignment { TargetId = foreign.Id, DepartmentCode = "tourism", ValidFrom = new DateOnly(2021, 7, 13) });
            await db.SaveChangesAsync(None);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<DraftOutcome> Keep(DraftCells cells, DraftCells? seen = null, Actor? who = null, string code = "08-02", Quarter? period = null) =>
        Assert.Single(await Save.Run([new DraftForm(code, period ?? Open, cells, seen ?? DraftCells.Nothing)], who ?? Clerk, None));

    private async Task<DraftCells?> Kept(Actor? who = null) => (await Query.Run(who ?? Clerk, None)).SingleOrDefault()?.Draft.Cells;

    private async Task<int> Rows()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return await db.Drafts.CountAsync(None);
    }

    private Task<string> Report(Actor who, string text) =>
        new SubmitFigure(database.Contexts, database.Clock, new LiveChanges(), Permissions.Shipped()).Run(new FigureForm(Guid.NewGuid().ToString(), "08-02", Open, text, null, null), who, None);

    [Fact]
    public async Task What_was_typed_comes_back_as_it_was_typed_with_the_time()
    {
        await Keep(Typed with { Note = "𠮷、𬭎 <b>&\t" });

        var kept = Assert.Single(await Query.Run(Clerk, None));

        Assert.Equal(("08-02", Open, Typed with { Note = "𠮷、𬭎 <b>&\t" }), (kept.Target.Code, kept.Draft.Period, kept.Draft.Cells));
        Assert.Equal(database.Clock.GetUtcNow().UtcDateTime, kept.Draft.SavedAtUtc);
    }

    [Fact]
    public async Task A_person_has_one_draft_a_target_and_period_and_each_save_is_another_version()
    {
        var first = await Keep(Typed);
        var second = await Keep(Typed with { Text = "151" }, Typed);

        Assert.Equal(1, await Rows());
        Assert.NotEqual(first.Stored!.Version, second.Stored!.Version);
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var target = await db.Targets.AsNoTracking().SingleAsync(t => t.Id == first.Stored.TargetId, None);
        db.Add(Draft.Of(Clerk, target, Open, Typed, first.Stored.SavedAtUtc));
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(None));
    }

    [Fact]
    public async Task Nobody_else_reads_it_not_even_a_colleague_of_the_department()
    {
        await Keep(Typed);

        Assert.Null(await Kept(Colleague));
        Assert.Equal("access.denied", (await Assert.ThrowsAsync<RuleViolation>(() => Query.Run(Reviewer with { UserName = "clerk" }, None))).Code);
        await Keep(Typed with { Text = "9" }, who: Colleague);
        Assert.Equal((Typed, "9"), (await Kept(), (await Kept(Colleague))!.Text));
    }

    [Fact]
    public async Task Who_is_no_clerk_writes_none_and_the_attempt_is_in_the_audit()
    {
        await Assert.ThrowsAsync<RuleViolation>(() => Keep(Typed, who: Reviewer));

        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.True(await db.Audit.AnyAsync(a => a.UserName == "reviewer" && a.Action == "authz.denied" && a.Subject == "draft.write 08-02", None));
        Assert.Equal(0, await Rows());
    }

    [Fact]
    public async Task A_refused_row_keeps_no_other_from_being_stored()
    {
        var outcomes = await Save.Run(
        [
            new DraftForm("06-08", Open, Typed, DraftCells.Nothing), new DraftForm("99-99", Open, Typed, DraftCells.Nothing), new DraftForm("08-02", new Quarter(2024, 1), Typed, DraftCells.Nothing),
            new DraftForm("08-02", Open, Typed, DraftCells.Nothing),
        ], Clerk, None);

        Assert.Equal(["target.unknown", "target.unknown", "report.period_closed", null], outcomes.Select(o => o.Refusal?.Code));
        Assert.Equal(Typed, await Kept());
    }

    [Theory]
    [InlineData("a\0b", "text.control")]
    [InlineData("12\u202e34", "text.direction")]
    [InlineData("\u2066x", "text.direction")]
    public async Task What_cannot_be_stored_or_turns_the_writing_round_is_refused_in_drafts_and_reports(string note, string code)
    {
        Assert.Equal(code, (await Keep(Typed with { Note = note })).Refusal?.Code);
        Assert.Equal(code, (await Keep(Typed with { Text = note })).Refusal?.Code);
        Assert.Equal(0, await Rows());
        var submit = new SubmitFigure(database.Contexts, database.Clock, new LiveChanges(), Permissions.Shipped());
        Assert.Equal(code, (await Assert.ThrowsAsync<RuleViolation>(() => submit.Run(new FigureForm(Guid.NewGuid().ToString(), "08-02", Open, "1", null, "x" + note), Clerk, None))).Code);
    }

    [Fact]
    public async Task Half_a_character_is_refused_before_the_database_sees_it() =>
        Assert.Equal("text.broken", (await Keep(Typed with { Note = "x" + (char)0xD83D })).Refusal?.Code);

    [Fact]
    public async Task Cells_have_a_length()
    {
        Assert.Null((await Keep(new DraftCells(new string('1', 64), null, new string('长', 2000)))).Refusal);
        Assert.Equal("text.too_long", (await Keep(new DraftCells(new string('1', 65), null, ""))).Refusal?.Code);
        Assert.Equal("text.too_long", (await Keep(new DraftCells("", null, new string('长', 2001)))).Refusal?.Code);
    }

    [Fact]
    public async Task Of_two_tabs_each_keeps_the_cells_it_changed_and_in_the_same_cell_the_later_save_counts()
    {
        await Keep(Typed);
        await Keep(Typed with { Text = "151.2" }, Typed);

        var merged = await Keep(Typed with { Note = "已核" }, Typed);
        Assert.Equal(new DraftCells("151.2", null, "已核"), merged.Stored!.Cells);

        await Keep(Typed with { Text = "152" }, Typed);
        Assert.Equal("152", (await Kept())!.Text);
    }

    [Fact]
    public async Task Many_saves_at_once_all_end_and_leave_one_row()
    {
        await Task.WhenAll(Enumerable.Range(0, 3).Select(n => Task.Run(() => Keep(Typed with { Text = $"{n}" }))));

        Assert.Equal(1, await Rows());
        Assert.Contains((await Kept())!.Text, new[] { "0", "1", "2" });
    }

    [Fact]
    public async Task A_draft_emptied_is_given_up()
    {
        await Keep(Typed);
        Assert.Null((await Keep(DraftCells.Nothing, Typed)).Stored);

        Assert.Equal(0, await Rows());
    }

    [Fact]
    public async Task A_report_takes_its_draft_along_and_no_other()
    {
        await Keep(Typed);
        await Keep(Typed, who: Colleague);

        await Report(Clerk, "151.2");

        Assert.Null(await Kept());
        Assert.Equal(Typed, await Kept(Colleague));
    }

    [Fact]
    public async Task A_refused_report_leaves_the_draft()
    {
        await Keep(Typed);
        await Assert.ThrowsAsync<RuleViolation>(() => Report(Clerk, "15l,2"));
        await Report(Colleague, "150");
        await Assert.ThrowsAsync<RuleViolation>(() => Report(Clerk, "151.2"));

        Assert.Equal(Typed, await Kept());
    }

    [Fact]
    public async Task When_the_lead_goes_over_the_draft_is_neither_shown_nor_written()
    {
        await Keep(Typed);
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var held = db.Assignments.Where(a => a.DepartmentCode == "agriculture");
        await held.ExecuteUpdateAsync(set => set.SetProperty(a => a.ValidTo, new DateOnly(2026, 11, 23)), None);
        try
        {
            Assert.Null(await Kept());
            Assert.Equal("target.unknown", (await Keep(Typed with { Text = "1" }, Typed)).Refusal?.Code);
        }
        finally
        {
            await held.ExecuteUpdateAsync(set => set.SetProperty(a => a.ValidTo, (DateOnly?)null), None);
        }
    }

    [Fact]
    public async Task A_draft_untouched_for_four_hundred_days_is_cleared_away_by_night()
    {
        var stored = (await Keep(Typed)).Stored!;
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var old = new OldDrafts(database.Clock);
        await db.Drafts.ExecuteUpdateAsync(set => set.SetProperty(d => d.SavedAtUtc, stored.SavedAtUtc.AddDays(-399)), None);
        await old.Clear(db, None);
        Assert.Equal(1, await Rows());

        await db.Drafts.ExecuteUpdateAsync(set => set.SetProperty(d => d.SavedAtUtc, stored.SavedAtUtc.AddDays(-401)), None);
        await old.Clear(db, None);
        Assert.Equal(0, await Rows());
    }
}
