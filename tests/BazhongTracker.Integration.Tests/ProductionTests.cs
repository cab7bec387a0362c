using System.Net;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Startup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class ProductionTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task In_Production_nobody_and_no_invented_figure_exists_until_an_administrator_is_made()
    {
        await using var app = await RunningServer.Start(database, "Production");
        using var http = RunningServer.ClientOf(app);

        await using var db = await database.Contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await db.Users.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await db.Figures.CountAsync(TestContext.Current.CancellationToken));
        Assert.True(await db.Targets.CountAsync(TestContext.Current.CancellationToken) > 100);

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/api/v1/targets")).StatusCode);
        var page = await http.GetAsync("/targets");
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.Contains("/sign-in", page.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await http.GetAsync("/sign-in")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/ready")).StatusCode);

        Assert.Equal("seed.demo_outside_development", (await Assert.ThrowsAsync<RuleViolation>(() => app.Services.SeedProfile("demo", TestContext.Current.CancellationToken))).Code);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.PostAsync("/_blazor/negotiate?negotiateVersion=1", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/openapi/v1.json")).StatusCode);

        await using var scope = app.Services.CreateAsyncScope();
        var password = await scope.ServiceProvider.GetRequiredService<Accounts>().Create("root", "管理员", "", [RoleNames.Admin], Actor.System);
        Assert.True(password.Length >= 16);
        Assert.DoesNotContain(password, (await db.Users.SingleAsync(TestContext.Current.CancellationToken)).PasswordHash, StringComparison.Ordinal);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }
}
