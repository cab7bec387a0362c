using System.Net.WebSockets;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Integration.Tests.Access;
using Microsoft.EntityFrameworkCore;
using Serilog.Events;
using Xunit;

namespace BazhongTracker.Integration.Tests.Circuits;

/// <summary>What no page sends on its connection. Nothing of it changes anything, and the pages of others go on.</summary>
public sealed class ForgeryTests(PeopledServer server) : IClassFixture<PeopledServer>
{
    private const string Page = "/new-person";
    private static readonly CancellationToken None = CancellationToken.None;

    private async Task<int> Accounts(string name)
    {
        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        return await db.Users.CountAsync(p => p.UserName == name, None);
    }

    private Task<ForgedCircuit> Opened(string who, string path) => ForgedCircuit.Open(server.App, server[who], path);

    /// <summary>The form, drawn.</summary>
    private async Task<ForgedCircuit> Opened()
    {
        var page = await Opened(RoleNames.Admin, Page);
        await page.Shows("form", "onsubmit");
        return page;
    }

    /// <summary>The fields of the form, as they were drawn last: a field has another handler after each event.</summary>
    private static (long Name, long Display, long Department, long Submit) Form(ForgedCircuit page) =>
        (page.HandlersOf(null, "onchange")[^4], page.HandlersOf(null, "onchange")[^3], page.HandlersOf(null, "onchange")[^1],
            page.HandlersOf("form", "onsubmit")[^1]);

    private static async Task<(long Name, long Display, long Department, long Submit)> Filled(ForgedCircuit page, string name, string department)
    {
        await page.Event(Form(page).Name, "change", name);
        await page.Event(Form(page).Display, "change", "新同事");
        await page.Event(Form(page).Department, "change", department);
        return Form(page);
    }

    /// <summary>An open page of somebody else still answers.</summary>
    private static async Task Answers(ForgedCircuit other) => Assert.NotNull(await other.Event(Form(other).Name, "change", "still-here"));

    [Fact]
    public async Task A_page_that_is_spoken_for_properly_makes_an_account()
    {
        await using var page = await Opened();
        var form = await Filled(page, "properly-made", PeopledServer.Own);
        Assert.StartsWith("True", await page.Event(form.Submit, "submit"), StringComparison.Ordinal);
        Assert.Equal(1, await Accounts("properly-made"));
    }

    [Fact]
    public async Task What_is_done_on_an_open_page_is_audited_with_its_address_and_session()
    {
        await using var page = await Opened();
        var form = await Filled(page, "made-from-where", PeopledServer.Own);
        await page.Event(form.Submit, "submit");

        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        var row = await db.Audit.AsNoTracking().SingleAsync(a => a.Subject == "made-from-where", None);
        Assert.Equal("127.0.0.1", row.Address);
        Assert.True(await db.Sessions.AnyAsync(s => s.Hash.StartsWith(row.Session!) && db.Users.Any(p => p.Id == s.PersonId && p.UserName == row.UserName), None));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("not-offered")]
    [InlineData("a\u0000b")]
    public async Task A_choice_that_was_not_offered_is_refused(string department)
    {
        await using var page = await Opened();
        var form = await Filled(page, "not-offered", department);
        await page.Event(form.Submit, "submit");
        Assert.Equal(0, await Accounts("not-offered"));
    }

    [Fact]
    public async Task Two_submits_in_one_frame_have_one_effect()
    {
        await using var page = await Opened();
        var form = await Filled(page, "made-twice", PeopledServer.Own);
        await page.Events((form.Submit, "submit", ""), (form.Submit, "submit", ""));
        Assert.Equal(1, await Accounts("made-twice"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(100_000)]
    public async Task An_event_of_another_handler_changes_nothing_and_no_other_page(int beside)
    {
        await using var other = await Opened();
        await using var page = await Opened();
        var form = await Filled(page, $"beside-{beside + 2}", PeopledServer.Own);
        await page.Event(form.Submit + beside, "submit");
        Assert.Equal(0, await Accounts($"beside-{beside + 2}"));
        await Answers(other);
    }

    [Fact]
    public async Task A_handler_recorded_in_the_page_of_another_role_does_nothing()
    {
        await using var admin = await Opened();
        var form = await Filled(admin, "recorded", PeopledServer.Own);
        await using var clerk = await Opened(RoleNames.Clerk, "/decision");
        await clerk.Event(form.Submit, "submit");
        Assert.Equal(0, await Accounts("recorded"));
        await Answers(admin);
    }

    [Fact]
    public async Task Who_may_not_make_accounts_is_drawn_no_form_for_it()
    {
        await using var page = await Opened(RoleNames.Clerk, Page);
        Assert.Empty(page.HandlersOf("form", "onsubmit"));
    }

    [Fact]
    public async Task A_frame_that_is_none_and_one_that_is_too_long_cost_the_sender_the_connection_and_nobody_else()
    {
        await using var other = await Opened();
        foreach (var bytes in new[] { [0x05, 0xc1, 0xff, 0xff, 0xff, 0xff], Packing.Framed(1L, null, null, new string('x', 33 * 1024), Array.Empty<object?>()), [.. Enumerable.Repeat((byte)0x91, 20_000)] })
        {
            await using var page = await Opened();
            await page.Send(bytes);
            await page.Closed;
        }

        await Answers(other);
    }

    [Theory]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    [InlineData("[{\"eventHandlerId\":1,\"eventHandlerId\":2,\"eventName\":\"\\ud800\"},{}]")]
    [InlineData("\\ud800")]
    public async Task Arguments_that_are_none_change_nothing_and_no_other_page(string arguments)
    {
        await using var other = await Opened();
        await using var page = await Opened();
        await page.Send(Packing.Framed(1L, new Dictionary<string, string>(), null, "BeginInvokeDotNetFromJS", new object?[] { "1", null, "DispatchEventAsync", 1L, arguments }, Array.Empty<object?>()));
        await Answers(other);
    }

    [Fact]
    public async Task The_page_of_another_person_is_not_taken_over_with_its_id()
    {
        await using var page = await Opened();
        await using var thief = await ForgedCircuit.Connect(server.App, server[RoleNames.Security]);
        Assert.Equal("False", await thief.Ask("ConnectCircuit", page.Secret));
        await Answers(page);

        await using var invented = await ForgedCircuit.Connect(server.App, server[RoleNames.Security]);
        Assert.Equal("False", await invented.Ask("ConnectCircuit", "CfDJ8" + new string('A', 100)));
        await Answers(page);
    }

    [Fact]
    public async Task The_own_page_comes_back_after_a_lost_connection()
    {
        var page = await Opened();
        await page.DisposeAsync();
        await using var again = await ForgedCircuit.Connect(server.App, server[RoleNames.Admin]);
        Assert.Equal("True", await again.Ask("ConnectCircuit", page.Secret));
    }

    [Fact]
    public async Task The_token_of_a_connection_is_of_no_use_a_second_time()
    {
        await using var page = await Opened();
        await Assert.ThrowsAsync<WebSocketException>(() => ForgedCircuit.Connect(server.App, server[RoleNames.Security], page.Token));
        await Assert.ThrowsAsync<WebSocketException>(() => ForgedCircuit.Connect(server.App, server[PeopledServer.Anonymous], page.Token));
        await Answers(page);
    }

    [Fact]
    public async Task Events_of_a_wrong_type_leave_one_line_a_minute_with_their_number_and_no_stack_trace()
    {
        var minute = TimeSpan.FromSeconds(61);
        server.Database.Clock.Advance(minute);
        var before = server.Log.Said.Count;
        IReadOnlyList<int> Lines() => [.. server.Log.Said.Skip(before)
            .Where(line => line.MessageTemplate.Text.StartsWith("An open page sent an event", StringComparison.Ordinal))
            .Select(line => (int)((ScalarValue)line.Properties["Before"]).Value!)];

        // Of the frame: the page is given up without an answer.
        await using var page = await Opened(RoleNames.Clerk, "/my-figures");
        await page.Shows("input", "oninput");
        await page.Send(page.HandlersOf("input", "oninput")[0], "click");
        for (var wait = 0; Lines().Count == 0 && wait < 400; wait++)
        {
            await Task.Delay(50, None);
        }

        // Of what stands below it, and of what was no page yet.
        await using var below = await Opened(RoleNames.Clerk, "/my-figures");
        await below.Shows("input", "onchange");
        var cell = below.HandlersOf("input", "onchange")[0];
        await below.Event(cell, "click");
        await using var start = await ForgedCircuit.Connect(server.App, server[RoleNames.Clerk]);
        await start.Ask("StartCircuit", "http://a/", "http://a/", "[[[", "");

        // What is cut off is counted a moment after it was sent: by the next line, or by the one after it.
        var sent = 3;
        int Counted() => Lines().Sum() + Lines().Count;
        for (var more = 0; Counted() != sent && more < 20; more++)
        {
            server.Database.Clock.Advance(minute);
            await using var last = await Opened(RoleNames.Clerk, "/my-figures");
            await last.Shows("input", "onchange");
            await last.Event(last.HandlersOf("input", "onchange")[0], "click");
            sent++;
        }

        Assert.DoesNotContain(server.Log.Said.Skip(before), line => line.Exception is not null);
        Assert.Equal(sent, Counted());
        Assert.InRange(Lines().Count, 2, sent - 2);
    }
}
