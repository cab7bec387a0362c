using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BazhongTracker.Browser.Tests;

/// <summary>The program below a path of a host name that it shares.</summary>
public sealed class UnderAPathTests(UnderAPathTests.Below below) : IClassFixture<UnderAPathTests.Below>
{
    private const string Path = "/tracker";

    public sealed class Below : IAsyncLifetime
    {
        public RunningTracker Tracker { get; } = new() { Settings = new Dictionary<string, string> { ["PathBase"] = Path } };

        public ValueTask InitializeAsync() => Tracker.InitializeAsync();

        public ValueTask DisposeAsync() => Tracker.DisposeAsync();
    }

    [Fact]
    public async Task A_clerk_signs_in_reports_reads_the_receipt_and_signs_out_and_nothing_is_asked_beside_the_path()
    {
        await using var visitor = await below.Tracker.Visit();
        var page = visitor.Page;
        var amiss = new ConcurrentBag<string>();
        page.Response += (_, answer) =>
        {
            if (answer.Status >= 400 || !new Uri(answer.Url).AbsolutePath.StartsWith(Path + "/", StringComparison.Ordinal))
            {
                amiss.Add($"{answer.Status} {answer.Url}");
            }
        };
        page.WebSocket += (_, socket) =>
        {
            if (!new Uri(socket.Url).AbsolutePath.StartsWith(Path + "/", StringComparison.Ordinal))
            {
                amiss.Add(socket.Url);
            }
        };

        await page.GotoAsync($"{Path}/sign-in?return=%2Fmy-figures");
        await page.FillAsync("[name='Form.UserName']", "nongye.lixm");
        await page.FillAsync("[name='Form.Password']", below.Tracker.PasswordOf("nongye.lixm"));
        await page.ClickAsync("main button");
        await page.WaitForURLAsync(url => url.EndsWith($"{Path}/my-figures", StringComparison.Ordinal));
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.circuit === 'up'");
        Assert.True(await page.EvaluateAsync<bool>("() => [...document.styleSheets].every(sheet => sheet.cssRules.length > 0)"));

        await GrainReport.Send(page);
        await page.Locator(".sent a[href*='receipts/']").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"{Path}/receipts/[2-9A-Z-]+$"));
        await Expect(page.Locator("#content")).ToContainTextAsync("196.9");

        // A page by the menu, a heading by its anchor, and the page before.
        await page.Locator("nav a[href='decision']").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"{Path}/decision$"));
        await page.Locator("a[href^='decision#'], a[href^='decision?'][href*='#']").First.EvaluateAsync("link => link.click()");
        await Expect(page).ToHaveURLAsync(new Regex($"{Path}/decision.*#"));

        await page.ClickAsync("form[action='sign-out'] button");
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath is Path + "/" or Path + "/sign-in");
        Assert.Empty(amiss);
        Assert.Empty(visitor.Errors);
    }
}
