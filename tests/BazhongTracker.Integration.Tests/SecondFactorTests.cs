using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.SecondFactors;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed partial class SecondFactorTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Page = "/second-factor";
    private static readonly CancellationToken None = CancellationToken.None;
    private WebApplication app = null!;

    public async ValueTask InitializeAsync() => app = await RunningServer.Start(database, "Production", "--SignIn:SecondFactor=Privileged");

    public async ValueTask DisposeAsync()
    {
        database.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.StopAsync(None);
        await app.DisposeAsync();
    }

    private async Task<string> Made(string name, string role)
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

    private static async Task<string> LedTo(SignedInVisitor visitor, string path)
    {
        using var answer = await visitor.Get(path, "text/html");
        return answer.StatusCode == HttpStatusCode.Redirect ? answer.Headers.Location!.ToString() : answer.StatusCode.ToString();
    }

    internal static async Task<string> Shown(SignedInVisitor visitor)
    {
        using var answer = await visitor.Get(Page, "text/html");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(None));
    }

    private static async Task<(HttpStatusCode Status, string Page)> Sent(SignedInVisitor visitor, string code)
    {
        using var answer = await visitor.Fill(Page, "second-factor", ("Code", code));
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(None)));
    }

    internal static byte[] SeedOf(string page)
    {
        var bits = string.Concat(Base32.Plain(Secret().Match(page).Groups["key"].Value).Select(c => Convert.ToString(Base32.Alphabet.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
    }

    internal static string CodeAt(byte[] seed, TimeProvider clock, int steps = 0) => Totp.CodeOf(seed, Totp.StepAt(clock.GetUtcNow().UtcDateTime) + steps);

    private string CodeOf(byte[] seed, int steps = 0) => CodeAt(seed, database.Clock, steps);

    /// <summary>One who signs in with a second factor, half a minute after setting it up.</summary>
    private async Task<(string Password, byte[] Seed, string[] Recovery)> Enrolled(string name, string role = RoleNames.Reviewer)
    {
        var password = await Made(name, role);
        using var visitor = await In(name, password);
        var seed = SeedOf(await Shown(visitor));
        var done = await Sent(visitor, CodeOf(seed));
        Assert.Contains("验证器已绑定", done.Page, StringComparison.Ordinal);
        database.Clock.Advance(TimeSpan.FromSeconds(30));
        return (password, seed, [.. Recovery().Matches(done.Page).Select(m => m.Groups["code"].Value)]);
    }

    private async Task<List<string>> Audited(string name)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return await db.Audit.Where(a => a.Subject == name && a.Action.StartsWith("second-factor")).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync(None);
    }

    [Theory]
    [InlineData(RoleNames.Admin)]
    [InlineData(RoleNames.Security)]
    [InlineData(RoleNames.Auditor)]
    [InlineData(RoleNames.Reviewer)]
    public async Task Who_holds_a_privilege_reaches_nothing_but_the_enrolment(string role)
    {
        using var visitor = await In($"new-{role}", await Made($"new-{role}", role));
        Assert.Equal("/second-factor?return=%2F", await LedTo(visitor, "/"));
        Assert.Equal("/second-factor?return=%2Fruns", await LedTo(visitor, "/runs"));
        Assert.Equal("/second-factor?return=%2Fpassword", await LedTo(visitor, "/password"));
        Assert.Equal("Forbidden", await LedTo(visitor, "/api/v1/decisions"));
        Assert.Equal("Forbidden", await LedTo(visitor, "/openapi/v1.json"));
        Assert.Equal("OK", await LedTo(visitor, Page));
    }

    [Theory]
    [InlineData(RoleNames.Clerk)]
    [InlineData(RoleNames.Leader)]
    public async Task Others_are_asked_for_none_but_may_have_one(string role)
    {
        using var visitor = await In($"new-{role}", await Made($"new-{role}", role));
        Assert.Equal("OK", await LedTo(visitor, "/targets"));
        Assert.Equal("OK", await LedTo(visitor, Page));
    }

    [Fact]
    public async Task A_code_after_the_password_opens_what_the_password_alone_does_not()
    {
        var (password, seed, recovery) = await Enrolled("whole");
        Assert.Equal(10, recovery.Distinct().Count());
        using var visitor = await In("whole", password);
        Assert.Equal("/second-factor?return=%2Freviews", await LedTo(visitor, "/reviews"));
        Assert.DoesNotContain("class=\"secret\"", await Shown(visitor), StringComparison.Ordinal);
        var before = visitor.Cookies["__Host-tracker"];

        Assert.Equal(HttpStatusCode.Redirect, (await Sent(visitor, CodeOf(seed))).Status);

        Assert.NotEqual(before, visitor.Cookies["__Host-tracker"]);
        Assert.Equal("OK", await LedTo(visitor, "/reviews"));
        Assert.Equal(["second-factor.enrolled", "second-factor.ok"], await Audited("whole"));
    }

    [Fact]
    public async Task A_code_is_taken_once_and_neither_two_steps_early_nor_late()
    {
        var (password, seed, _) = await Enrolled("once");
        using var one = await In("once", password);
        using var other = await In("once", password);
        database.Clock.Advance(TimeSpan.FromMinutes(1));

        foreach (var steps in new[] { -2, 2, 20 })
        {
            Assert.Contains("口令不对", (await Sent(one, CodeOf(seed, steps))).Page, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await Sent(one, CodeOf(seed))).Status);
        Assert.Equal(HttpStatusCode.OK, (await Sent(other, CodeOf(seed))).Status);
        Assert.Equal(HttpStatusCode.OK, (await Sent(other, CodeOf(seed, -1))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await Sent(other, CodeOf(seed, 1))).Status);
    }

    [Fact]
    public async Task The_code_of_the_enrolment_does_not_sign_in()
    {
        var password = await Made("replayed", RoleNames.Reviewer);
        using var visitor = await In("replayed", password);
        var code = CodeOf(SeedOf(await Shown(visitor)));
        await Sent(visitor, code);
        using var anew = await In("replayed", password);
        Assert.Equal(HttpStatusCode.OK, (await Sent(anew, code)).Status);
    }

    [Fact]
    public async Task Of_one_code_sent_twice_at_once_one_is_taken()
    {
        var (password, seed, _) = await Enrolled("race");
        using var one = await In("race", password);
        using var other = await In("race", password);
        var answers = await Task.WhenAll(Sent(one, CodeOf(seed)), Sent(other, CodeOf(seed)));
        Assert.Single(answers, a => a.Status == HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Five_failures_lock_the_factor_for_half_an_hour()
    {
        var (password, seed, _) = await Enrolled("locked");
        using (var visitor = await In("locked", password))
        {
            for (var guess = 0; guess < 5; guess++)
            {
                var wrong = $"00000{guess}" == CodeOf(seed) ? "999999" : $"00000{guess}";
                Assert.Contains("口令不对", (await Sent(visitor, wrong)).Page, StringComparison.Ordinal);
            }

            Assert.Contains("口令不对", (await Sent(visitor, CodeOf(seed))).Page, StringComparison.Ordinal);
            Assert.Equal("second-factor.locked", (await Audited("locked"))[^2]);
        }

        database.Clock.Advance(TimeSpan.FromMinutes(29));
        using (var early = await In("locked", password))
        {
            Assert.Equal(HttpStatusCode.OK, (await Sent(early, CodeOf(seed))).Status);
        }

        database.Clock.Advance(TimeSpan.FromMinutes(1));
        using var after = await In("locked", password);
        Assert.Equal(HttpStatusCode.Redirect, (await Sent(after, CodeOf(seed))).Status);
    }

    [Fact]
    public async Task A_recovery_code_opens_once()
    {
        var (password, _, recovery) = await Enrolled("recovered");
        using var visitor = await In("recovered", password);
        Assert.Equal(HttpStatusCode.Redirect, (await Sent(visitor, recovery[3].ToLowerInvariant())).Status);
        Assert.Contains("还有9个恢复码", await Shown(visitor), StringComparison.Ordinal);
        using var anew = await In("recovered", password);
        Assert.Equal(HttpStatusCode.OK, (await Sent(anew, recovery[3])).Status);
    }

    [Fact]
    public async Task A_first_password_is_changed_before_the_enrolment_and_then_only_that_is_left()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var first = await scope.ServiceProvider.GetRequiredService<Accounts>().Create("both", "both", "agriculture", [RoleNames.Reviewer], Actor.System);
        using var visitor = await In("both", first);
        Assert.Equal("/password?return=%2F", await LedTo(visitor, "/"));
        using var changed = await visitor.Fill("/password", "password", ("Old", first), ("Chosen", "Kvwmrt-plodge-haps"), ("Again", "Kvwmrt-plodge-haps"));
        Assert.Equal("/second-factor?return=%2F", await LedTo(visitor, "/"));
    }

    [Fact]
    public async Task An_administrator_takes_a_lost_authenticator_away()
    {
        var (password, _, _) = await Enrolled("lost");
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Accounts>().RemoveSecondFactor("lost", new Actor("the-admin", "管理员", "", [RoleNames.Admin]), None);
        using var visitor = await In("lost", password);
        Assert.Contains("class=\"secret\"", await Shown(visitor), StringComparison.Ordinal);
        Assert.Equal("second-factor.removed", (await Audited("lost"))[^1]);
    }

    [Fact]
    public async Task The_database_holds_neither_seed_nor_recovery_code()
    {
        var (_, seed, recovery) = await Enrolled("dumped");
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var id = await db.Users.Where(p => p.UserName == "dumped").Select(p => p.Id).SingleAsync(None);
        var kept = (await db.SecondFactors.AsNoTracking().SingleAsync(f => f.PersonId == id, None)).ProtectedSeed;
        var hashes = await db.RecoveryCodes.Where(c => c.PersonId == id).Select(c => c.Hash).ToListAsync(None);

        var bytes = Encoding.Latin1.GetString(Convert.FromBase64String(kept));
        Assert.DoesNotContain(Encoding.Latin1.GetString(seed), bytes, StringComparison.Ordinal);
        Assert.DoesNotContain(Base32.Of(seed), kept, StringComparison.Ordinal);
        Assert.Equal(10, hashes.Count);
        Assert.DoesNotContain(hashes, h => recovery.Contains(h));
    }

    [Fact]
    public async Task A_key_that_is_being_set_up_belongs_to_the_session_that_set_it_up()
    {
        var password = await Made("two-places", RoleNames.Reviewer);
        using var noted = await In("two-places", password);
        var seen = SeedOf(await Shown(noted));
        Assert.Equal(seen, SeedOf(await Shown(noted)));

        using var visitor = await In("two-places", password);
        var own = SeedOf(await Shown(visitor));
        Assert.NotEqual(seen, own);
        Assert.Contains("口令不对", (await Sent(visitor, CodeOf(seen))).Page, StringComparison.Ordinal);
        Assert.Contains("验证器已绑定", (await Sent(visitor, CodeOf(own))).Page, StringComparison.Ordinal);
    }

    [GeneratedRegex("class=\"secret\">(?<key>[^<]+)<")]
    private static partial Regex Secret();

    [GeneratedRegex("<li>(?<code>[A-Z2-7]{4}(?: [A-Z2-7]{4}){3})</li>")]
    private static partial Regex Recovery();
}
