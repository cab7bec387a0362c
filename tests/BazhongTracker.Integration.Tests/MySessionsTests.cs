using System.Security.Claims;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.Sessions;
using BazhongTracker.Web.Features.SigningIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class MySessionsTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0";
    private static readonly Actor Someone = new("someone", "某人", "agriculture", [RoleNames.Clerk]);
    private static readonly CancellationToken None = CancellationToken.None;

    private static ClaimsPrincipal With(string id) => new(new ClaimsIdentity([new Claim(SessionIds.Claim, id)], "test"));

    private async Task<(MySessions Sessions, Func<string, Task<ClaimsPrincipal>> SignIn)> Of(IServiceProvider services, string name)
    {
        await services.GetRequiredService<Accounts>().Create(name, name, "agriculture", [RoleNames.Clerk], Actor.System);
        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        var person = await db.Users.SingleAsync(p => p.UserName == name, None);
        return (services.GetRequiredService<MySessions>(), async address => With(await services.GetRequiredService<SessionTable>().Begin(person, address, Edge, None)));
    }

    [Fact]
    public async Task A_person_sees_where_they_are_signed_in_and_ends_one_of_them()
    {
        await using var scope = server.Services.CreateAsyncScope();
        var (sessions, signIn) = await Of(scope.ServiceProvider, "two-places");
        var (here, there) = (await signIn("192.0.2.7"), await signIn("192.0.2.8"));

        var list = await sessions.List(Someone, here.SessionHash(), None);
        Assert.Equal([("192.0.2.7", true), ("192.0.2.8", false)], list.Select(s => (s.Address, s.IsThis)));
        Assert.Equal("Edge · Windows", list[0].Agent);

        await sessions.End(Someone, here.SessionHash(), list[1].Id, None);
        Assert.Equal("192.0.2.7", Assert.Single(await sessions.List(Someone, here.SessionHash(), None)).Address);
        Assert.False(await server.Services.GetRequiredService<SessionWatch>().Holds(there.SessionHash()!));
    }

    [Fact]
    public async Task Nobody_ends_a_session_of_another_person()
    {
        await using var scope = server.Services.CreateAsyncScope();
        var (sessions, signIn) = await Of(scope.ServiceProvider, "victim");
        var victim = await signIn("192.0.2.7");
        var (_, intrude) = await Of(scope.ServiceProvider, "intruder");
        var intruder = await intrude("192.0.2.9");

        await sessions.End(Someone, intruder.SessionHash(), (await sessions.List(Someone, victim.SessionHash(), None))[0].Id, None);

        Assert.Single(await sessions.List(Someone, victim.SessionHash(), None));
        Assert.Empty(await sessions.List(Someone, null, None));
    }
}
