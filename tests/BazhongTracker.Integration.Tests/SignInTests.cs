using System.Net;
using System.Text.RegularExpressions;
using BazhongTracker.Data.People;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.Passwords;
using BazhongTracker.Web.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed partial class SignInTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private WebApplication app = null!;

    public async ValueTask InitializeAsync() => app = await RunningServer.Start(database, "Production");

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(None);
        await app.DisposeAsync();
    }

    private async Task<T> With<T>(Func<Accounts, Task<T>> deed)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await deed(scope.ServiceProvider.GetRequiredService<Accounts>());
    }

    private async Task<string> Made(string name) =>
        await database.Settled(name, await With(accounts => accounts.Create(name, name, "agriculture", [RoleNames.Clerk], Actor.System)));

    private async Task<List<string>> Audited(string name)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return await db.Audit.Where(a => a.Subject == name && a.Action != "create-account").OrderBy(a => a.Id).Select(a => a.Action).ToListAsync(None);
    }

    private async Task<(HttpStatusCode Status, string Says)> Tried(string name, string password)
    {
        using var visitor = new SignedInVisitor(app);
        using var answer = await visitor.SignIn(name, password);
        var page = await answer.Content.ReadAsStringAsync(None);
        return (answer.StatusCode, WebUtility.HtmlDecode(Sentence().Match(page).Groups["sentence"].Value));
    }

    [Fact]
    public async Task Whatever_is_wrong_the_answer_is_the_same()
    {
        await Made("real");
        var off = await Made("switched-off");
        await With(accounts => accounts.Disable("switched-off", Actor.System, None));

        var wrong = await Tried("real", "wrong-password-1");
        Assert.Equal(HttpStatusCode.OK, wrong.Status);
        Assert.StartsWith("用户名或密码不对", wrong.Says, StringComparison.Ordinal);
        Assert.Equal(wrong, await Tried("nobody-at-all", "wrong-password-1"));
        Assert.Equal(wrong, await Tried("switched-off", off));
        Assert.Equal(wrong, await Tried("real", new string('x', 129)));
        database.Clock.Advance(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Five_failures_lock_an_account_for_half_an_hour_but_not_who_is_in()
    {
        var password = await Made("locked");
        using var inside = new SignedInVisitor(app);
        await inside.SignIn("locked", password);
        for (var i = 0; i < 5; i++)
        {
            await Tried("locked", "wrong-password-1");
        }

        Assert.Equal(HttpStatusCode.OK, (await Tried("locked", password)).Status);
        Assert.True(await inside.IsIn());
        Assert.Equal(["login.ok", .. Enumerable.Repeat("login.failed", 5), "account.locked", "login.failed"], await Audited("locked"));

        database.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(HttpStatusCode.OK, (await Tried("locked", password)).Status);
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Redirect, (await Tried("locked", password)).Status);
        database.Clock.Advance(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_name_is_the_same_in_capitals_and_with_blanks_and_another_in_letters_that_look_alike()
    {
        var password = await Made("named");
        Assert.Equal(HttpStatusCode.Redirect, (await Tried(" Named ", password)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await Tried("NAMED", password)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Tried("n\u0430med", password)).Status);
        database.Clock.Advance(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_lock_is_lifted_by_enabling_the_account()
    {
        var password = await Made("lifted");
        for (var i = 0; i < 5; i++)
        {
            await Tried("lifted", "wrong-password-1");
        }

        await With(async accounts =>
        {
            await accounts.Enable("lifted", Actor.System, None);
            return 0;
        });
        Assert.Equal(HttpStatusCode.Redirect, (await Tried("lifted", password)).Status);
        database.Clock.Advance(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task After_ten_failures_in_a_minute_an_address_is_not_listened_to_until_the_next()
    {
        var password = await Made("spraying");
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await Tried($"nobody-{i}", "Spring-2026")).Status);
        }

        var refused = await Tried("spraying", password);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal("登录失败次数过多，请1分钟后再试。", refused.Says);
        Assert.Empty(await Audited("spraying"));

        database.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Redirect, (await Tried("spraying", password)).Status);
        database.Clock.Advance(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_whole_office_behind_one_address_signs_in_at_once()
    {
        var password = await Made("office");

        var answers = await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => Task.Run(() => Tried("office", password))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.Status));
    }

    [Fact]
    public async Task Of_ten_passwords_at_once_those_after_the_fifth_failure_are_refused_though_they_were_looked_at()
    {
        var password = await Made("outrun");
        var wrong = Enumerable.Range(0, 9).Select(_ => Task.Run(() => Tried("outrun", "Spring-2026"))).ToList();
        await Task.WhenAll(wrong);

        Assert.Equal(HttpStatusCode.OK, (await Tried("outrun", password)).Status);
        Assert.Contains("account.locked", await Audited("outrun"));
        database.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(HttpStatusCode.Redirect, (await Tried("outrun", password)).Status);
    }

    [Fact]
    public async Task A_known_name_costs_the_database_what_an_unknown_one_does()
    {
        await Made("counted");
        async Task<int> Commands(string name)
        {
            await using var db = await database.Contexts.CreateDbContextAsync(None);
            using var count = new QueryCount(db);
            await using var scope = app.Services.CreateAsyncScope();
            Assert.Null(await scope.ServiceProvider.GetRequiredService<PasswordCheck>().Run(name, "Spring-2026", "192.0.2.9", None));
            return count.Commands;
        }

        var unknown = await Commands("nobody-counted");
        Assert.Equal(unknown, await Commands("nobody-counted-too"));
        Assert.Equal(unknown, await Commands("counted"));
        await With(accounts => accounts.Disable("counted", Actor.System, None));
        Assert.Equal(unknown, await Commands("counted"));
    }

    [Fact]
    public async Task A_name_with_control_characters_is_refused_like_any_other()
    {
        await Made("somebody");
        var wrong = await Tried("nobody-at-all", "wrong-password-1");

        Assert.Equal(wrong, await Tried("x\r\n2026-11-23 login.ok user=admin", "wrong-password-1"));
        Assert.Equal(HttpStatusCode.BadRequest, (await Tried("a\0b", "wrong-password-1")).Status);
        database.Clock.Advance(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Of_thirty_wrong_passwords_at_once_from_one_address_ten_are_looked_at()
    {
        await Made("flooded");

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(() => Tried("flooded", "Spring-2026"))));

        Assert.Equal(20, answers.Count(a => a.Status == HttpStatusCode.TooManyRequests));
        database.Clock.Advance(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_password_is_hashed_with_220_000_rounds()
    {
        await using var real = Server.Build(["--environment", "Production", .. database.Settings]);

        Assert.Equal(220_000, real.Services.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount);
    }

    [Fact]
    public async Task A_password_kept_with_fewer_rounds_is_hashed_anew_at_the_next_sign_in()
    {
        var rounds = app.Services.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount;
        var password = await Made("old-hash");
        await using (var db = await database.Contexts.CreateDbContextAsync(None))
        {
            var fewer = Options.Create(new PasswordHasherOptions { IterationCount = rounds / 2 });
            var old = new PasswordHasher<Person>(fewer).HashPassword(new Person(), password);
            await db.Users.Where(p => p.UserName == "old-hash").ExecuteUpdateAsync(set => set.SetProperty(p => p.PasswordHash, old), None);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await Tried("old-hash", password)).Status);

        await using var after = await database.Contexts.CreateDbContextAsync(None);
        var hash = Convert.FromBase64String((await after.Users.SingleAsync(p => p.UserName == "old-hash", None)).PasswordHash!);
        Assert.Equal(2u, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1)));
        Assert.Equal((uint)rounds, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5)));
        Assert.Equal(HttpStatusCode.Redirect, (await Tried("old-hash", password)).Status);
    }

    [Fact]
    public async Task A_password_of_a_megabyte_is_not_even_read()
    {
        using var visitor = new SignedInVisitor(app);
        using var answer = await visitor.SignIn("real-too", new string('x', 1_000_000));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        var password = await Made("forged");
        using var visitor = new SignedInVisitor(app);
        using var answer = await visitor.SignIn("forged", password, withToken: false);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("__Host-tracker", visitor.Cookies.Keys);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("https://evil.example")]
    public async Task After_signing_in_one_stays_in_this_program(string back)
    {
        var name = "back-" + Guid.NewGuid().ToString("N")[..8];
        var password = await Made(name);
        using var visitor = new SignedInVisitor(app);
        using var answer = await visitor.SignIn(name, password, "/sign-in?return=" + Uri.EscapeDataString(back));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var to = new Uri(new Uri("http://tracker/"), answer.Headers.Location!);
        Assert.Equal("/my-figures", to.AbsolutePath);
        Assert.DoesNotContain("evil", to.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    [InlineData("::1", "::1")]
    public void Addresses_of_one_household_count_as_one(string address, string key) =>
        Assert.Equal(key, SignInThrottle.Key(IPAddress.Parse(address)));

    [GeneratedRegex("role=\"alert\">(?<sentence>[^<]+)</p>")]
    private static partial Regex Sentence();
}
