using System.Net;
using BazhongTracker.Data.People;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests.Access;

public sealed class PeopleTests(PeopledServer server) : IClassFixture<PeopledServer>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Admin = PeopledServer.ActorOf(RoleNames.Admin);

    private async Task<T> With<TUse, T>(Func<TUse, Task<T>> deed)
        where TUse : notnull
    {
        await using var scope = server.App.Services.CreateAsyncScope();
        return await deed(scope.ServiceProvider.GetRequiredService<TUse>());
    }

    private Task<PersonRow?> Seen(string name) => With<PeopleQuery, PersonRow?>(q => q.One(name, Admin, None));

    private async Task<string> Page(string path, string who = RoleNames.Admin)
    {
        using var answer = await server[who].Get(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(None));
    }

    [Fact]
    public async Task The_list_says_who_is_in_use_disabled_locked_or_has_a_password_to_change()
    {
        var spare = await server.Spare();
        var rows = (await With<PeopleQuery, IReadOnlyList<PersonRow>>(q => q.All(Admin, None))).ToDictionary(p => p.UserName);

        Assert.Equal(AccountState.InUse, rows["the-reader"].State);
        Assert.Equal(AccountState.Disabled, rows["the-disabled"].State);
        Assert.Equal(AccountState.Locked, rows["the-locked"].State);
        Assert.Equal(AccountState.OneTime, rows[spare].State);
        Assert.Equal([RoleNames.Clerk], rows["the-clerk"].Roles);
        Assert.NotNull(rows["the-clerk"].LastSignInUtc);
        Assert.Null(rows[spare].LastSignInUtc);

        var now = server.Database.Clock.GetUtcNow().UtcDateTime;
        Assert.Equal(AccountState.OneTimeOver, PersonRow.StateOf(new Person { OneTimeUntilUtc = now.AddSeconds(-1) }, now));
    }

    [Theory]
    [InlineData("the-clerk", "the-clerk", "the-reader")]
    [InlineData("填报人", "the-clerk", "the-reader")]
    [InlineData("农业 停用", "the-disabled", "the-clerk")]
    public async Task The_filter_finds_names_departments_roles_and_states(string text, string found, string not)
    {
        var page = await Page("/people?q=" + Uri.EscapeDataString(text));

        Assert.Contains($"href=\"people/{found}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"href=\"people/{not}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_administrator_sees_the_deeds_that_are_his()
    {
        var (admin, security, own) = (await Page("/people/the-clerk"), await Page("/people/the-clerk", RoleNames.Security), await Page("/people/the-admin"));

        Assert.Contains("重置密码", admin, StringComparison.Ordinal);
        Assert.DoesNotContain("保存角色与部门", admin, StringComparison.Ordinal);
        Assert.Contains("保存角色与部门", security, StringComparison.Ordinal);
        Assert.DoesNotContain("重置密码", security, StringComparison.Ordinal);
        Assert.Contains("这是您本人的账号", own, StringComparison.Ordinal);
        Assert.DoesNotContain("停用账号", own, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_account_holds_no_role_signs_in_and_opens_nothing()
    {
        var password = await With<PeopleDesk, string>(d => d.Create(new NewPerson(" New.Person ", "新同事", PeopledServer.Own), Admin));

        var row = (await Seen("new.person"))!;
        Assert.Equal(("新同事", AccountState.OneTime, 0), (row.DisplayName, row.State, row.Roles.Count));
        using var visitor = new SignedInVisitor(server.App);
        using var answer = await visitor.SignIn("new.person", password);
        using var page = await visitor.Get("/password", "text/html");
        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        using var ledger = await visitor.Get("/targets", "text/html");
        Assert.StartsWith("/password", ledger.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "甲", PeopledServer.Own, "account.name")]
    [InlineData("有 空格", "甲", PeopledServer.Own, "account.name")]
    [InlineData("<script>", "甲", PeopledServer.Own, "account.name")]
    [InlineData("the-clerk", "甲", PeopledServer.Own, "account.exists")]
    [InlineData("system", "甲", PeopledServer.Own, "account.exists")]
    [InlineData("fine", "  ", PeopledServer.Own, "account.display_name")]
    [InlineData("fine", "a\u202Eb", PeopledServer.Own, "text.direction")]
    [InlineData("fine", "甲", "*", "account.no_department")]
    public async Task What_is_typed_wrong_is_refused_with_the_reason_of_its_field(string name, string display, string department, string code)
    {
        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => With<PeopleDesk, string>(d => d.Create(new NewPerson(name, display, department), Admin)));

        Assert.Equal(code, refusal.Code);
        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        Assert.False(await db.Users.AnyAsync(p => p.UserName == "fine" || p.DisplayName == "甲", None));
    }

    [Fact]
    public async Task Of_two_who_make_the_same_name_at_once_one_makes_it_and_the_others_are_told_at_the_field()
    {
        for (var round = 0; round < 5; round++)
        {
            var name = $"twins-{round}";
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                try
                {
                    return (await With<PeopleDesk, string>(d => d.Create(new NewPerson(name, name, PeopledServer.Own), Admin))).Length > 0 ? "made" : "";
                }
                catch (RuleViolation no)
                {
                    return no.Code;
                }
            })));

            Assert.Equal(["account.exists", "account.exists", "account.exists", "made"], answers.Order(StringComparer.Ordinal));
        }
    }
}
