using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>A Production in which nothing was accepted yet, most of whose targets are past their dates.</summary>
public sealed partial class EmptyInstallationTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string[] Accusing = ["逾期", "滞后", "预警", "t-bad", "st t-warn", "hl-bad", "hl-warn", "#g-missed"];
    private readonly TestDatabase database = new();
    private WebApplication app = null!;
    private SignedInVisitor visitor = null!;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        app = await RunningServer.Start(database, "Production");
        visitor = new SignedInVisitor(app);
        await using var scope = app.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        var password = await accounts.Create("leader", "领导", "office", [RoleNames.Leader], Actor.System);
        await accounts.Create("farmer", "填报人", "agriculture", [RoleNames.Clerk], Actor.System);
        await database.Settled("leader", password);
        using var answer = await visitor.SignIn("leader", password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        visitor.Dispose();
        await app.StopAsync(None);
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task No_page_accuses_anybody()
    {
        var codes = JsonNode.Parse(await Text("/api/v1/targets", "application/json"))!.AsArray().Select(t => (string)t!["code"]!).ToList();
        string[] pages = ["/", "/targets", "/decision", "/screen", .. codes.Select(c => $"/targets/{c}"),
            .. codes.Take(5).Select(c => $"/decision?target={c}")];

        var accused = new List<string>();
        foreach (var page in pages)
        {
            var html = await Text(page, "text/html");
            accused.AddRange(
                Accusing.Where(word => html.Contains(word, StringComparison.Ordinal)).Select(word => $"{page}: {Around(html, word)}"));
        }

        Assert.True(accused.Count == 0, string.Join('\n', accused.Take(20)));
    }

    [Fact]
    public async Task The_overview_says_that_there_are_no_data_and_its_counts_add_up()
    {
        var html = await Text("/", "text/html");
        var all = await Targets();

        Assert.Contains($"尚无数据。{all}项目标已就位，0项有数字", html, StringComparison.Ordinal);
        Assert.Contains($"已录入0／{all}", html, StringComparison.Ordinal);
        var groups = Group().Matches(Counts().Match(html).Value)
            .Select(g => int.Parse(g.Groups["n"].Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(3, groups.Count);
        Assert.Equal((0, all), (groups[0], groups.Sum()));
    }

    [Fact]
    public async Task The_api_says_no_data_and_nothing_is_overdue()
    {
        foreach (var address in new[] { "/api/v1/targets", "/api/v1/assessments", "/api/v1/assessments?as_of=2026-06-30" })
        {
            var rows = JsonNode.Parse(await Text(address, "application/json"))!.AsArray();
            Assert.NotEmpty(rows);
            Assert.All(rows.Select(r => r!["assessment"]!.AsObject()), given =>
            {
                Assert.Contains((string)given["status"]!,
                    new[] { "insufficient_data", "pending_final", "no_deadline", "undefined", "not_started", "too_early" });
                Assert.Equal(
                    (string)given["status"]! is "insufficient_data" or "pending_final" ? "no_data" : null, (string?)given["reporting_gap"]);
                Assert.Null(given["unreported_days"]);
                Assert.DoesNotContain("逾期", given.ToJsonString(Relaxed), StringComparison.Ordinal);
            });
        }
    }

    [Fact]
    public async Task The_first_figure_of_all_makes_nobody_late_on_a_day_before_it()
    {
        var today = database.Clock.Today();
        await using (var db = await database.Contexts.CreateDbContextAsync(None))
        {
            var pigs = await db.Targets.AsNoTracking().SingleAsync(t => t.Code == "08-04", None);
            db.Add(ReportedFigure.Imported(
                pigs, new FigureEntry(new Quarter(2026, 3), FigureNature.Ytd, 275.1m) { Unit = "万头" }, FigureOrigin.Reported, today, null, null,
                database.Clock.GetUtcNow().UtcDateTime, "first"));
            await db.SaveChangesAsync(None);
        }

        var happened = Happened().Matches(await Text("/targets/06-01", "text/html")).Select(h => h.Value).ToList();

        Assert.Contains(happened, h => h.Contains("2025-12-31", StringComparison.Ordinal));
        Assert.DoesNotContain(happened, h => !h.Contains($"{today:yyyy-MM-dd}", StringComparison.Ordinal)
            && Accusing.Any(word => h.Contains(word, StringComparison.Ordinal)));
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private async Task<int> Targets()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return await db.Targets.CountAsync(t => !t.IsParent, None);
    }

    private async Task<string> Text(string address, string accept)
    {
        using var answer = await visitor.Get(address, accept);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(None));
    }

    private static string Around(string html, string word) =>
        html.IndexOf(word, StringComparison.Ordinal) is >= 0 and var at ? html[Math.Max(0, at - 160)..Math.Min(html.Length, at + 80)] : "";

    [GeneratedRegex("<section class=\"counts panel\".*?</section>", RegexOptions.Singleline)]
    private static partial Regex Counts();

    [GeneratedRegex("<li[^>]*><time>.*?</li>", RegexOptions.Singleline)]
    private static partial Regex Happened();

    [GeneratedRegex("<p>[^<]*(?:<a[^>]*>)?<b>(?<n>\\d+)</b>")]
    private static partial Regex Group();
}
