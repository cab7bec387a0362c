using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BazhongTracker.Browser.Tests;

public sealed class TrajectoryTests(RunningTracker tracker)
{
    private static ILocator Live(IPage page) => page.Locator(".course-box[data-live] .course-live");

    [Theory]
    [InlineData(1440, "light")]
    [InlineData(390, "dark")]
    public async Task The_keys_read_the_course_point_by_point_as_the_table_has_it(int width, string theme)
    {
        await using var visitor = await tracker.Visit(width, 900);
        await visitor.Prefer("zh-CN", theme);
        var page = await visitor.Open("/targets/06-08");
        await Expect(Live(page)).ToBeVisibleAsync();
        await Expect(page.Locator("svg.course:visible")).ToHaveCountAsync(0);
        await Live(page).FocusAsync();
        await page.Keyboard.PressAsync("End");
        var rolling = await page.Locator("#figures tbody tr").First.Locator("td.n").Nth(1).InnerTextAsync();
        await Expect(page.Locator(".course-told")).ToContainTextAsync(new Regex($"^20\\d\\d年[一二三四]季度：{Regex.Escape(rolling.Trim())}亿元"));
        await page.Keyboard.PressAsync("Home");
        await Expect(page.Locator(".course-told")).ToContainTextAsync("2020年四季度：268亿元");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator(".course-told")).ToContainTextAsync("应到");
        Assert.Empty(await Accessibility.Violations(page));
        await visitor.Picture($"target-course-{width}-{theme}");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".course-told")).ToBeEmptyAsync();

        await page.GotoAsync("/targets/05-02");
        await Expect(page.Locator(".course-box")).ToHaveCountAsync(0);
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Where_the_library_does_not_come_and_in_print_the_drawing_of_the_server_is_seen()
    {
        await using var visitor = await tracker.Visit();
        await visitor.Page.RouteAsync(url => url.Contains("/lib/echarts/", StringComparison.Ordinal), route => route.AbortAsync());
        var page = await visitor.Open("/targets/06-08");
        await Expect(page.Locator("svg.course:visible")).ToHaveCountAsync(1);
        await Expect(Live(page)).ToHaveCountAsync(0);
        await Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        await page.Locator("nav.crumbs a").First.ClickAsync();
        await page.WaitForURLAsync("**/decision");

        await visitor.Page.UnrouteAllAsync();
        await visitor.Open("/targets/06-08");
        await Expect(Live(page)).ToBeVisibleAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.Locator("svg.course:visible")).ToHaveCountAsync(1);
        await Expect(page.Locator(".course-live")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_page_that_breaks_off_says_so_with_a_number_and_the_others_open_as_before()
    {
        await using var visitor = await tracker.Visit();
        await visitor.Page.RouteAsync(url => url.Contains("/js/trajectory", StringComparison.Ordinal),
            route => route.FulfillAsync(new() { ContentType = "text/javascript", Body = "export function attach() { throw new Error('broken'); }" }));
        var page = await visitor.Open("/targets/06-08");
        await Expect(page.Locator("#content [role=alert]")).ToContainTextAsync(new Regex("页面出错.*出错编号[0-9a-f]{8}"));
        await Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        await visitor.Picture("page-broken-off-1440");

        await page.EvaluateAsync("() => { window.same = true; }");
        await page.GetByRole(AriaRole.Link, new() { Name = "目标台账" }).First.ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync(new Regex("台账"));
        Assert.True(await page.EvaluateAsync<bool>("() => window.same === true"));
    }

    [Fact]
    public async Task Another_theme_draws_the_course_in_its_own_ink()
    {
        await using var visitor = await tracker.Visit();
        var page = await visitor.Open("/targets/06-08");
        await Expect(Live(page)).ToBeVisibleAsync();
        var ink = await page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).getPropertyValue('--ink').trim()");
        await Expect(page.Locator($".course-live path[stroke='{ink}']").First).ToBeAttachedAsync();
        await page.EvaluateAsync("() => document.documentElement.dataset.theme = 'dark'");
        await Expect(page.Locator($".course-live path[stroke='{ink}']")).ToHaveCountAsync(0);
        Assert.Empty(visitor.Errors);
    }
}
