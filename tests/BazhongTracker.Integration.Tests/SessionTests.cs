using System.Net;
using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.Sessions;
using BazhongTracker.Web.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>Outside Development, with a clock that only moves when it is told to.</summary>
public sealed class SessionTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private WebApplication app = null!;

    public async ValueTask InitializeAsync() => app = await RunningServer.Start(database, "Production");

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(None);
        await app.DisposeAsync();
    }

    private async Task<T> With<T>(Func<IServiceProvider, Task<T>> deed)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await deed(scope.ServiceProvider);
    }

    private async Task<string> Made(string name, string role = RoleNames.Clerk) =>
        await database.Settled(name, await With(s => s.GetRequiredService<Accounts>().Create(name, name, "agriculture", [role], Actor.System)));

    private async Task<SignedInVisitor> In(string name, string role = RoleNames.Clerk)
    {
        var password = await Made(name, role);
        var visitor = new SignedInVisitor(app);
        using var answer = await visitor.SignIn(name, password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.True(await visitor.IsIn());
        return visitor;
    }

    private async Task<T> Stored<T>(Func<TrackerDbContext, Task<T>> ask)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return await ask(db);
    }

    private Task<Session> SessionOf(string name) =>
        Stored(db => db.Sessions.Where(s => db.Users.Any(p => p.Id == s.PersonId && p.UserName == name)).OrderByDescending(s => s.Id).FirstAsync(None));

    private void Pass(TimeSpan time) => database.Clock.Advance(time);

    [Fact]
    public async Task The_cookie_is_bound_to_the_host_and_new_at_each_sign_in_and_the_table_holds_only_a_hash()
    {
        var password = await Made("cookie");
        using var visitor = new SignedInVisitor(app);
        await visitor.SignIn("cookie", password);
        var first = visitor.Cookies["__Host-tracker"];
        Assert.Contains("secure", visitor.SetCookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", visitor.SetCookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", visitor.SetCookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", visitor.SetCookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", visitor.SetCookie, StringComparison.OrdinalIgnoreCase);
        Assert.True(visitor.SetCookie.Length < 4096);

        var session = await SessionOf("cookie");
        Assert.Matches("^[0-9A-F]{64}$", session.Hash);
        Assert.Equal("127.0.0.1", session.Address);

        await visitor.SignIn("cookie", password);
        Assert.NotEqual(first, visitor.Cookies["__Host-tracker"]);
        Assert.NotEqual(session.Hash, (await SessionOf("cookie")).Hash);
        Assert.Equal(SessionEnd.SignedInAnew, await Stored(db => db.Sessions.Where(s => s.Hash == session.Hash).Select(s => s.EndReason).SingleAsync(None)));
    }

    [Fact]
    public async Task After_signing_out_the_old_cookie_leads_to_the_form()
    {
        using var visitor = await In("leaving");
        var old = visitor.Cookies["__Host-tracker"];

        using var answer = await visitor.SignOut();
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.False(visitor.Cookies.ContainsKey("__Host-tracker"));

        visitor.Cookies["__Host-tracker"] = old;
        using var replay = await visitor.Get("/decision");
        Assert.Contains("/sign-in?return=%2Fdecision", replay.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(["login.ok", "logout"], await Stored(db => db.Audit.Where(a => a.Subject == "leaving" && a.Action.StartsWith("log")).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync(None)));
    }

    [Theory]
    [InlineData(RoleNames.Clerk, 30)]
    [InlineData(RoleNames.Leader, 30)]
    [InlineData(RoleNames.Admin, 15)]
    [InlineData(RoleNames.Security, 15)]
    [InlineData(RoleNames.Auditor, 15)]
    public async Task Who_does_nothing_is_signed_out_and_what_scripts_ask_is_nothing(string role, int minutes)
    {
        using var visitor = await In("idle-" + role, role);
        var tag = (await SessionOf("idle-" + role)).Hash[..16];
        Pass(TimeSpan.FromMinutes(minutes - 1));
        Assert.Equal("open", await (await visitor.Get("/session?of=" + tag)).Content.ReadAsStringAsync(None));
        using var asked = await visitor.Get("/api/v1/departments");
        Assert.NotEqual(HttpStatusCode.Unauthorized, asked.StatusCode);

        Pass(TimeSpan.FromMinutes(1));
        Assert.Equal("ended", await (await visitor.Get("/session?of=" + tag)).Content.ReadAsStringAsync(None));
        Assert.False(await visitor.IsIn());
        Assert.Equal(SessionEnd.Idle, (await SessionOf("idle-" + role)).EndReason);
    }

    [Fact]
    public async Task Who_works_all_day_signs_in_again_after_eight_hours()
    {
        using var visitor = await In("busy");
        for (var minutes = 20; minutes < 8 * 60; minutes += 20)
        {
            Pass(TimeSpan.FromMinutes(20));
            Assert.True(await visitor.IsIn());
        }

        Pass(TimeSpan.FromMinutes(20));
        Assert.False(await visitor.IsIn());
        Assert.Equal(SessionEnd.TooLong, (await SessionOf("busy")).EndReason);
    }

    [Theory]
    [InlineData("role", SessionEnd.AccountChanged)]
    [InlineData("password", SessionEnd.AccountChanged)]
    [InlineData("department", SessionEnd.AccountChanged)]
    [InlineData("disabled", SessionEnd.AccountDisabled)]
    [InlineData("ended", SessionEnd.Revoked)]
    public async Task A_changed_account_ends_its_sessions_within_a_second(string change, SessionEnd reason)
    {
        var name = "changed-" + change;
        using var visitor = await In(name);

        await With(async services =>
        {
            var people = services.GetRequiredService<UserManager<Person>>();
            var person = (await people.FindByNameAsync(name))!;
            switch (change)
            {
                case "role": await people.AddToRoleAsync(person, RoleNames.Reader); break;
                case "password": await people.RemovePasswordAsync(person); break;
                case "department": await Move(person.Id); break;
                case "disabled": await services.GetRequiredService<Accounts>().Disable(name, Actor.System, None); break;
                default: await services.GetRequiredService<Accounts>().EndSessions(name, Actor.System, None); break;
            }

            return 0;
        });
        Pass(TimeSpan.FromSeconds(1));

        Assert.False(await visitor.IsIn());
        Assert.Equal(reason, (await SessionOf(name)).EndReason);

        async Task Move(string person)
        {
            await using var db = await database.Contexts.CreateDbContextAsync(None);
            await db.Move(person, "tourism", database.Clock.Today(), None);
            await db.SaveChangesAsync(None);
        }
        Assert.Equal(1, await Stored(db => db.Audit.CountAsync(a => a.Subject == name && a.Action == "session.ended", None)));
    }

    [Fact]
    public async Task A_page_on_which_nobody_does_anything_is_cut_off_by_the_next_round()
    {
        using var visitor = await In("watched");
        var hash = (await SessionOf("watched")).Hash;
        var cut = new TaskCompletionSource();
        app.Services.GetRequiredService<OpenConnections>().Add("a page", hash, cut.SetResult);

        // As by a command: what this process remembers knows nothing of it.
        await using (var db = await database.Contexts.CreateDbContextAsync(None))
        {
            await db.Users.Where(p => p.UserName == "watched").ExecuteUpdateAsync(set => set.SetProperty(p => p.DisabledUtc, database.Clock.GetUtcNow().UtcDateTime), None);
        }

        Pass(TimeSpan.FromSeconds(2));
        await cut.Task.WaitAsync(TimeSpan.FromSeconds(8), None);
        Assert.Equal(SessionEnd.AccountDisabled, (await SessionOf("watched")).EndReason);
    }

    [Fact]
    public async Task Signing_out_in_one_page_cuts_the_others_at_once()
    {
        using var visitor = await In("tabs");
        var cut = new TaskCompletionSource();
        app.Services.GetRequiredService<OpenConnections>().Add("another tab", (await SessionOf("tabs")).Hash, cut.SetResult);

        using var answer = await visitor.SignOut();

        Assert.True(cut.Task.IsCompleted);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("https://127.0.0.1.evil.example")]
    [InlineData("http://127.0.0.1:1")]
    public async Task A_page_of_another_address_gets_no_connection(string origin)
    {
        using var visitor = new SignedInVisitor(app);
        var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        if (origin.Length > 0)
        {
            request.Headers.Add("Origin", origin);
        }

        using var answer = await visitor.Send(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task What_a_page_of_another_address_wanted_stands_in_the_audit_once_a_minute()
    {
        Task<List<string>> Rows() => Stored(db => db.Audit.Where(a => a.Action == "origin.refused").OrderBy(a => a.Id).Select(a => $"{a.Subject} {a.NewValue}").ToListAsync(None));
        async Task Asked(string origin)
        {
            using var visitor = new SignedInVisitor(app);
            using var answer = await visitor.Send(new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1") { Headers = { { "Origin", origin } } });
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Pass(TimeSpan.FromMinutes(1));
        var before = await Rows();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => Asked("https://evil.example"))));
        Assert.Equal([.. before, "https://evil.example 127.0.0.1"], await Rows());

        Pass(TimeSpan.FromMinutes(1));
        await Asked($"https://{new string('x', 1000)}.example");
        var last = (await Rows())[^1];
        Assert.Equal(before.Count + 2, (await Rows()).Count);
        Assert.True(last.Length < 250);
    }

    [Theory]
    [InlineData(RoleNames.Admin, "/start")]
    [InlineData(RoleNames.Security, "/start")]
    [InlineData(RoleNames.Auditor, "/start")]
    [InlineData(RoleNames.Clerk, "/my-figures")]
    public async Task After_signing_in_one_stands_on_a_page_one_may_open(string role, string lands)
    {
        var name = "landing-" + role;
        var password = await Made(name, role);
        using var visitor = new SignedInVisitor(app);
        using var answer = await visitor.SignIn(name, password);
        var to = new Uri(new Uri("http://tracker/"), answer.Headers.Location!).AbsolutePath;

        Assert.Equal(lands, to);
        using var page = await visitor.Get(to, "text/html");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Nobody_gets_a_connection_without_having_signed_in()
    {
        using var visitor = new SignedInVisitor(app);
        using var http = RunningServer.ClientOf(app);
        var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", http.BaseAddress!.ToString().TrimEnd('/'));

        using var answer = await visitor.Send(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Outside_Development_a_browser_is_told_to_stay_with_HTTPS()
    {
        using var visitor = new SignedInVisitor(app);
        using var answer = await visitor.Get("/sign-in");
        Assert.Equal("max-age=31536000", answer.Headers.GetValues("Strict-Transport-Security").Single());
    }
}
