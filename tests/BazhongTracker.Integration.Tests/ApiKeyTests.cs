using System.Net;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>The program in Production, where nobody is let in without a key or a password.</summary>
public sealed class ClosedServer : IAsyncLifetime
{
    public TestDatabase Database { get; } = new();

    public WebApplication App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        App = await RunningServer.Start(Database, "Production");
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await Database.DisposeAsync();
    }
}

public sealed class ApiKeyTests(ClosedServer server) : IClassFixture<ClosedServer>
{
    private static readonly CancellationToken None = CancellationToken.None;

    private async Task<T> With<T>(Func<ApiKeys, Task<T>> deed)
    {
        await using var scope = server.App.Services.CreateAsyncScope();
        return await deed(scope.ServiceProvider.GetRequiredService<ApiKeys>());
    }

    private Task<string> Made(string name, DateOnly? expires = null, string role = RoleNames.Reader, string department = "") =>
        With(keys => keys.Create(name, [role], department, expires, Actor.System, None));

    private async Task<HttpStatusCode> Asked(string path, string? key, HttpMethod? method = null)
    {
        // Of wrong keys only some are looked at in a minute.
        server.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        using var http = RunningServer.ClientOf(server.App);
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        if (key is not null)
        {
            request.Headers.Add(ApiKeyAccess.Header, key);
        }

        return (await http.SendAsync(request, None)).StatusCode;
    }

    [Fact]
    public async Task A_key_reads_the_api_and_opens_no_page()
    {
        var key = await Made("statistics");

        Assert.Equal(HttpStatusCode.OK, await Asked("/api/v1/targets", key));
        Assert.Equal(HttpStatusCode.OK, await Asked("/openapi/v1.json", key));
        Assert.Equal(HttpStatusCode.Redirect, await Asked("/targets", key));
    }

    [Fact]
    public async Task A_wrong_key_is_refused_whatever_is_wrong_with_it()
    {
        var key = await Made("mistyped");

        foreach (var wrong in new[] { key[..^1] + (key[^1] == 'a' ? 'b' : 'a'), "mistyped", "mistyped.", "nobody." + key["mistyped.".Length..], "", ".", new string('x', 4000), "' or 1=1 --" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await Asked("/api/v1/targets", wrong));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await Asked("/api/v1/targets", null));
    }

    [Fact]
    public async Task A_revoked_key_is_worth_nothing_and_its_name_is_not_given_again()
    {
        var key = await Made("revoked");
        await With(async keys =>
        {
            await keys.Revoke("revoked", Actor.System, None);
            return 0;
        });

        Assert.Equal(HttpStatusCode.Unauthorized, await Asked("/api/v1/targets", key));
        Assert.Equal("key.exists", (await Assert.ThrowsAsync<RuleViolation>(() => Made("revoked"))).Code);
    }

    [Fact]
    public async Task A_key_is_good_until_the_end_of_its_last_day()
    {
        var today = new DateOnly(2026, 11, 24);
        var key = await Made("passing", today);

        Assert.Equal(HttpStatusCode.OK, await Asked("/api/v1/departments", key));
        await using (var db = await server.Database.Contexts.CreateDbContextAsync(None))
        {
            await db.ApiKeys.Where(k => k.Name == "passing").ExecuteUpdateAsync(set => set.SetProperty(k => k.Expires, today.AddDays(-1)), None);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await Asked("/api/v1/departments", key));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task A_key_never_writes(string method) =>
        Assert.Equal(HttpStatusCode.Forbidden, await Asked("/api/v1/targets", await Made("writer-" + method.ToLowerInvariant()), new HttpMethod(method)));

    [Fact]
    public async Task Only_a_hash_is_kept_with_the_day_of_last_use_and_who_made_and_revoked_it_stands_in_the_audit()
    {
        var key = await Made("audited", role: RoleNames.Supervision, department: "agriculture");
        Assert.Equal(HttpStatusCode.OK, await Asked("/api/v1/departments", key));
        await With(async keys =>
        {
            await keys.Revoke("audited", Actor.System, None);
            return 0;
        });

        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        var stored = await db.ApiKeys.SingleAsync(k => k.Name == "audited", None);
        Assert.Equal(new DateOnly(2026, 11, 24), stored.LastUsed);
        Assert.Equal(64, stored.Hash.Length);
        var audit = await db.Audit.Where(a => a.Subject == "audited").OrderBy(a => a.Id).ToListAsync(None);
        Assert.Equal(["create-api-key", "revoke-api-key"], audit.Select(a => a.Action));
        Assert.Equal("supervision agriculture", audit[0].NewValue);
        Assert.All(audit, a => Assert.DoesNotContain(key["audited.".Length..], $"{a.OldValue}{a.NewValue}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_that_could_act_or_belongs_nowhere_is_not_made()
    {
        Assert.Equal("key.role", (await Assert.ThrowsAsync<RuleViolation>(() => Made("acting", role: RoleNames.Reviewer))).Code);
        Assert.Equal("key.department", (await Assert.ThrowsAsync<RuleViolation>(() => Made("nowhere", department: "nowhere"))).Code);
        Assert.Equal("key.past", (await Assert.ThrowsAsync<RuleViolation>(() => Made("late", new DateOnly(2026, 11, 23)))).Code);
        Assert.Equal("key.name", (await Assert.ThrowsAsync<RuleViolation>(() => Made("Not A Name"))).Code);
        Assert.Equal("key.unknown", (await Assert.ThrowsAsync<RuleViolation>(() => With(async keys =>
        {
            await keys.Revoke("never-made", Actor.System, None);
            return 0;
        }))).Code);
    }
}

public sealed class KeyAndDemoLeaderTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_wrong_key_does_not_become_the_demo_leader()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/targets");
        request.Headers.Add(ApiKeyAccess.Header, "nobody.nothing");

        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Http.SendAsync(request, CancellationToken.None)).StatusCode);
    }
}
