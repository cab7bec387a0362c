using System.Net;
using System.Text.RegularExpressions;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>Another authenticator or other recovery codes, by the person alone.</summary>
public sealed partial class RenewalTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Page = "/new-second-factor";
    private static readonly CancellationToken None = CancellationToken.None;
    private WebApplication app = null!;
    private string password = "";

    public async ValueTask InitializeAsync() => app = await RunningServer.Start(database, "Production", "--SignIn:SecondFactor=Privileged");

    public async ValueTask DisposeAsync()
    {
        database.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.StopAsync(None);
        await app.DisposeAsync();
    }

    private async Task<(SignedInVisitor Visitor, byte[] Seed, string[] Codes)> Enrolled(string name)
    {
        await using var scope = app.Services.CreateAsyncScope();
        password = await database.Settled(name, await scope.ServiceProvider.GetRequiredService<Accounts>().Create(name, name, "agriculture", [RoleNames.Reviewer], Actor.System));
        var visitor = new SignedInVisitor(app);
        using var entered = await visitor.SignIn(name, password);
        var seed = SecondFactorTests.SeedOf(await SecondFactorTests.Shown(visitor));
        var done = await Sent(visitor, "/second-factor", "second-factor", ("Code", CodeOf(seed)));
        database.Clock.Advance(TimeSpan.FromSeconds(30));
        return (visitor, seed, CodesOn(done));
    }

    private string CodeOf(byte[] seed, int steps = 0) => SecondFactorTests.CodeAt(seed, database.Clock, steps);

    private static string[] CodesOn(string page) => [.. Recovery().Matches(page).Select(m => m.Groups["code"].Value)];

    private static async Task<string> Sent(SignedInVisitor visitor, string address, string form, params (string Name, string Value)[] fields)
    {
        using var answer = await visitor.Fill(address, form, fields);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(None));
    }

    private async Task<bool> ComesIn(string name, string code)
    {
        using var visitor = new SignedInVisitor(app);
        using var entered = await visitor.SignIn(name, password);
        using var answer = await visitor.Fill("/second-factor", "second-factor", ("Code", code));
        return answer.StatusCode == HttpStatusCode.Redirect;
    }

    private async Task<List<string>> Audited(string name)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return await db.Audit.Where(a => a.Subject == name && a.Action.StartsWith("second-factor")).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync(None);
    }

    [Fact]
    public async Task With_password_and_code_the_authenticator_is_replaced_and_the_old_one_works_until_then()
    {
        var (visitor, old, codes) = await Enrolled("replacing");
        using var other = new SignedInVisitor(app);
        using var entered = await other.SignIn("replacing", password);
        var shown = await Sent(visitor, Page, "renew-factor", ("Password", password), ("Code", CodeOf(old)), ("What", "authenticator"));
        var (made, kept) = (SecondFactorTests.SeedOf(shown), Sealed().Match(shown).Groups["text"].Value);
        database.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Contains("口令不对", await Sent(visitor, Page, "replace-factor", ("Sealed", kept), ("Code", CodeOf(old))), StringComparison.Ordinal);
        Assert.True(await ComesIn("replacing", CodeOf(old)));
        database.Clock.Advance(TimeSpan.FromSeconds(60));
        var done = await Sent(visitor, Page, "replace-factor", ("Sealed", kept), ("Code", CodeOf(made)));

        Assert.Contains("验证器已更换", done, StringComparison.Ordinal);
        Assert.Equal(10, CodesOn(done).Except(codes).Count());
        database.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True(await visitor.IsIn());
        Assert.False(await other.IsIn());
        Assert.False(await ComesIn("replacing", CodeOf(old)));
        Assert.False(await ComesIn("replacing", codes[0]));
        Assert.True(await ComesIn("replacing", CodeOf(made)));
        Assert.Contains("second-factor.replaced", await Audited("replacing"));
        visitor.Dispose();
    }

    [Fact]
    public async Task Without_password_or_code_nothing_is_replaced()
    {
        var (visitor, seed, _) = await Enrolled("refused");
        Assert.Contains("密码或口令不对", await Sent(visitor, Page, "renew-factor", ("Password", "Spring-2026"), ("Code", CodeOf(seed)), ("What", "codes")), StringComparison.Ordinal);
        Assert.Contains("密码或口令不对", await Sent(visitor, Page, "renew-factor", ("Password", password), ("Code", "000000"), ("What", "codes")), StringComparison.Ordinal);
        Assert.Contains("已过10分钟", await Sent(visitor, Page, "replace-factor", ("Sealed", "AAAA"), ("Code", "000000")), StringComparison.Ordinal);
        Assert.DoesNotContain("second-factor.codes", await Audited("refused"));
        visitor.Dispose();
    }

    [Fact]
    public async Task A_new_key_is_worth_nothing_after_ten_minutes_and_in_another_session()
    {
        var (visitor, seed, codes) = await Enrolled("stolen");
        var shown = await Sent(visitor, Page, "renew-factor", ("Password", password), ("Code", CodeOf(seed)), ("What", "authenticator"));
        var (made, kept) = (SecondFactorTests.SeedOf(shown), Sealed().Match(shown).Groups["text"].Value);
        using var other = new SignedInVisitor(app);
        using var entered = await other.SignIn("stolen", password);
        using var opened = await other.Fill("/second-factor", "second-factor", ("Code", codes[1]));

        Assert.Contains("已过10分钟", await Sent(other, Page, "replace-factor", ("Sealed", kept), ("Code", CodeOf(made))), StringComparison.Ordinal);
        database.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Contains("已过10分钟", await Sent(visitor, Page, "replace-factor", ("Sealed", kept), ("Code", CodeOf(made))), StringComparison.Ordinal);
        visitor.Dispose();
    }

    [Fact]
    public async Task New_recovery_codes_void_the_former_ones()
    {
        var (visitor, seed, codes) = await Enrolled("anew");
        var made = CodesOn(await Sent(visitor, Page, "renew-factor", ("Password", password), ("Code", CodeOf(seed)), ("What", "codes")));
        Assert.Equal(10, made.Except(codes).Count());
        Assert.False(await ComesIn("anew", codes[0]));
        Assert.True(await ComesIn("anew", made[0]));
        Assert.Contains("second-factor.codes", await Audited("anew"));
        visitor.Dispose();
    }

    [GeneratedRegex("name=\"Form.Sealed\" value=\"(?<text>[^\"]+)\"")]
    private static partial Regex Sealed();

    [GeneratedRegex("<li>(?<code>[A-Z2-7]{4}(?: [A-Z2-7]{4}){3})</li>")]
    private static partial Regex Recovery();
}
