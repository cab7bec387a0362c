using System.Net;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.Issuer;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BazhongTracker.Integration.Tests.Issuer;

public sealed class IssuerTests(IssuerServer server) : IClassFixture<IssuerServer>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    // Failures of this test do not close the address to the next.
    public ValueTask DisposeAsync()
    {
        server.Database.Clock.Advance(TimeSpan.FromMinutes(2));
        return ValueTask.CompletedTask;
    }

    private async Task Refused(Said says, string sentence)
    {
        using var visitor = new SignedInVisitor(server.App);
        var address = await server.Come(visitor, says);
        Assert.StartsWith("/sign-in?why=", address, StringComparison.Ordinal);
        Assert.EndsWith("&return=%2Ftargets", address, StringComparison.Ordinal);
        Assert.Contains(sentence, await IssuerServer.Sentence(visitor, address), StringComparison.Ordinal);
        Assert.False(await visitor.IsIn());
    }

    [Fact]
    public async Task Who_comes_from_the_issuer_is_in_with_a_session_like_any_other_and_stands_in_the_audit()
    {
        var name = await server.Made();
        using var visitor = new SignedInVisitor(server.App);

        Assert.Equal("/targets?status=late", await server.Come(visitor, new Said("sub-" + name, name.ToUpperInvariant()), "/targets?status=late"));

        Assert.True(await visitor.IsIn());
        Assert.Contains("__Host-tracker", visitor.Cookies.Keys);
        Assert.DoesNotContain(visitor.Cookies.Keys, c => c.Contains("-state.", StringComparison.Ordinal) || c.Contains("-nonce.", StringComparison.Ordinal));
        Assert.Equal([("issuer.allowed", ""), ("issuer.linked", server.Issuer.Address), ("login.ok", "127.0.0.1 oidc")], await server.Audited(name));
        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        var id = (await db.Users.SingleAsync(p => p.UserName == name, None)).Id;
        Assert.Equal(1, await db.Sessions.CountAsync(s => s.PersonId == id && s.EndedUtc == null, None));
    }

    [Fact]
    public async Task A_second_sign_in_ends_the_session_the_browser_brought_along_and_signing_out_ends_it_here()
    {
        var name = await server.Made();
        using var visitor = new SignedInVisitor(server.App);
        await server.Come(visitor, new Said("sub-" + name, name));
        var former = visitor.Cookies["__Host-tracker"];

        await server.Come(visitor, new Said("sub-" + name, "called-otherwise-now"));

        Assert.NotEqual(former, visitor.Cookies["__Host-tracker"]);
        Assert.Contains(("session.ended", "SignedInAnew"), await server.Audited(name));
        using var left = await visitor.SignOut();
        Assert.Equal("/", left.Headers.Location!.OriginalString);
        Assert.False(await visitor.IsIn());
    }

    [Fact]
    public async Task The_way_there_asks_for_a_code_with_pkce_nonce_and_state_and_tells_no_secret()
    {
        using var visitor = new SignedInVisitor(server.App);
        var query = System.Web.HttpUtility.ParseQueryString((await IssuerServer.Leave(visitor)).Query);

        Assert.Equal(("code", "S256", "openid profile"), (query["response_type"], query["code_challenge_method"], query["scope"]));
        Assert.NotEmpty(query["nonce"]!);
        Assert.NotEmpty(query["state"]!);
        Assert.EndsWith("/sign-in/issuer/callback", query["redirect_uri"], StringComparison.Ordinal);
        Assert.DoesNotContain(LocalIssuer.Secret, query.ToString(), StringComparison.Ordinal);
        Assert.All(visitor.Cookies.Keys, cookie => Assert.StartsWith("__Secure-tracker-", cookie, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_account_that_may_not_and_a_name_nobody_has_are_refused_and_no_account_is_made()
    {
        var name = await server.Made(allowed: false);
        await Refused(new Said("sub-" + name, name), "没有准许这样登录的账号");
        await Refused(new Said("sub-x", "<script>nobody"), "没有准许这样登录的账号");
        await Refused(new Said("sub-y", name[..^1] + "\u212a"), "没有准许这样登录的账号");

        Assert.Equal([("login.failed", "127.0.0.1 oidc not-allowed")], await server.Audited(name));
        Assert.Contains(("login.failed", "127.0.0.1 oidc unknown"), await server.Audited(""));
        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        Assert.False(await db.IssuerLinks.AnyAsync(l => l.Subject == "sub-x" || l.Subject == "sub-" + name, None));
        Assert.False(await db.Users.AnyAsync(p => p.UserName!.Contains("script"), None));
    }

    [Fact]
    public async Task Another_subject_of_the_same_name_is_refused_until_the_administrator_allows_it_anew()
    {
        var name = await server.Made();
        using var first = new SignedInVisitor(server.App);
        await server.Come(first, new Said("one-" + name, name));

        await Refused(new Said("two-" + name, name), "没有准许这样登录的账号");
        Assert.Equal(("login.failed", "127.0.0.1 oidc other-subject"), (await server.Audited(name))[^1]);
        Assert.True(await first.IsIn());

        await server.With<IssuerPermission>((p, by) => p.Withdraw(name, by, None));
        server.Database.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.False(await first.IsIn());
        await server.With<IssuerPermission>((p, by) => p.Allow(name, by, None));
        using var second = new SignedInVisitor(server.App);
        Assert.Equal("/targets", await server.Come(second, new Said("two-" + name, name)));
    }

    [Theory]
    [InlineData(true, "disabled")]
    [InlineData(false, "locked")]
    public async Task An_account_that_is_disabled_or_at_rest_stays_closed(bool disabled, string why)
    {
        var name = await server.Made();
        using (var visitor = new SignedInVisitor(server.App))
        {
            await server.Come(visitor, new Said("sub-" + name, name));
        }

        if (disabled)
        {
            await server.With<Accounts>((accounts, by) => accounts.Disable(name, by, None));
        }
        else
        {
            await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
            await db.Users.Where(p => p.UserName == name).ExecuteUpdateAsync(set => set.SetProperty(p => p.LockoutEnd, DateTimeOffset.MaxValue), None);
        }

        await Refused(new Said("sub-" + name, name), "账号暂不可用");
        Assert.Equal(("login.failed", $"127.0.0.1 oidc {why}"), (await server.Audited(name))[^1]);
    }

    [Fact]
    public async Task What_the_issuer_may_not_say_is_refused()
    {
        var name = await server.Made();
        var right = new Said("sub-" + name, name);
        var wrong = new[]
        {
            right with { Nonce = "another" }, right with { Audience = "another-program" }, right with { Lasts = TimeSpan.FromMinutes(-3) }, right with { SignedByAnother = true },
            right with { Subject = "" }, right with { Subject = new string('s', 300) },
        };

        foreach (var said in wrong)
        {
            await Refused(said, "未能完成");
        }

        Assert.Equal([("issuer.allowed", "")], await server.Audited(name));
        using var visitor = new SignedInVisitor(server.App);
        Assert.Equal("/targets", await server.Come(visitor, right));
    }

    [Fact]
    public async Task A_sign_in_cancelled_at_the_issuer_says_so_and_what_the_issuer_wrote_is_kept_nowhere()
    {
        await Refused(new Said("s", "n") { Error = "access_denied" }, "已取消");
        await Refused(new Said("s", "n") { Error = "server_error" }, "未能完成");

        Assert.DoesNotContain(await server.Audited(""), row => row.Said.Contains("<b>", StringComparison.Ordinal));
        Assert.Contains(("login.failed", "127.0.0.1 oidc cancelled"), await server.Audited(""));
    }

    [Fact]
    public async Task A_state_of_another_browser_and_one_that_was_used_are_refused()
    {
        var name = await server.Made();
        server.Issuer.Says = new Said("sub-" + name, name);
        using var mine = new SignedInVisitor(server.App);
        using var foreign = new SignedInVisitor(server.App);
        var back = await IssuerServer.Ask(await IssuerServer.Leave(foreign));
        var brought = foreign.Cookies.ToDictionary();

        foreach (var (visitor, address) in new[] { (mine, back), (mine, "/sign-in/issuer/callback"), (mine, "/sign-in/issuer/callback?state=x&code=y"), (mine, "/sign-in/issuer/callback?id_token=x&state=y") })
        {
            using var refused = await visitor.Get(address, "text/html");
            Assert.StartsWith("/sign-in?why=failed&return=%2F", refused.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }

        using (var entered = await foreign.Get(back, "text/html"))
        {
            Assert.Equal("/targets", entered.Headers.Location!.OriginalString);
        }

        using var again = new SignedInVisitor(server.App);
        foreach (var (cookie, value) in brought)
        {
            again.Cookies[cookie] = value;
        }

        using var replayed = await again.Get(back, "text/html");
        Assert.StartsWith("/sign-in?why=failed", replayed.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.False(await mine.IsIn());
        Assert.False(await again.IsIn());
    }

    [Fact]
    public async Task Whoever_needs_an_authenticator_needs_it_after_the_issuer_too_and_is_asked_for_no_password()
    {
        var name = await server.Made(role: RoleNames.Reviewer);
        using var visitor = new SignedInVisitor(server.App);
        await server.Come(visitor, new Said("sub-" + name, name), "/reviews");

        using var page = await visitor.Get("/reviews", "text/html");
        Assert.Equal("/second-factor?return=%2Freviews", page.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task After_ten_failures_in_a_minute_what_the_issuer_says_is_not_looked_at()
    {
        var name = await server.Made();
        using var visitor = new SignedInVisitor(server.App);
        for (var i = 0; i < 10; i++)
        {
            using var _ = await visitor.Get("/sign-in/issuer/callback?state=x");
        }

        var address = await server.Come(visitor, new Said("sub-" + name, name));

        Assert.StartsWith("/sign-in?why=too_many", address, StringComparison.Ordinal);
        using var page = await visitor.Get(address, "text/html");
        Assert.Equal(HttpStatusCode.TooManyRequests, page.StatusCode);
        server.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("/targets", await server.Come(visitor, new Said("sub-" + name, name)));
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\\evil.example")]
    public async Task After_the_issuer_one_stays_in_this_program(string back)
    {
        var name = await server.Made();
        using var visitor = new SignedInVisitor(server.App);
        Assert.Equal("/", await server.Come(visitor, new Said("sub-" + name, name), back));
    }

    [Fact]
    public async Task The_page_has_a_link_that_keeps_where_one_wanted_to_go_and_the_policy_is_the_same()
    {
        using var visitor = new SignedInVisitor(server.App);
        using var answer = await visitor.Get("/sign-in?return=%2Ftargets%3Fa%3D1", "text/html");
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(None));

        Assert.Contains("href=\"sign-in/issuer?return=%2Ftargets%3Fa%3D1\"", page, StringComparison.Ordinal);
        Assert.Contains("用统一身份认证登录", page, StringComparison.Ordinal);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("form-action 'self'; img-src", policy, StringComparison.Ordinal);
        Assert.DoesNotContain(new Uri(server.Issuer.Address).Authority, policy, StringComparison.Ordinal);
    }
}
