using System.Net;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.People;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests.Access;

public sealed class KeysAndSettingsTests(PeopledServer server) : IClassFixture<PeopledServer>
{
    private static readonly CancellationToken None = CancellationToken.None;

    private async Task<string> Page(string path, string who)
    {
        using var answer = await server[who].Get(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(None));
    }

    [Fact]
    public async Task Keys_are_listed_by_state_with_their_maker_and_never_with_the_key()
    {
        await using var scope = server.App.Services.CreateAsyncScope();
        var keys = scope.ServiceProvider.GetRequiredService<ApiKeys>();
        var good = await keys.Create("dashboard", [RoleNames.Leader], PeopledServer.Own, new DateOnly(2026, 12, 31), Actor.System, None);
        await keys.Create("an-old-one", [RoleNames.Reader], "", null, Actor.System, None);
        await keys.Revoke("an-old-one", Actor.System, None);
        await keys.Recognise(good, None);

        var rows = (await scope.ServiceProvider.GetRequiredService<KeysQuery>().Run(PeopledServer.ActorOf(RoleNames.Admin), None)).Where(r => r.Name is "dashboard" or "an-old-one").ToList();

        Assert.Equal([("dashboard", KeyState.Good), ("an-old-one", KeyState.Revoked)], rows.Select(r => (r.Name, r.State)));
        Assert.Equal(("系统", PeopledServer.Own, new DateOnly(2026, 12, 31)), (rows[0].MadeBy, rows[0].Department!.Code, rows[0].Expires));
        Assert.NotNull(rows[0].LastUsed);
        Assert.Null(rows[1].LastUsed);
        var page = await Page("/api-keys", RoleNames.Admin);
        Assert.Contains("dashboard", page, StringComparison.Ordinal);
        Assert.DoesNotContain(good.Split('.')[1], page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_security_administrator_makes_a_key_that_reads_what_its_department_sees_and_revokes_it()
    {
        var security = PeopledServer.ActorOf(RoleNames.Security);
        await using var scope = server.App.Services.CreateAsyncScope();
        var (desk, keys, query) = (scope.ServiceProvider.GetRequiredService<KeyDesk>(), scope.ServiceProvider.GetRequiredService<ApiKeys>(), scope.ServiceProvider.GetRequiredService<KeysQuery>());
        var key = await desk.Create(new NewKey(" made-by-page ", PeopledServer.Own, new DateOnly(2026, 11, 24)), security);

        var reader = (await keys.Recognise(key, None))!.Reader;
        Assert.Equal((PeopledServer.Own, "reader clerk"), (reader.DepartmentCode, string.Join(' ', reader.Roles)));
        Assert.Equal((security.DisplayName, KeyState.Good), (await query.Run(security, None)).Where(r => r.Name == "made-by-page").Select(r => (r.MadeBy, r.State)).Single());

        await desk.Revoke("made-by-page", security);
        Assert.Null(await keys.Recognise(key, None));
        Assert.Equal(KeyState.Revoked, (await query.Run(security, None)).Single(r => r.Name == "made-by-page").State);
        Assert.Contains("建立密钥", await Page("/api-keys", RoleNames.Security), StringComparison.Ordinal);
        Assert.DoesNotContain("建立密钥", await Page("/api-keys", RoleNames.Admin), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RoleNames.Admin)]
    [InlineData(RoleNames.Security)]
    public async Task The_settings_in_force_are_shown_and_no_secret_with_them(string who)
    {
        var page = await Page("/settings", who);

        Assert.Contains("三员分立", page, StringComparison.Ordinal);
        Assert.Contains("15分钟", page, StringComparison.Ordinal);
        Assert.Contains("5次", page, StringComparison.Ordinal);
        Assert.All(new[] { "ConnectionStrings", "Data Source", "Host=", server.Database.KeysFolder }, secret => Assert.DoesNotContain(secret, page, StringComparison.Ordinal));
    }
}
