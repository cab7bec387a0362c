using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BazhongTracker.Browser.Tests;

public sealed class SearchTests(RunningTracker tracker)
{
    private static async Task<ILocator> Ready(IPage page)
    {
        await Expect(page.Locator("dialog.search[data-live]")).ToHaveCountAsync(1);
        return page.Locator("dialog.search input");
    }

    [Fact]
    public async Task Initials_lead_to_a_target_by_the_keyboard_alone()
    {
        await using var visitor = await tracker.Visit();
        var page = await visitor.Open("/");
        var field = await Ready(page);
        await page.Keyboard.PressAsync("Control+k");
        await Expect(field).ToBeFocusedAsync();
        await field.PressSequentiallyAsync("lysr");
        await Expect(page.Locator("[role=option][aria-selected=true] b")).ToHaveTextAsync("旅游收入");
        await visitor.Picture("search-1440");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToHaveTextAsync("旅游收入");
        await Expect(page.Locator("dialog.search")).ToBeHiddenAsync();
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Each_target_that_is_found_shows_how_it_stands_its_value_and_who_leads_it()
    {
        await using var visitor = await tracker.Visit();
        var page = await visitor.Open("/targets/06-08");
        var status = (await page.InnerTextAsync(".t-word")).Trim();
        var field = await Ready(page);
        await page.Keyboard.PressAsync("Control+k");
        await field.FillAsync("06-08");
        var line = page.Locator("[role=option]").First;
        await Expect(line.Locator(".how .st")).ToHaveTextAsync(status);
        await Expect(line.Locator(".how .st svg")).ToHaveCountAsync(1);
        await Expect(line.Locator(".how > span:nth-child(2)")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^[\d.,]+亿元$"));
        await Expect(line.Locator(".how small")).ToHaveTextAsync("市文广旅局");
    }

    [Theory]
    [InlineData("zh-CN", "light")]
    [InlineData("zh-CN", "dark")]
    [InlineData("en", "light")]
    [InlineData("en", "dark")]
    public async Task The_dialog_is_accessible_with_and_without_something_found(string language, string theme)
    {
        await using var visitor = await tracker.Visit();
        await visitor.Prefer(language, theme);
        var page = await visitor.Open("/");
        var field = await Ready(page);
        await page.Keyboard.PressAsync("Control+k");
        foreach (var term in new[] { "", "lysr", "zzzz" })
        {
            await field.FillAsync(term);
            await Expect(term == "zzzz" ? page.Locator(".search-none") : page.Locator("[role=option]").First).ToBeVisibleAsync();
            Assert.Empty(await Accessibility.Violations(page));
        }
    }

    [Fact]
    public async Task Closing_gives_the_focus_back_and_the_slash_stays_with_the_ledger()
    {
        await using var visitor = await tracker.Visit();
        var page = await visitor.Open("/targets");
        var field = await Ready(page);
        var link = page.Locator("tbody .name a").First;
        await link.FocusAsync();
        await page.Keyboard.PressAsync("Control+k");
        await field.PressSequentiallyAsync("没有这样的目标");
        await Expect(page.Locator(".search-none")).ToContainTextAsync("没有找到“没有这样的目标”");
        await Expect(page.Locator(".search-none")).ToContainTextAsync("lysr");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog.search")).ToBeHiddenAsync();
        await Expect(link).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator(".ledger input[type=search]")).ToBeFocusedAsync();
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Arrows_choose_a_clause_or_a_department_and_a_leader_is_offered_no_page_of_others()
    {
        await using var visitor = await tracker.Visit(390, 844);
        var page = await visitor.Open("/");
        var field = await Ready(page);
        await page.Locator("[data-search-open]").ClickAsync();
        await Expect(page.Locator("[role=option]")).ToHaveTextAsync(["总览", "目标台账", "决定原文", "回执查询", "大屏", "部门与沿革"]);
        await field.FillAsync("旅游");
        await Expect(page.Locator(".search-found h3").First).ToContainTextAsync("共");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("[role=option]").Nth(1)).ToHaveAttributeAsync("aria-selected", "true");
        await visitor.Picture("search-390");
        await field.FillAsync("第六条");
        await Expect(page.Locator("[role=option]").First).ToContainTextAsync("（六）");
        await field.FillAsync("市文广旅局");
        await page.Locator("[role=option][href*='department=tourism']").ClickAsync();
        await page.WaitForURLAsync("**/targets?department=tourism");
        await Expect(page.Locator("dialog.search")).ToBeHiddenAsync();
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task A_page_whose_scripts_do_not_arrive_can_still_be_used()
    {
        await using var visitor = await tracker.Visit();
        await visitor.Page.RouteAsync(url => url.Contains("/js/search", StringComparison.Ordinal) || url.Contains("LedgerPage.razor", StringComparison.Ordinal), route => route.AbortAsync());
        var page = await visitor.Open("/targets");
        await page.Locator(".chips a", new() { HasText = "逾期未完成" }).ClickAsync();
        await page.WaitForURLAsync("**/targets?status=missed");
        await page.Locator("tbody .name a").First.ClickAsync();
        await Expect(page.Locator("article.target h1")).ToBeVisibleAsync();
        await Expect(page.Locator("#blazor-error-ui, .error-bar").Locator("visible=true")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_ledger_knows_the_initials_that_the_search_knows()
    {
        await using var visitor = await tracker.Visit();
        var page = await visitor.Open("/targets?q=lysr");
        await Expect(page.Locator(".sheet .name a").Filter(new() { HasText = "旅游收入" }).First).ToBeVisibleAsync();
    }
}
