using System.Security.Claims;
using BazhongTracker.Data.People;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.Sessions;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>What an open page asks before each event.</summary>
public sealed class CircuitSessionTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly CancellationToken None = CancellationToken.None;

    private async Task<string> Begun(string name)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Accounts>().Create(name, name, "agriculture", [RoleNames.Clerk], Actor.System);
        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        return await server.Services.GetRequiredService<SessionTable>().Begin(await db.Users.SingleAsync(p => p.UserName == name, None), "192.0.2.7", new string('a', 4000), None);
    }

    private CircuitSession PageOf(params Claim[] claims) => new(
        new Fixed(new ClaimsPrincipal(new ClaimsIdentity(claims, "test"))), server.Services.GetRequiredService<SessionWatch>(), server.Services.GetRequiredService<OpenConnections>());

    // The handler looks at nothing of what it is given.
    private static async Task<bool> Ran(CircuitSession page)
    {
        var ran = false;
        await page.CreateInboundActivityHandler(_ =>
        {
            ran = true;
            return Task.CompletedTask;
        })(null!);
        return ran;
    }

    [Fact]
    public async Task An_event_runs_while_the_session_holds_and_no_longer_one_second_after_it_was_ended_elsewhere()
    {
        var id = await Begun("eventful");
        var page = PageOf(new Claim(SessionIds.Claim, id));
        Assert.True(await Ran(page));

        await using (var db = await server.Database.Contexts.CreateDbContextAsync(None))
        {
            var hash = SessionIds.HashOf(id);
            await db.Sessions.Where(s => s.Hash == hash)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedUtc, server.Database.Clock.GetUtcNow().UtcDateTime).SetProperty(s => s.EndReason, SessionEnd.Revoked), None);
        }

        server.Database.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await Ran(page));
        Assert.False(await page.Holds());
    }

    [Fact]
    public async Task Events_and_pushes_by_themselves_do_not_keep_a_session()
    {
        var page = PageOf(new Claim(SessionIds.Claim, await Begun("pushed")));
        for (var minute = 0; minute < 30; minute++)
        {
            Assert.True(await page.Holds());
            server.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.False(await page.Holds());
    }

    [Fact]
    public async Task Nobody_has_an_event_without_a_session()
    {
        Assert.False(await Ran(PageOf()));
        Assert.False(await Ran(PageOf(new Claim(ClaimTypes.Name, "office.leader"))));
        Assert.False(await Ran(PageOf(new Claim(SessionIds.Claim, SessionIds.New()))));
    }

    private sealed class Fixed(ClaimsPrincipal person) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(person));
    }
}
