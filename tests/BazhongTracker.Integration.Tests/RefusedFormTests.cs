using System.Net;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>A form that was drawn before the sign-in changed: nothing of it is done, and no answer is without a word.</summary>
public sealed class RefusedFormTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Sentence = "刚才提交的没有处理";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly HeardLog log = new();
    private WebApplication app = null!;

    public async ValueTask InitializeAsync() =>
        app = await RunningServer.Start(database, "Production", ["--SignIn:SecondFactor=Privileged", .. log.Settings]);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(None);
        await app.DisposeAsync();
    }

    private async Task<string> Made(string name, bool isSettled = true)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var password = await scope.ServiceProvider.GetRequiredService<Accounts>()
            .Create(name, name, "agriculture", [RoleNames.Clerk], Actor.System);
        return isSettled ? await database.Settled(name, password) : password;
    }

    private static async Task<string> Body(HttpResponseMessage answer) =>
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(None));

    [Fact]
    public async Task A_cookie_of_the_forms_that_cannot_be_read_is_replaced_and_fills_no_log()
    {
        await Made("cookie");
        using var visitor = new SignedInVisitor(app);
        await visitor.Open("/sign-in");
        var name = visitor.Cookies.Keys.Single(c => c.Contains("Antiforgery", StringComparison.OrdinalIgnoreCase));
        var before = log.Said.Count;

        for (var i = 0; i < 5; i++)
        {
            visitor.Cookies[name] = "CfDJ8AAAA";
            using var answer = await visitor.Get("/sign-in", "text/html");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.NotEqual("CfDJ8AAAA", visitor.Cookies[name]);
        Assert.DoesNotContain(log.Said.Skip(before), line => line.Exception is not null || line.Level > Serilog.Events.LogEventLevel.Warning);
    }

    [Fact]
    public async Task The_second_of_two_tabs_at_the_sign_in_goes_on_to_where_it_wanted()
    {
        var password = await Made("two.tabs");
        using var visitor = new SignedInVisitor(app);
        var second = await visitor.Open("/sign-in?return=/targets");
        (await visitor.SignIn("two.tabs", password)).Dispose();

        using var answer = await visitor.Post(
            "/sign-in?return=/targets", "sign-in", second, ("UserName", " Two.Tabs "), ("Password", password));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/targets", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Who_is_in_as_another_sees_the_form_again_with_the_name_and_stays_who_he_is()
    {
        var password = await Made("first.one");
        var other = await Made("second.one");
        using var visitor = new SignedInVisitor(app);
        var second = await visitor.Open("/sign-in");
        (await visitor.SignIn("first.one", password)).Dispose();

        using var answer = await visitor.Post("/sign-in", "sign-in", second, ("UserName", "second.one"), ("Password", other));

        var page = await Body(answer);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(Sentence, page, StringComparison.Ordinal);
        Assert.Contains("value=\"second.one\"", page, StringComparison.Ordinal);
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.False(await db.Audit.AnyAsync(a => a.Action == "login.ok" && a.Subject == "second.one", None));
        Assert.True(await visitor.IsIn());
    }

    [Theory]
    [InlineData("/sign-in", "sign-in")]
    [InlineData("/password", "password")]
    [InlineData("/second-factor", "second-factor")]
    [InlineData("/new-second-factor", "renew-factor")]
    [InlineData("/new-second-factor", "replace-factor")]
    public async Task Every_form_of_nobodys_token_is_drawn_again_or_leads_to_the_sign_in(string address, string handler)
    {
        var name = $"of.{handler}";
        using var visitor = new SignedInVisitor(app);
        var password = await Made(name);
        var token = await visitor.Open("/sign-in");
        (await visitor.SignIn(name, password)).Dispose();

        using var answer = await visitor.Post(address, handler, token, ("UserName", "x"), ("Old", password),
            ("Chosen", "Kvwmrt-plodge-haps"), ("Again", "Kvwmrt-plodge-haps"), ("Code", "123456"));

        Assert.Contains(Sentence, await Body(answer), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.False(await db.Audit.AnyAsync(
            a => a.Subject == name && (a.Action.StartsWith("password.") || a.Action.StartsWith("second-factor.")), None));
    }

    [Fact]
    public async Task A_refused_sign_out_leads_to_the_button_once_more()
    {
        var password = await Made("stays.in");
        using var visitor = new SignedInVisitor(app);
        var token = await visitor.Open("/sign-in");
        (await visitor.SignIn("stays.in", password)).Dispose();

        using var answer = await visitor.Send(new HttpRequestMessage(
            HttpMethod.Post, "/sign-out") { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]) });
        using var shown = await visitor.Get(answer.Headers.Location!.ToString(), "text/html");

        Assert.Contains(Sentence, await Body(shown), StringComparison.Ordinal);
        Assert.True(await visitor.IsIn());
    }

    [Fact]
    public async Task The_page_that_answers_a_changed_password_belongs_to_the_session_that_came_of_it()
    {
        var password = await Made("new.session", isSettled: false);
        using var visitor = new SignedInVisitor(app);
        (await visitor.SignIn("new.session", password)).Dispose();

        using var answer = await visitor.Fill(
            "/password", "password", ("Old", password), ("Chosen", "Kvwmrt-plodge-haps"), ("Again", "Kvwmrt-plodge-haps"));

        var tag = System.Text.RegularExpressions.Regex.Match(await Body(answer), "data-session=\"([^\"]+)\"").Groups[1].Value;
        using var asked = await visitor.Get($"/session?of={tag}");
        Assert.Equal(SessionSetup.Open, await Body(asked));
    }
}
