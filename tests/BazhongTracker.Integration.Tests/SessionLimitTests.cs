using System.Net;
using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>How many sessions a person has, how long they last, what becomes of their rows, and who wins when one is exchanged and ended at once.</summary>
public sealed class SessionLimitTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private WebApplication app = null!;

    public async ValueTask InitializeAsync() => app = await RunningServer.Start(database, "Production", "--Session:MostPerPerson=3");

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(None);
        await app.DisposeAsync();
    }

    private async Task<string> Made(string name, string role = RoleNames.Clerk)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await database.Settled(name, await scope.ServiceProvider.GetRequiredService<Accounts>().Create(name, name, "agriculture", [role], Actor.System));
    }

    private async Task<SignedInVisitor> In(string name, string password)
    {
        var visitor = new SignedInVisitor(app);
        using var answer = await visitor.SignIn(name, password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return visitor;
    }

    private async Task<T> Stored<T>(Func<TrackerDbContext, Task<T>> ask)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return await ask(db);
    }

    private Task<List<Session>> SessionsOf(string name) =>
        Stored(db => db.Sessions.AsNoTracking().Where(s => db.Users.Any(p => p.Id == s.PersonId && p.UserName == name)).OrderBy(s => s.Id).ToListAsync(None));

    // The clock is not moved: every timer of the program would run for each of the days.
    private async Task Aged(string name, int days)
    {
        foreach (var session in await SessionsOf(name))
        {
            await Stored(db => db.Sessions.Where(s => s.Id == session.Id).ExecuteUpdateAsync(
                set => set.SetProperty(s => s.CreatedUtc, session.CreatedUtc.AddDays(-days))
                    .SetProperty(s => s.LastActivityUtc, session.LastActivityUtc.AddDays(-days))
                    .SetProperty(s => s.EndedUtc, session.EndedUtc == null ? null : session.EndedUtc.Value.AddDays(-days)),
                None));
        }
    }

    private static async Task<(string State, string? Left, string? Why)> Asked(SignedInVisitor visitor, string tag)
    {
        using var answer = await visitor.Get("/session?of=" + tag);
        string? Header(string name) => answer.Headers.TryGetValues(name, out var values) ? values.Single() : null;
        return (await answer.Content.ReadAsStringAsync(None), Header("Session-Left"), Header("Session-Why"));
    }

    private async Task<HttpStatusCode> Stayed(SignedInVisitor visitor, string? origin = null)
    {
        using var http = RunningServer.ClientOf(app);
        using var answer = await visitor.Send(new HttpRequestMessage(HttpMethod.Post, "/session") { Headers = { { "Origin", origin ?? http.BaseAddress!.ToString().TrimEnd('/') } } });
        return answer.StatusCode;
    }

    [Fact]
    public async Task One_sign_in_more_than_allowed_ends_the_oldest_and_says_so_to_its_page()
    {
        var password = await Made("many");
        using var oldest = await In("many", password);
        var tag = (await SessionsOf("many"))[0].Hash[..16];
        using var second = await In("many", password);
        using var third = await In("many", password);
        Assert.True(await oldest.IsIn());

        using var fourth = await In("many", password);
        database.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(("ended", null, "one-too-many"), await Asked(oldest, tag));
        using (var form = await oldest.Get("/sign-in?why=one-too-many", "text/html"))
        {
            Assert.Contains("同一账号最多同时登录3处", WebUtility.HtmlDecode(await form.Content.ReadAsStringAsync(None)), StringComparison.Ordinal);
        }

        Assert.Equal([SessionEnd.OneTooMany, null, null, null], (await SessionsOf("many")).Select(s => s.EndReason));
        Assert.True(await second.IsIn() && await third.IsIn() && await fourth.IsIn());
        using var own = await fourth.Get("/sessions", "text/html");
        Assert.Contains("最多同时登录3处", WebUtility.HtmlDecode(await own.Content.ReadAsStringAsync(None)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_sign_ins_at_once_no_more_stay_than_allowed()
    {
        var password = await Made("at-once");
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => In("at-once", password))));
        Assert.Equal(3, (await SessionsOf("at-once")).Count(s => s.EndedUtc is null));
        Assert.All(all, visitor => visitor.Dispose());
    }

    [Fact]
    public async Task A_page_hears_how_long_its_session_holds_and_the_person_may_say_that_somebody_is_there()
    {
        using var visitor = await In("waiting", await Made("waiting"));
        var tag = (await SessionsOf("waiting"))[0].Hash[..16];
        database.Clock.Advance(TimeSpan.FromMinutes(28.5));
        Assert.Equal(("open", "90 27090", null), await Asked(visitor, tag));

        Assert.Equal(HttpStatusCode.Forbidden, await Stayed(visitor, "https://evil.example"));
        Assert.Equal(("open", "90 27090", null), await Asked(visitor, tag));
        Assert.Equal(HttpStatusCode.NoContent, await Stayed(visitor));
        Assert.Equal(("open", "1800 27090", null), await Asked(visitor, tag));

        database.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal("ended", (await Asked(visitor, tag)).State);
        Assert.Equal(HttpStatusCode.Forbidden, await Stayed(visitor));
    }

    [Fact]
    public async Task Rows_of_sessions_go_some_days_after_their_end_but_the_newest_of_each_person_and_the_audit_stay()
    {
        var password = await Made("old-rows");
        using var first = await In("old-rows", password);
        using var second = await In("old-rows", password);
        await Aged("old-rows", 1);
        var old = app.Services.GetRequiredService<OldSessions>();
        async Task Night()
        {
            await old.EndSilent(None);
            await Stored(db => old.Clear(db, None));
        }

        await Night();
        Assert.Equal([SessionEnd.TooLong, SessionEnd.TooLong], (await SessionsOf("old-rows")).Select(s => s.EndReason));

        using var third = await In("old-rows", password);
        await Aged("old-rows", 29);
        await Night();
        Assert.Equal(3, (await SessionsOf("old-rows")).Count);
        await Aged("old-rows", 2);
        await Night();
        Assert.Single(await SessionsOf("old-rows"));
        await Aged("old-rows", 40);
        await Night();

        Assert.Single(await SessionsOf("old-rows"));
        Assert.Equal(3, await Stored(db => db.Audit.CountAsync(a => a.Subject == "old-rows" && a.Action == "login.ok", None)));
        Assert.Equal(3, await Stored(db => db.Audit.CountAsync(a => a.Subject == "old-rows" && a.Action == "session.ended", None)));
    }

    [Fact]
    public async Task Of_an_exchange_and_a_revocation_at_once_nothing_is_left_open()
    {
        await Made("raced");
        var table = app.Services.GetRequiredService<SessionTable>();
        var person = await Stored(db => db.Users.AsNoTracking().SingleAsync(p => p.UserName == "raced", None));
        for (var round = 0; round < 30; round++)
        {
            var hash = SessionIds.HashOf(await table.Begin(person, "192.0.2.7", "", None));
            await Task.WhenAll(
                Task.Run(() => table.Exchange(hash, "192.0.2.7", "", Actor.System, None)),
                Task.Run(() => table.EndAll(person.Id, SessionEnd.Revoked, Actor.System, None)));

            Assert.Equal(0, (await SessionsOf("raced")).Count(s => s.EndedUtc is null));
        }
    }

    [Fact]
    public async Task A_session_that_is_over_is_not_exchanged()
    {
        await Made("over");
        var table = app.Services.GetRequiredService<SessionTable>();
        var person = await Stored(db => db.Users.AsNoTracking().SingleAsync(p => p.UserName == "over", None));
        var hash = SessionIds.HashOf(await table.Begin(person, "192.0.2.7", "", None));
        await Stored(db => db.Memberships.Where(m => m.PersonId == person.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.DepartmentCode, "tourism"), None));

        Assert.Null(await table.Exchange(hash, "192.0.2.7", "", Actor.System, None));
        Assert.Single(await SessionsOf("over"));
    }
}
