using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Reporting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>The form of a clerk on one screen or two, and its drafts.</summary>
public sealed class TypingDraftTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Grain = "08-02";
    private static readonly Actor Clerk = new("clerk", "李晓梅", "agriculture", [RoleNames.Clerk]);
    private static readonly Actor Colleague = new("colleague", "何强", "agriculture", [RoleNames.Clerk]);
    private static readonly Quarter Open = new(2026, 3);
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly DraftTabs tabs = new();

    public async ValueTask InitializeAsync()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        await db.Figures.ExecuteDeleteAsync(None);
        await db.Drafts.ExecuteDeleteAsync(None);
        await db.Reopenings.ExecuteDeleteAsync(None);
        if (!await db.Targets.AnyAsync(None))
        {
            await database.GrainOutput();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string KeyOf(Quarter period) => OwedFigure.KeyOf(Grain, period);

    private async Task<EntrySheet> Sheet(IDbContextFactory<TrackerDbContext>? saving = null, Actor? who = null)
    {
        var sheet = database.Sheet(saving: saving, tabs: tabs);
        await sheet.Open(who ?? Clerk);
        return sheet;
    }

    private static EntryRow Row(EntrySheet sheet) => sheet[KeyOf(Open)];

    private static async Task<bool> Type(EntrySheet sheet, string text, bool left, string part = RowDraft.TextPart)
    {
        sheet.Hear([new TypedCell(KeyOf(Open), part, text, left)]);
        return await sheet.Keep();
    }

    private static Task LookAgain(EntrySheet sheet) => sheet.Drafts.Look(sheet.Rows);

    [Fact]
    public async Task What_is_still_being_typed_is_stored_without_the_row_being_drawn_anew()
    {
        var sheet = await Sheet();
        Assert.True(await Type(sheet, "15", left: false));
        Assert.True(await Type(sheet, "15l,", left: false));
        Assert.Equal(("", "15l,"), (Row(sheet).Text, Row(sheet).Draft.Stored.Text));

        var again = await Sheet();
        Assert.Equal(("15l,", true, 1), (Row(again).Text, Row(again).IsDirty, again.Restored));
        Assert.Equal(EntryState.Wrong, EntryCheck.Of(Row(again)).State);
    }

    [Fact]
    public async Task All_that_belongs_to_a_row_comes_back()
    {
        var sheet = await Sheet();
        await Type(sheet, "151.2", left: true);
        await Type(sheet, "已与统计局核对", left: true, RowDraft.NotePart);
        Row(sheet).Confirm();
        await sheet.Keep();

        var row = Row(await Sheet());

        Assert.Equal(("151.2", "已与统计局核对", true, true), (row.Text, row.Note, row.Confirmed, row.NoteOpen));
        Assert.Equal(database.Clock.GetUtcNow().UtcDateTime, row.Draft.SavedAtUtc);
    }

    [Fact]
    public async Task Given_up_here_is_gone_everywhere()
    {
        var sheet = await Sheet();
        await Type(sheet, "151.2", left: true);
        var other = await Sheet();
        Row(sheet).Undo();
        await sheet.Keep();

        await LookAgain(other);

        Assert.Equal(("", false), (Row(other).Text, Row(other).IsDirty));
        Assert.Equal(0, (await Sheet()).Restored);
    }

    [Fact]
    public async Task What_another_tab_stored_is_shown_and_said()
    {
        var sheet = await Sheet();
        await Type(sheet, "151.2", left: true);
        var other = await Sheet();
        await Type(other, "152", left: true);

        await LookAgain(sheet);

        Assert.Equal("152", Row(sheet).Text);
        Assert.NotNull(Row(sheet).Draft.TakenOverUtc);
    }

    [Fact]
    public async Task What_gave_way_to_another_tab_is_offered_until_the_person_has_chosen()
    {
        var sheet = await Sheet();
        await Type(sheet, "151.2", left: true);
        var other = await Sheet();
        await Type(other, "15", left: false);
        await LookAgain(sheet);
        await Type(other, "152", left: true);
        await LookAgain(sheet);
        Assert.Equal(new OtherText(RowDraft.TextPart, "151.2"), Row(sheet).Draft.GaveWay);
        Assert.Null(Row(other).Draft.GaveWay);

        Row(sheet).TakeOther(Row(sheet).Draft.GaveWay!);
        await sheet.Keep();

        Assert.Equal(("151.2", null), (Row(sheet).Text, Row(sheet).Draft.GaveWay));
        await LookAgain(other);
        Assert.Equal(("151.2", "152"), (Row(other).Text, Row(other).Draft.GaveWay?.Text));
        Row(other).Draft.Choose();
        Assert.Null(Row(other).Draft.GaveWay);
    }

    [Fact]
    public async Task What_is_stored_over_a_text_that_this_tab_had_not_seen_offers_it()
    {
        var sheet = await Sheet();
        var other = await Sheet();
        await Type(other, "152", left: true);

        await Type(sheet, "151", left: false);
        await Type(sheet, "151.2", left: true);

        Assert.Equal(("151.2", "152"), (Row(sheet).Text, Row(sheet).Draft.GaveWay?.Text));
    }

    [Fact]
    public async Task A_cell_with_the_cursor_in_it_is_not_overwritten_and_overwrites_nothing_until_a_key_is_pressed()
    {
        var sheet = await Sheet();
        await Type(sheet, "151", left: false);
        var other = await Sheet();
        await Type(other, "152", left: true);

        await LookAgain(sheet);
        await sheet.Keep();

        Assert.Equal(("", "152"), (Row(sheet).Text, Row(sheet).Draft.Elsewhere));
        Assert.Equal("152", Row(await Sheet()).Text);

        await Type(sheet, "151.", left: false);
        Assert.Null(Row(sheet).Draft.Elsewhere);
        Assert.Equal("151.", Row(await Sheet()).Text);
    }

    [Fact]
    public async Task Other_tabs_of_the_person_are_told_and_nobody_else()
    {
        var (own, foreign) = (0, 0);
        using var hearing = tabs.Listen("clerk", new object(), () => own++);
        using var deaf = tabs.Listen("colleague", new object(), () => foreign++);
        var sheet = await Sheet();
        using var self = tabs.Listen("clerk", sheet.Drafts, () => foreign++);

        await Type(sheet, "151", left: false);
        await Type(sheet, "151", left: true);

        Assert.Equal((1, 0), (own, foreign));
    }

    [Fact]
    public async Task While_the_database_is_away_the_row_says_so_and_the_next_attempt_stores_everything()
    {
        var away = new Away(database.Contexts);
        var sheet = await Sheet(away);
        away.IsAway = true;

        Assert.False(await Type(sheet, "151.2", left: true));
        Assert.False(await Type(sheet, "注", left: false, RowDraft.NotePart));
        Assert.True(Row(sheet).Draft.IsLate && sheet.Drafts.IsLate);

        away.IsAway = false;
        Assert.True(await sheet.Keep());
        Assert.False(Row(sheet).Draft.IsLate || sheet.Drafts.IsLate);
        Assert.Equal(("151.2", "注"), (Row(await Sheet()).Text, Row(await Sheet()).Note));
    }

    [Fact]
    public async Task A_text_that_may_not_be_stored_is_answered_once_with_a_sentence()
    {
        var sheet = await Sheet();

        Assert.True(await Type(sheet, "12\u202e3", left: false));

        Assert.Contains("字符", Row(sheet).Draft.Refusal, StringComparison.Ordinal);
        Assert.True(await Type(sheet, "123", left: false));
        Assert.Null(Row(sheet).Draft.Refusal);
    }

    [Fact]
    public async Task A_sent_row_leaves_no_draft_and_what_was_typed_since_becomes_another()
    {
        var sheet = await Sheet();
        await Type(sheet, "151.2", left: true);
        var other = await Sheet();

        await sheet.Send();
        await other.Refresh();

        Assert.Equal(("", false), (Row(other).Text, Row(other).IsDirty));
        Assert.Equal(0, (await Sheet()).Restored);
    }

    [Fact]
    public async Task A_draft_of_what_a_colleague_reported_meanwhile_is_shown_as_such_and_can_be_given_up()
    {
        var sheet = await Sheet();
        await Type(sheet, "151.2", left: true);
        var theirs = await Sheet(who: Colleague);
        Row(theirs).Type("150");
        await theirs.Send();

        var again = await Sheet();

        Assert.Equal(("151.2", true, true, EntryState.Wrong), (Row(again).Text, Row(again).IsReported, Row(again).IsDirty, EntryCheck.Of(Row(again)).State));
        Row(again).Undo();
        Assert.True(await again.Keep());
        Assert.Equal(0, (await Sheet()).Restored);
    }

    [Fact]
    public async Task When_its_period_has_closed_a_draft_is_still_read()
    {
        var late = new Quarter(2025, 4);
        await using (var db = await database.Contexts.CreateDbContextAsync(None))
        {
            var grain = await db.Targets.SingleAsync(None);
            db.Add(new Reopening { TargetId = grain.Id, PeriodIndex = late.Index, Until = new DateOnly(2026, 12, 31), Reason = "终期数未报", OpenedBy = "supervision" });
            await db.SaveChangesAsync(None);
            var sheet = await Sheet();
            sheet.Hear([new TypedCell(KeyOf(late), RowDraft.TextPart, "196.", false)]);
            Assert.True(await sheet.Keep());
            Assert.Empty(sheet.Drafts.Closed);
            await db.Reopenings.ExecuteDeleteAsync(None);
        }

        var kept = Assert.Single((await Sheet()).Drafts.Closed);

        Assert.Equal((late, "196."), (kept.Draft.Period, kept.Draft.Cells.Text));
    }

    /// <summary>A database that can be away.</summary>
    private sealed class Away(IDbContextFactory<TrackerDbContext> contexts) : IDbContextFactory<TrackerDbContext>
    {
        public bool IsAway { get; set; }

        public TrackerDbContext CreateDbContext() => IsAway ? throw new TimeoutException("away") : contexts.CreateDbContext();
    }
}
