using System.Net;
using BazhongTracker.Data.People;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>A session that was revoked is not born again when its person does what was asked for. The clock stands still, so that the program still believes what it heard of the session before.</summary>
public sealed class RevokedMeanwhileTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Chosen = "Kvwmrt-plodge-haps";
    private static readonly CancellationToken None = CancellationToken.None;
    private WebApplication app = null!;

    public async ValueTask InitializeAsync() => app = await RunningServer.Start(database, "Production", "--SignIn:SecondFactor=Privileged");

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

    private Task<string> Made(string name, string role) => With(a => a.Create(name, name, "agriculture", [role], Actor.System));

    private async Task<int> Open(string name)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return await db.Sessions.CountAsync(s => s.EndedUtc == null && db.Users.Any(p => p.Id == s.PersonId && p.UserName == name), None);
    }

    private async Task<SessionEnd?> LastEnd(string name)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return await db.Sessions.Where(s => db.Users.Any(p => p.Id == s.PersonId && p.UserName == name)).OrderByDescending(s => s.Id).Select(s => s.EndReason).FirstAsync(None);
    }

    [Fact]
    public async Task Who_is_revoked_while_changing_the_password_keeps_the_old_one_and_is_out()
    {
        var first = await Made("revoked-password", RoleNames.Clerk);
        using var visitor = new SignedInVisitor(app);
        using var entered = await visitor.SignIn("revoked-password", first);
        using (var form = await visitor.Get("/password", "text/html"))
        {
            Assert.Equal(HttpStatusCode.OK, form.StatusCode);
        }

        await With(a => a.EndSessions("revoked-password", Actor.System, None));
        using var answer = await visitor.Fill("/password", "password", ("Old", first), ("Chosen", Chosen), ("Again", Chosen));

        Assert.Equal(0, await Open("revoked-password"));
        Assert.Equal(SessionEnd.Revoked, await LastEnd("revoked-password"));
        Assert.Contains("/sign-in", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_revoked_while_setting_up_an_authenticator_is_out()
    {
        var password = await database.Settled("revoked-factor", await Made("revoked-factor", RoleNames.Reviewer));
        using var visitor = new SignedInVisitor(app);
        using var entered = await visitor.SignIn("revoked-factor", password);
        var seed = SecondFactorTests.SeedOf(await SecondFactorTests.Shown(visitor));

        await With(a => a.EndSessions("revoked-factor", Actor.System, None));
        using var answer = await visitor.Fill("/second-factor", "second-factor", ("Code", SecondFactorTests.CodeAt(seed, database.Clock)));

        Assert.Equal(0, await Open("revoked-factor"));
        Assert.Equal(SessionEnd.Revoked, await LastEnd("revoked-factor"));
    }
}
