using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BazhongTracker.Browser.Tests;

public sealed class ScreenTests(RunningTracker tracker)
{
    [Theory]
    [InlineData(1920, 1080, 1)]
    [InlineData(3840, 2160, 2)]
    public async Task The_wall_shows_everything_at_once_in_letters_that_can_be_read(int width, int height, int scale)
    {
        await using var visitor = await tracker.Visit(width, height);
        var page = await visitor.Open("/screen");
        await Expect(page.Locator(".s-dangers li")).ToHaveCountAsync(7);
        await Expect(page.Locator(".s-strips tr")).ToHaveCountAsync(9);
        await Expect(page.Locator(".demo")).ToContainTextAsync("演示数据");
        await Expect(page.Locator(".s-state .s-up")).ToContainTextAsync("数据连通");
        await Expect(page.Locator("time b")).ToBeVisibleAsync();
        await visitor.Picture($"screen-{width}");

        Assert.Equal(0, await page.Locator("nav, a:visible, button:visible").CountAsync());
        var (x, y) = (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth"), await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight - innerHeight"));
        Assert.True(x <= 0 && y <= 0, $"beyond the wall: {x} × {y}");
        Assert.Equal(22, await page.EvaluateAsync<double>(
            """
            () => Math.min(...[...document.querySelectorAll('.screen *')]
                .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && !e.closest('svg, .visually-hidden'))
                .map(e => parseFloat(getComputedStyle(e).fontSize)))
            """));
        Assert.Equal(44 * scale, await page.EvaluateAsync<double>("() => Math.round(document.querySelector('.screen h1').getBoundingClientRect().height / 1.36)"), 1.5);
        Assert.Empty(visitor.Errors);
    }
}
