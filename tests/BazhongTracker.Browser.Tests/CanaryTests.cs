using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BazhongTracker.Browser.Tests;

/// <summary>What one department reported and nobody accepted yet, looked for in everything a circuit sends to others. A program of its own, because it changes what the others read.</summary>
public sealed class CanaryTests(RunningTracker tracker) : IClassFixture<RunningTracker>
{
    private const string Value = "871203.25";
    private static readonly string[] Notes = [.. Enumerable.Range(1, 20).Select(n => string.Create(CultureInfo.InvariantCulture, $"金丝雀{n:00}CANARY"))];
    private static readonly string[] Planted = [Value, "871,203.25", .. Notes];
    private static readonly string[] Pages = ["/", "/targets", "/targets?department=agriculture", "/targets/08-02", "/decision?target=08-02", "/my-figures", "/my-figures/08-02", "/reviews", "/runs", "/screen", "/targets/06-08"];

    [Fact]
    public async Task Nothing_that_waits_reaches_a_stranger_in_a_page_or_a_render_batch()
    {
        await using var clerk = await (await tracker.Visit()).SignIn("nongye.lixm");
        await using var leader = await tracker.Visit();
        await using var other = await (await tracker.Visit()).SignIn("lvyou.zhouwen");
        await using var reviewer = await (await tracker.Visit()).SignIn("tongji.wangjj");
        var (seenByLeader, seenByOther, seenByReviewer) = (Listen(leader), Listen(other), Listen(reviewer));
        // Open while it happens, so that what is pushed is heard too.
        await leader.Open("/targets/08-02");
        await other.Open("/targets/08-02");

        await Report(clerk);
        await reviewer.Open("/reviews");
        await GrainReport.InQueue(reviewer.Page, "871,203.25").ClickAsync();
        await Expect(reviewer.Page.Locator(".review-side")).ToContainTextAsync(Notes[0]);
        foreach (var visitor in new[] { leader, other })
        {
            foreach (var path in Pages)
            {
                await visitor.Open(path);
            }

            await Expect(visitor.Page.Locator("dialog.search[data-live]")).ToHaveCountAsync(1);
            await visitor.Page.Keyboard.PressAsync("Control+k");
            await visitor.Page.Locator("dialog.search input").FillAsync("CANARY");
            await Expect(visitor.Page.Locator(".search-none")).ToBeVisibleAsync();
        }

        Assert.Superset(Notes.ToHashSet(), Found(seenByReviewer).ToHashSet());
        Assert.Empty(Found(seenByLeader));
        Assert.Empty(Found(seenByOther));
        Assert.True(seenByLeader.Count > 40 && seenByOther.Count > 40, $"{seenByLeader.Count} and {seenByOther.Count} pieces were heard.");
    }

    private static async Task Report(Visitor clerk)
    {
        var page = await clerk.Open("/my-figures");
        var row = page.Locator("tbody[data-code='08-02']");
        await row.Locator("input.entry").First.FillAsync(Value);
        await row.Locator("input.entry").First.PressAsync("Tab");
        await row.Locator("input.note-input").FillAsync(string.Join(' ', Notes));
        await row.Locator("input.note-input").PressAsync("Tab");
        if (await row.Locator("[type=checkbox], .confirm").CountAsync() > 0)
        {
            await row.Locator("[type=checkbox], .confirm").First.ClickAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new System.Text.RegularExpressions.Regex("^提交这") }).ClickAsync();
        await Expect(page.Locator(".sent")).ToContainTextAsync("粮食产量");
    }

    private static ConcurrentBag<byte[]> Listen(Visitor visitor)
    {
        var heard = new ConcurrentBag<byte[]>();
        visitor.Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => heard.Add(frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? ""));
        visitor.Page.Response += async (_, answer) =>
        {
            try
            {
                heard.Add(await answer.BodyAsync());
            }
            catch (PlaywrightException)
            {
                // A redirect has no body, and one that was left behind is gone.
            }
        };
        return heard;
    }

    private static IEnumerable<string> Found(IEnumerable<byte[]> heard)
    {
        var all = heard.ToList();
        return Planted.Where(planted => all.Exists(bytes => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(planted)) >= 0));
    }
}
