using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BazhongTracker.Browser.Tests;

/// <summary>A program of its own, because it is stopped and started again.</summary>
public sealed class ConnectionTests(RunningTracker tracker) : IClassFixture<RunningTracker>
{
    [Fact]
    public async Task A_lost_connection_is_told_in_a_bar_the_page_stays_readable_and_a_page_nobody_knows_any_more_says_so()
    {
        await using var reader = await tracker.Visit();
        var page = await reader.Open("/targets");
        await using var wall = await tracker.Visit(1920, 1080);
        var screen = await wall.Open("/screen");
        var bar = page.Locator("#components-reconnect-modal");
        await Expect(bar).ToBeHiddenAsync();

        await tracker.Stop();

        await Expect(bar).ToBeVisibleAsync();
        await Expect(bar.Locator("p:visible")).ToContainTextAsync("连线中断");
        await Expect(bar.Locator("p:visible")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("正在重连（第[0-9]+次）"));
        await reader.Picture("connection-lost-1440");
        await Expect(page.Locator("h1")).ToHaveTextAsync("目标台账");
        Assert.Equal("0px", await bar.EvaluateAsync<string>("e => getComputedStyle(e).top"));
        Assert.True((await bar.BoundingBoxAsync())!.Height < 80);

        await Expect(screen.Locator(".s-down")).ToBeVisibleAsync();
        await Expect(screen.Locator(".s-up")).ToBeHiddenAsync();

        // It comes back and no longer knows the pages: a reader is asked before his page is lost, the wall helps itself.
        await tracker.StartAgain();
        await Expect(bar.Locator("p:visible")).ToContainTextAsync("已经重新连上，但这一页须重新载入");
        await reader.Picture("connection-gone-1440");
        await bar.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(bar).ToBeHiddenAsync();
        await Expect(page.Locator("html[data-circuit=up]")).ToHaveCountAsync(1);
        await Expect(screen.Locator(".s-up")).ToBeVisibleAsync();
    }
}
