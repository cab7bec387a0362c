using System.Net;
using System.Text;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class PasswordTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Good = "Kvwmrt-plodge-haps";
    private const string Page = "/password";
    private static readonly CancellationToken None = CancellationToken.None;
    private WebApplication app = null!;

    public async ValueTask InitializeAsync() => app = await RunningServer.Start(database, "Production");

    public async ValueTask DisposeAsync()
    {
        database.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.StopAsync(None);
        await app.DisposeAsync();
    }

    private async Task<T> With<T>(Func<Accounts, Task<T>> deed)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await deed(scope.ServiceProvider.GetRequiredService<Accounts>());
    }

    private Task<string> OneTime(string name) => With(a => a.Create(name, name, "agriculture", [RoleNames.Clerk], Actor.System));

    private async Task<string> Chosen(string name)
    {
        var first = await OneTime(name);
        using var visitor = await In(name, first);
        Assert.Contains("密码已修改", await Changed(visitor, first, Good), StringComparison.Ordinal);
        return Good;
    }

    private async Task<SignedInVisitor> In(string name, string password)
    {
        var visitor = new SignedInVisitor(app);
        using var answer = await visitor.SignIn(name, password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return visitor;
    }

    private async Task<HttpStatusCode> Tried(string name, string password)
    {
        using var visitor = new SignedInVisitor(app);
        using var answer = await visitor.SignIn(name, password);
        return answer.StatusCode;
    }

    private static async Task<string> Changed(SignedInVisitor visitor, string old, string chosen, string? again = null)
    {
        using var answer = await visitor.Fill(Page, "password", ("Old", old), ("Chosen", chosen), ("Again", again ?? chosen));
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(None));
    }

    private static async Task<string> LedTo(SignedInVisitor visitor, string path)
    {
        using var answer = await visitor.Get(path, "text/html");
        return answer.StatusCode == HttpStatusCode.Redirect ? answer.Headers.Location!.ToString() : answer.StatusCode.ToString();
    }

    private async Task<List<string>> Audited(string name)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return await db.Audit.Where(a => a.Subject == name && a.Action.StartsWith("password")).OrderBy(a => a.Id).Select(a => $"{a.UserName} {a.Action}").ToListAsync(None);
    }

    [Fact]
    public async Task A_first_password_opens_nothing_but_the_page_where_it_is_changed()
    {
        var first = await OneTime("first");
        using var visitor = await In("first", first);

        Assert.Equal("/password?return=%2Ftargets%3Fitem%3D8", await LedTo(visitor, "/targets?item=8"));
        Assert.Equal("/password?return=%2Fmy-figures", await LedTo(visitor, "/my-figures"));
        Assert.Equal("/password?return=%2Fsecond-factor", await LedTo(visitor, "/second-factor"));
        Assert.Equal("Forbidden", await LedTo(visitor, "/api/v1/targets"));
        Assert.Equal("Forbidden", await LedTo(visitor, "/openapi/v1.json"));
        using (var socket = await visitor.Send(new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1") { Headers = { { "Origin", RunningServer.ClientOf(app).BaseAddress!.ToString().TrimEnd('/') } } }))
        {
            Assert.Equal(HttpStatusCode.Forbidden, socket.StatusCode);
        }

        Assert.Equal("OK", await LedTo(visitor, Page));
        Assert.Equal("OK", await LedTo(visitor, "/app.css"));
        Assert.Contains("一次性的", await Changed(visitor, first, "x"), StringComparison.Ordinal);

        Assert.Contains("密码已修改", await Changed(visitor, first, Good), StringComparison.Ordinal);
        Assert.Equal("OK", await LedTo(visitor, "/targets"));
        Assert.Equal(HttpStatusCode.OK, await Tried("first", first));
        Assert.Equal(HttpStatusCode.Redirect, await Tried("first", Good));
        Assert.Equal(["first password.ok", "first password.ok", "first password.changed"], await Audited("first"));
    }

    [Fact]
    public async Task One_can_sign_out_instead()
    {
        using var visitor = await In("leaving", await OneTime("leaving"));
        using var answer = await visitor.SignOut(Page);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.False(await visitor.IsIn());
    }

    [Fact]
    public async Task A_first_password_is_good_for_a_day()
    {
        var first = await OneTime("a-day");
        database.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(HttpStatusCode.Redirect, await Tried("a-day", first));
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await Tried("a-day", first));
    }

    [Fact]
    public async Task A_changed_password_ends_the_other_sessions_and_keeps_this_one_under_a_new_id()
    {
        var old = await Chosen("elsewhere");
        using var here = await In("elsewhere", old);
        using var there = await In("elsewhere", old);
        var before = here.Cookies["__Host-tracker"];

        Assert.Contains("密码已修改", await Changed(here, old, "Another-plodge-haps7"), StringComparison.Ordinal);

        database.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(await here.IsIn());
        Assert.False(await there.IsIn());
        Assert.NotEqual(before, here.Cookies["__Host-tracker"]);
    }

    [Theory]
    [InlineData("Bazhong@2026", "“bazhong”")]
    [InlineData("Aa123456!", "太常见或太有规律")]
    [InlineData("Nongyeju2026!", "“nongyeju”")]
    [InlineData("Refused.2026-11!", "“refused”")]
    [InlineData("kvwmrt-plodge-haps", "至少三种")]
    [InlineData(Good, "最近5次用过的密码不能再用")]
    public async Task A_poor_password_is_refused_at_its_field_with_the_reason(string poor, string reason)
    {
        var old = await Chosen("refused." + Guid.NewGuid().ToString("N")[..8]);
        var name = (await LastName())!;
        using var visitor = await In(name, old);
        var page = await Changed(visitor, old, poor);
        Assert.Contains(reason, page, StringComparison.Ordinal);
        Assert.Contains("name=\"Form.Chosen\" type=\"password\" autocomplete=\"new-password\" required aria-describedby=\"rules\" aria-invalid=\"true\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(poor == Good ? "\"" + poor : poor, page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, await Tried(name, old));
    }

    private async Task<string?> LastName()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return await db.Audit.Where(a => a.Action == "create-account").OrderByDescending(a => a.Id).Select(a => a.Subject).FirstAsync(None);
    }

    [Fact]
    public async Task None_of_the_last_five_is_taken_again_and_the_sixth_is()
    {
        var current = await Chosen("again");
        using var visitor = await In("again", current);
        for (var i = 1; i <= 4; i++)
        {
            Assert.Contains("密码已修改", await Changed(visitor, current, $"Plodge-{i}-kvwmrt-haps"), StringComparison.Ordinal);
            current = $"Plodge-{i}-kvwmrt-haps";
            Assert.Contains("最近5次", await Changed(visitor, current, Good), StringComparison.Ordinal);
        }

        Assert.Contains("密码已修改", await Changed(visitor, current, "Plodge-5-kvwmrt-haps"), StringComparison.Ordinal);
        Assert.Contains("密码已修改", await Changed(visitor, "Plodge-5-kvwmrt-haps", Good), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_old_password_is_asked_for_and_guessing_it_locks_the_account()
    {
        var old = await Chosen("guessed");
        using var visitor = await In("guessed", old);
        for (var i = 0; i < 5; i++)
        {
            Assert.Contains("原密码不对", await Changed(visitor, $"Wrong-plodge-{i}", "Another-plodge-haps7"), StringComparison.Ordinal);
        }

        Assert.Contains("原密码不对", await Changed(visitor, old, "Another-plodge-haps7"), StringComparison.Ordinal);
        Assert.Equal(6, (await Audited("guessed")).Count(a => a == "guessed password.failed" || a == " password.failed"));
        Assert.Equal(HttpStatusCode.OK, await Tried("guessed", old));
    }

    [Fact]
    public async Task Two_different_new_ones_change_nothing()
    {
        var old = await Chosen("differing");
        using var visitor = await In("differing", old);
        Assert.Contains("两次输入的新密码不一致", await Changed(visitor, old, "Another-plodge-haps7", "Another-plodge-haps8"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, await Tried("differing", old));
    }

    [Fact]
    public async Task Blanks_emoji_and_Chinese_are_kept_as_typed_and_compared_in_one_way_of_writing()
    {
        var characters = string.Concat(Enumerable.Range(0, 64).Select(i => (char)(0x5200 + (i * 37))));
        var chosen = $"  {characters} é🍊 ";
        var first = await OneTime("verbatim");
        using var visitor = await In("verbatim", first);
        Assert.Contains("密码已修改", await Changed(visitor, first, chosen), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await Tried("verbatim", chosen.Trim()));
        Assert.Equal(HttpStatusCode.Redirect, await Tried("verbatim", chosen));
        Assert.Equal(HttpStatusCode.Redirect, await Tried("verbatim", chosen.Normalize(NormalizationForm.FormD)));
    }

    [Theory]
    [InlineData(76, true, "OK")]
    [InlineData(90, true, "OK")]
    [InlineData(91, false, "/password?return=%2Ftargets")]
    public async Task After_ninety_days_only_the_page_of_the_password_opens(int age, bool reminded, string targets)
    {
        var name = $"aged-{age}";
        var password = await Chosen(name);
        // The clock is not moved: every timer of the program would run for each of the days.
        await using (var db = await database.Contexts.CreateDbContextAsync(None))
        {
            var chosen = database.Clock.GetUtcNow().UtcDateTime.AddDays(-age);
            await db.Users.Where(p => p.UserName == name).ExecuteUpdateAsync(set => set.SetProperty(p => p.PasswordSetUtc, chosen), None);
        }

        using var visitor = await In(name, password);
        Assert.Equal(targets, await LedTo(visitor, "/targets"));
        using var page = await visitor.Get(reminded ? "/targets" : Page, "text/html");
        Assert.Contains(reminded ? "您的密码将于" : "密码已满90天", WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(None)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_gives_a_password_for_a_day_that_must_be_changed_and_ends_every_session()
    {
        var old = await Chosen("reset");
        using var visitor = await In("reset", old);
        var admin = new Actor("the-admin", "管理员", "", [RoleNames.Admin]);
        var secret = await With(a => a.ResetPassword("reset", admin, None));

        database.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.False(await visitor.IsIn());
        Assert.Equal(HttpStatusCode.OK, await Tried("reset", old));
        using var anew = await In("reset", secret);
        Assert.Equal("/password?return=%2Ftargets", await LedTo(anew, "/targets"));
        Assert.Contains("最近5次", await Changed(anew, secret, old), StringComparison.Ordinal);
        Assert.Contains("密码已修改", await Changed(anew, secret, "Another-plodge-haps7"), StringComparison.Ordinal);
        Assert.Equal(["the-admin password.reset", "reset password.changed"], (await Audited("reset")).Where(a => !a.EndsWith("password.ok", StringComparison.Ordinal)).TakeLast(2));
    }

    [Fact]
    public async Task Nobody_resets_the_own_password_and_only_administrators_that_of_others()
    {
        await OneTime("self");
        foreach (var who in new[] { new Actor("self", "自己", "", [RoleNames.Admin]), new Actor("other", "他人", "", [RoleNames.Leader]), new Actor("sec", "安全", "", [RoleNames.Security]) })
        {
            Assert.Equal("access.denied", (await Assert.ThrowsAsync<RuleViolation>(() => With(a => a.ResetPassword("self", who, None)))).Code);
        }
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_led_to_sign_in()
    {
        using var visitor = new SignedInVisitor(app);
        Assert.Contains("/sign-in", await LedTo(visitor, Page), StringComparison.Ordinal);
    }
}
