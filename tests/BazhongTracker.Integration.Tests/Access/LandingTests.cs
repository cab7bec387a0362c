using System.Net;
using System.Text.RegularExpressions;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Shared.Layout;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests.Access;

/// <summary>Where one stands after signing in, and the number beside the page where something waits.</summary>
public sealed partial class LandingTests(PeopledServer server) : IClassFixture<PeopledServer>
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <returns>Where a new person of the role stands after signing in.</returns>
    private async Task<string> Landed(string role, string department, string address = "/sign-in")
    {
        var name = $"new-{Guid.NewGuid():N}";
        await using var scope = server.App.Services.CreateAsyncScope();
        var password = await server.Database.Settled(
            name, await scope.ServiceProvider.GetRequiredService<Accounts>().Create(name, name, department, [role], Actor.System));
        using var visitor = new SignedInVisitor(server.App);
        using var answer = await visitor.SignIn(name, password, address);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return new Uri(new Uri("http://tracker/"), answer.Headers.Location!).AbsolutePath;
    }

    private async Task<FrameView> Frame(string role)
    {
        await using var scope = server.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<FrameQuery>().Run(PeopledServer.ActorOf(role), None);
    }

    /// <returns>The numbers of the navigation by their page.</returns>
    private async Task<Dictionary<string, int>> Numbers(string role)
    {
        using var answer = await server[role].Get("/decision", "text/html");
        return Counted().Matches(await answer.Content.ReadAsStringAsync(None)).DistinctBy(m => m.Groups["page"].Value)
            .ToDictionary(m => m.Groups["page"].Value, m => int.Parse(m.Groups["count"].ValueSpan, null));
    }

    [Theory]
    [InlineData(RoleNames.Clerk, PeopledServer.Own, "/my-figures")]
    [InlineData(RoleNames.Reviewer, "statistics", "/")]
    [InlineData(RoleNames.Supervision, "supervision", "/")]
    [InlineData(RoleNames.Leader, "", "/")]
    [InlineData(RoleNames.Reader, PeopledServer.Own, "/")]
    [InlineData(RoleNames.Admin, "", "/start")]
    [InlineData(RoleNames.Security, "", "/start")]
    [InlineData(RoleNames.Auditor, "", "/start")]
    public async Task Each_role_stands_where_its_work_is(string role, string department, string page) =>
        Assert.Equal(page, await Landed(role, department));

    [Fact]
    public async Task A_clerk_who_owes_nothing_or_asked_for_another_page_is_not_led_to_the_form()
    {
        Assert.Equal("/", await Landed(RoleNames.Clerk, await server.SpareDepartment()));
        Assert.Equal("/targets", await Landed(RoleNames.Clerk, PeopledServer.Own, "/sign-in?return=%2Ftargets"));
    }

    [Fact]
    public async Task Beside_the_form_stands_what_is_owed_and_beside_the_queue_what_waits_and_nobody_else_has_a_number()
    {
        await server.NoFigures();
        var owed = (await Frame(RoleNames.Clerk)).Owed;
        Assert.True(owed > 0);
        Assert.Equal(new Dictionary<string, int> { ["my-figures"] = owed }, await Numbers(RoleNames.Clerk));
        Assert.Empty(await Numbers(RoleNames.Reviewer));

        await server.Waiting(own: true);
        await server.Waiting(own: false);

        Assert.Equal(new Dictionary<string, int> { ["my-figures"] = owed - 1 }, await Numbers(RoleNames.Clerk));
        // One of the two is of the reviewer's own department.
        Assert.Equal(new Dictionary<string, int> { ["reviews"] = 1 }, await Numbers(RoleNames.Reviewer));
        foreach (var role in PeopledServer.Roles.Except([RoleNames.Clerk, RoleNames.Reviewer]))
        {
            Assert.Empty(await Numbers(role));
        }
    }

    [Fact]
    public async Task A_figure_that_came_back_is_owed_again()
    {
        await server.NoFigures();
        var owed = (await Frame(RoleNames.Clerk)).Owed;

        await server.Waiting(own: true, returned: "请核对");

        Assert.Equal(owed, (await Frame(RoleNames.Clerk)).Owed);
    }

    [GeneratedRegex("<a href=\"(?<page>[^\"?]*)[^>]*>[^<]*<span class=\"count\">(?<count>[0-9]+)</span>")]
    private static partial Regex Counted();
}
