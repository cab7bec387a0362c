using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests.Access;

/// <summary>Who composes privileges, and how that is refused and remembered.</summary>
public sealed class RoleGrantTests(PeopledServer server) : IClassFixture<PeopledServer>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Security = PeopledServer.ActorOf(RoleNames.Security);
    private static readonly Actor Admin = PeopledServer.ActorOf(RoleNames.Admin);

    private async Task Do<T>(Func<T, Task> deed)
        where T : notnull
    {
        await using var scope = server.App.Services.CreateAsyncScope();
        await deed(scope.ServiceProvider.GetRequiredService<T>());
    }

    private async Task<string> Refused<T>(Func<T, Task> deed)
        where T : notnull => (await Assert.ThrowsAsync<RuleViolation>(() => Do(deed))).Code;

    private Task<string> RefusedChange(RoleChange change, Actor by) => Refused<RoleGrants>(grants => grants.Set(change, by, None));

    private Task Grant(string user, string[] seen, string[] roles, string department = PeopledServer.Own) =>
        Do<RoleGrants>(grants => grants.Set(new RoleChange(user, seen, roles, department), Security, None));

    private async Task<(string Department, string Roles)> Of(string user)
    {
        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        var person = await db.Users.SingleAsync(p => p.UserName == user, None);
        var roles = await (from held in db.UserRoles where held.UserId == person.Id join role in db.Roles on held.RoleId equals role.Id orderby role.Name select role.Name).ToListAsync(None);
        return (await db.DepartmentOf(person.Id, server.Database.Clock.Today(), None), string.Join(',', roles));
    }

    private async Task<List<AuditRow>> Audited(string subject)
    {
        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        return await db.Audit.AsNoTracking().Where(a => a.Subject == subject).OrderBy(a => a.Id).ToListAsync(None);
    }

    [Fact]
    public async Task Roles_are_set_at_once_and_the_audit_says_before_and_after()
    {
        var spare = await server.Spare();

        await Grant(spare, [RoleNames.Reader], [RoleNames.Reviewer, RoleNames.Clerk], PeopledServer.Other);

        Assert.Equal((PeopledServer.Other, "clerk,reviewer"), await Of(spare));
        var row = Assert.Single(await Audited(spare), a => a.Action == "role.changed");
        Assert.Equal(("the-security", "agriculture reader", "tourism clerk,reviewer"), (row.UserName, row.OldValue, row.NewValue));
        await Grant(spare, [RoleNames.Reviewer, RoleNames.Clerk], []);
        Assert.Equal((PeopledServer.Own, ""), await Of(spare));
    }

    [Fact]
    public async Task A_changed_role_ends_the_sessions_of_the_person()
    {
        var name = await server.Spare();
        string password = "";
        await Do<Accounts>(async a => password = await a.ResetPassword(name, Admin, None));
        await server.Database.Settled(name, password);
        using var visitor = new SignedInVisitor(server.App);
        using var answer = await visitor.SignIn(name, password);
        Assert.True(await visitor.IsIn());

        await Grant(name, [RoleNames.Reader], [RoleNames.Leader]);
        server.Database.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(await visitor.IsIn());
    }

    [Theory]
    [InlineData(RoleNames.Admin)]
    [InlineData(RoleNames.Clerk)]
    public async Task The_security_administrator_gives_himself_nothing_however_he_writes_his_name(string role)
    {
        var before = await Of("the-security");

        Assert.Equal("access.denied", await RefusedChange(new RoleChange("the-security", [RoleNames.Security], [role], ""), Security));
        Assert.Equal("access.denied", await RefusedChange(new RoleChange("THE-Security", [RoleNames.Security], [role], ""), Security));

        Assert.Equal(before, await Of("the-security"));
        Assert.Contains(await Audited("role.grant the-security"), a => a is { Action: "authz.denied", UserName: "the-security" });
    }

    [Theory]
    [InlineData("admin,security", PeopledServer.Own, "role.apart")]
    [InlineData("security,auditor", PeopledServer.Own, "role.apart")]
    [InlineData("auditor,reader", PeopledServer.Own, "role.apart")]
    [InlineData("reader,*", PeopledServer.Own, "role.unknown")]
    [InlineData("system", PeopledServer.Own, "role.unknown")]
    [InlineData("clerk", "*", "account.no_department")]
    [InlineData("clerk", "nowhere", "account.no_department")]
    public async Task What_does_not_go_together_or_does_not_exist_is_refused_whole_and_audited(string roles, string department, string code)
    {
        var spare = await server.Spare();

        Assert.Equal(code, await RefusedChange(new RoleChange(spare, [RoleNames.Reader], roles.Split(','), department), Security));

        Assert.Equal((PeopledServer.Own, "reader"), await Of(spare));
        Assert.Equal(("the-security", $"{department} {roles}"), Assert.Single(await Audited(spare), a => a.Action == "role.refused") is var row ? (row.UserName, row.NewValue) : default);
    }

    [Fact]
    public async Task A_decision_about_roles_that_another_changed_meanwhile_is_refused()
    {
        var spare = await server.Spare();
        await Grant(spare, [RoleNames.Reader], [RoleNames.Leader]);

        Assert.Equal("role.meanwhile", await RefusedChange(new RoleChange(spare, [RoleNames.Reader], [RoleNames.Clerk], PeopledServer.Own), Security));
        Assert.Equal("leader", (await Of(spare)).Roles);
    }

    [Theory]
    [InlineData(RoleNames.Admin, "role.last_admin")]
    [InlineData(RoleNames.Security, "role.last_security")]
    public async Task The_last_of_a_kind_is_neither_revoked_nor_disabled_until_there_is_a_second(string kind, string code)
    {
        var last = $"the-{kind}";
        Assert.Equal(code, await RefusedChange(new RoleChange(last, [kind], [RoleNames.Reader], PeopledServer.Own), Security with { UserName = "another" }));
        Assert.Equal(code, await Refused<Accounts>(a => a.Disable(last, Actor.System, None)));
        Assert.Equal((PeopledServer.Own, kind), await Of(last));
        Assert.Contains(await Audited(last), a => a.Action == "role.refused");
        Assert.Contains(await Audited(last), a => a is { Action: "account.refused" } && a.NewValue == code);

        var second = await server.Spare();
        await Grant(second, [RoleNames.Reader], [kind]);
        Assert.Equal(0, (await Audited(second)).Count(a => a.Action == "account.disabled"));
        await Do<Accounts>(a => a.Disable(second, Actor.System, None));
        Assert.Equal(code, await Refused<Accounts>(a => a.Disable(last, Actor.System, None)));
        await Do<Accounts>(a => a.Enable(second, Actor.System, None));
        await Grant(second, [kind], []);
    }

    [Fact]
    public async Task Two_who_take_each_others_role_away_at_once_leave_one()
    {
        var second = await server.Spare();
        await Grant(second, [RoleNames.Reader], [RoleNames.Security]);
        var other = new Actor(second, second, PeopledServer.Own, [RoleNames.Security]);

        var outcomes = await Task.WhenAll(Take("the-security", other), Take(second, Security));

        Assert.Single(outcomes, o => o == "role.last_security");
        await Do<RoleGrants>(g => g.Replace("the-security", [RoleNames.Security], Actor.System, None));
        await Do<RoleGrants>(g => g.Replace(second, [], Actor.System, None));

        async Task<string> Take(string user, Actor by)
        {
            try
            {
                await Do<RoleGrants>(grants => grants.Set(new RoleChange(user, [RoleNames.Security], [], PeopledServer.Own), by, None));
                return "done";
            }
            catch (RuleViolation refusal)
            {
                return refusal.Code;
            }
        }
    }

    [Fact]
    public async Task Who_makes_accounts_gives_no_role_with_them()
    {
        Assert.Equal("access.denied", await Refused<Accounts>(a => a.Create("smuggled", "夹带", PeopledServer.Own, [RoleNames.Admin], Admin)));
        Assert.Equal("access.denied", await Refused<Accounts>(a => a.Create("smuggled", "夹带", PeopledServer.Own, [RoleNames.Reader], Admin)));
        Assert.Equal("access.denied", await RefusedChange(new RoleChange("the-reader", [RoleNames.Reader], [RoleNames.Leader], PeopledServer.Own), Admin));

        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        Assert.False(await db.Users.AnyAsync(p => p.UserName == "smuggled", None));
        Assert.Equal(2, (await Audited("role.grant smuggled")).Count(a => a.Action == "authz.denied"));
        Assert.Single(await Audited("role.grant the-reader"), a => a.Action == "authz.denied");
    }

    [Fact]
    public async Task Nobody_closes_or_resets_his_own_account_and_the_try_is_kept()
    {
        Assert.Equal("access.denied", await Refused<Accounts>(a => a.Disable("the-admin", Admin, None)));
        Assert.Equal("access.denied", await Refused<Accounts>(a => a.ResetPassword("THE-ADMIN", Admin, None)));
        Assert.Equal("access.denied", await Refused<Accounts>(a => a.RemoveSecondFactor("the-admin", Admin, None)));
        Assert.Equal(2, (await Audited("account.close the-admin")).Count(a => a.Action == "authz.denied"));
    }
}
