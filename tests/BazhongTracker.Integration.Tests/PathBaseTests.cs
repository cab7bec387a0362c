using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Shared.Layout;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>The program below a path of a host name that it shares with others.</summary>
public sealed partial class PathBaseTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();

    private static readonly CancellationToken None = CancellationToken.None;

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private Task<WebApplication> Start(string environment) => RunningServer.Start(database, environment, "--PathBase=/tracker");

    [Fact]
    public async Task Every_page_a_leader_can_open_stands_below_the_path_and_leads_nowhere_else()
    {
        await using var app = await Start("Development");
        using var http = RunningServer.ClientOf(app);
        var leader = new Actor("leader", "领导", "office", [RoleNames.Leader]);
        var pages = TrackerPage.Of(leader, app.Services.GetRequiredService<Permissions>()).Select(page => page.Href[0] == '.' ? "" : page.Href)
            .Concat(["targets/08-02", "targets?status=missed", "decision?target=08-02", "sign-in", "?as_of=2025-12-31"]);
        var files = new HashSet<string>();
        foreach (var page in pages)
        {
            using var answer = await http.GetAsync($"/tracker/{page}", None);
            var text = await answer.Content.ReadAsStringAsync(None);

            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{page}: {answer.StatusCode}");
            Assert.Contains("<base href=\"/tracker/\"", text, StringComparison.Ordinal);
            Assert.DoesNotContain(FromTheRoot().Matches(text).Select(m => m.Groups["to"].Value), to => !to.StartsWith("/tracker/", StringComparison.Ordinal));
            Assert.Contains("report-uri /tracker/csp", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            files.UnionWith(Files().Matches(text).Select(m => m.Groups["file"].Value));
        }

        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            using var answer = await http.GetAsync($"/tracker/{file}", None);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{file}: {answer.StatusCode}");
        }

        var described = JsonNode.Parse(await http.GetStringAsync("/tracker/openapi/v1.json", None))!;
        Assert.EndsWith("/tracker", ((string)described["servers"]![0]!["url"]!).TrimEnd('/'), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/tracker/api/v1/targets", None)).StatusCode);
        await app.StopAsync(None);
    }

    [Fact]
    public async Task Whoever_signs_in_stays_below_the_path_and_so_do_the_cookies()
    {
        await using var app = await Start("Production");
        await using var scope = app.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        var password = await database.Settled(
            "pathfinder", await accounts.Create("pathfinder", "领导", "tourism", [RoleNames.Leader], Actor.System));
        using var visitor = new SignedInVisitor(app);
        async Task<string?> LeadsTo(string path)
        {
            using var answer = await visitor.Get(path, "text/html");
            return answer.Headers.Location?.ToString();
        }

        Assert.Equal("/tracker/sign-in?return=%2Ftargets%3Fstatus%3Dmissed", await LeadsTo("/tracker/targets?status=missed"));
        using (var answer = await visitor.SignIn("pathfinder", password, "/tracker/sign-in?return=%2Ftargets%3Fstatus%3Dmissed"))
        {
            Assert.Equal("/tracker/targets?status=missed", answer.Headers.Location!.ToString());
        }

        Assert.StartsWith("__Secure-tracker=", visitor.SetCookie, StringComparison.Ordinal);
        Assert.Contains("path=/tracker;", visitor.SetCookie, StringComparison.OrdinalIgnoreCase);
        using (var page = await visitor.Get("/tracker/targets", "text/html"))
        {
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }

        using (var chosen = await visitor.Get("/tracker/theme/dark?return=%2Ftargets"))
        {
            Assert.Equal("/tracker/targets", chosen.Headers.Location!.ToString());
            Assert.Contains("path=/tracker;", chosen.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
        }

        foreach (var away in new[] { "//evil.example", "/../other", "/a/%2e%2E/../other", "https://evil.example" })
        {
            Assert.Equal("/tracker/", await LeadsTo($"/tracker/theme/dark?return={Uri.EscapeDataString(away)}"));
        }

        var token = await visitor.Open("/tracker/targets");
        using var left = await visitor.Send(new HttpRequestMessage(HttpMethod.Post, "/tracker/sign-out")
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]),
        });
        Assert.Equal("/tracker/", left.Headers.Location!.ToString());
        Assert.DoesNotContain("__Secure-tracker", visitor.Cookies.Keys);
        await app.StopAsync(None);
    }

    [Theory]
    [InlineData("/tracker", HttpStatusCode.Redirect)]
    [InlineData("/trackers/targets", HttpStatusCode.NotFound)]
    [InlineData("/Tracker/targets", HttpStatusCode.NotFound)]
    [InlineData("/targets", HttpStatusCode.NotFound)]
    [InlineData("/", HttpStatusCode.NotFound)]
    [InlineData("/tracker/no-such-page", HttpStatusCode.NotFound)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    [InlineData("/tracker/health/ready", HttpStatusCode.OK)]
    public async Task Beside_the_path_nothing_answers_but_the_health_checks(string path, HttpStatusCode status)
    {
        await using var app = await Start("Development");
        using var http = RunningServer.ClientOf(app);
        using var answer = await http.GetAsync(path, None);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(status == HttpStatusCode.Redirect ? "/tracker/" : null, answer.Headers.Location?.ToString());
        await app.StopAsync(None);
    }

    [GeneratedRegex("""(?<!\bxlink:)\b(href|src|action|formaction|poster|data-[a-z-]+)="(?<to>/[^"]*)"|content="\d+; ?url=(?<to>/[^"]*)""")]
    private static partial Regex FromTheRoot();

    [GeneratedRegex("""<(script|link)\b[^>]* (src|href)="(?<file>[^":#]+)(?=")""")]
    private static partial Regex Files();
}
