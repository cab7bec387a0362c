using System.Net;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.Sessions;
using BazhongTracker.Web.Shared.Availability;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace BazhongTracker.Integration.Tests.Availability;

/// <summary>Nobody asks this database whether it is back: the tests say so.</summary>
public sealed class SignedInWhileAwayTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private WebApplication app = null!;

    private DatabaseState State => app.Services.GetRequiredService<DatabaseState>();

    public async ValueTask InitializeAsync()
    {
        app = await RunningServer.Start(database, "Production");
        await app.Services.GetServices<IHostedService>().OfType<DatabaseWatch>().Single().StopAsync(None);
        State.IsWatched = true;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(None);
        await app.DisposeAsync();
    }

    private async Task<SignedInVisitor> In(string name)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var password = await database.Settled(name, await scope.ServiceProvider.GetRequiredService<Accounts>().Create(name, name, "agriculture", [RoleNames.Clerk], Actor.System));
        var visitor = new SignedInVisitor(app);
        using var answer = await visitor.SignIn(name, password);
        using var page = await visitor.Get("/targets", "text/html");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        return visitor;
    }

    private static async Task<(HttpStatusCode Status, string Text)> Page(SignedInVisitor visitor)
    {
        using var answer = await visitor.Get("/targets", "text/html");
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(None));
    }

    [Fact]
    public async Task Whoever_was_known_reads_on_for_five_minutes_and_is_not_signed_out_after_that()
    {
        using var visitor = await In("reads.on");
        State.Silent("no answer");
        database.Clock.Advance(SessionWatch.Patience - TimeSpan.FromSeconds(5));

        var (status, page) = await Page(visitor);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("reads.on", page, StringComparison.Ordinal);
        Assert.Contains("数据库暂不可用", page, StringComparison.Ordinal);

        database.Clock.Advance(TimeSpan.FromSeconds(10));
        (status, page) = await Page(visitor);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.DoesNotContain("reads.on", page, StringComparison.Ordinal);

        State.Answered(readOnly: false);
        database.Clock.Advance(TimeSpan.FromSeconds(2));
        (status, page) = await Page(visitor);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("reads.on", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_was_ended_before_the_database_went_away_is_not_known_while_it_is()
    {
        using var visitor = await In("was.ended");
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<Accounts>().EndSessions("was.ended", Actor.System);
        }

        database.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.Redirect, (await Page(visitor)).Status);
        State.Silent("no answer");
        database.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.NotEqual(HttpStatusCode.OK, (await Page(visitor)).Status);
    }
}
