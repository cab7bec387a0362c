using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BazhongTracker.Browser.Tests;

/// <summary>What a press of a button leads to stands where the eyes are. A program of its own, because figures are reported and decided.</summary>
public sealed class InViewTests(RunningTracker tracker) : IClassFixture<RunningTracker>
{
    private const string Farmer = "nongye.lixm";
    private const string Statistician = "tongji.wangjj";

    private async Task<Visitor> At(string path, string person, int width, int height)
    {
        var visitor = await (await tracker.Visit(width, height)).SignIn(person);
        var page = await visitor.Open(path);
        await page.Locator(".entry-page[data-live=true], .review[data-live=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return visitor;
    }

    private static ILocator Send(IPage page) => page.Locator(".entry-bar [data-send]");

    [Theory]
    [InlineData(1440, 900, "08-02", "196.9")]
    [InlineData(390, 844, null, "0")]
    public async Task After_submitting_the_receipts_are_in_view_and_a_second_press_shows_what_hinders(int width, int height, string? code, string value)
    {
        await using var clerk = await At("/my-figures", Farmer, width, height);
        var page = clerk.Page;
        var row = page.Locator($"tbody[data-code='{code ?? await OpenRow.CodeOf(page)}']").First;
        await row.Locator("input.entry").FillAsync(value);
        await row.Locator("input.entry").PressAsync("Tab");
        await Expect(row.Locator(".state")).ToContainTextAsync(new Regex("可提交|须说明"));
        if (await row.Locator(".note-input").CountAsync() > 0)
        {
            await row.Locator(".note-input").FillAsync("核对无误");
            await row.Locator(".note-input").PressAsync("Tab");
        }

        await Expect(row).ToHaveAttributeAsync("data-ready", "true");
        await page.EvaluateAsync("() => scrollTo(0, document.body.scrollHeight)");
        await Send(page).ClickAsync();

        await Expect(page.Locator("#receipts")).ToBeInViewportAsync();
        await Expect(page.Locator("#receipts")).ToBeFocusedAsync();
        await Expect(page.Locator(".entry-bar .answer")).ToContainTextAsync("已提交1项");
        await Expect(page.Locator(".restored")).ToHaveCountAsync(0);
        await page.EvaluateAsync("() => scrollTo(0, document.body.scrollHeight)");
        await page.ClickAsync(".entry-bar [data-receipts]");
        await Expect(page.Locator(".sent li").First).ToBeInViewportAsync();
        await clerk.Picture($"my-figures-receipts-{width}");

        await Expect(page.Locator("[data-ready]")).ToHaveCountAsync(0);
        await Send(page).ClickAsync();
        await Expect(page.Locator(".entry-bar .answer")).ToContainTextAsync("现在没有能提交的");
        await Expect(page.Locator("tbody.row :focus")).ToBeInViewportAsync();
        Assert.Empty(clerk.Errors);
    }

    [Fact]
    public async Task The_count_of_what_is_to_be_done_leads_to_the_first_such_row()
    {
        await using var clerk = await At("/my-figures", Farmer, 390, 844);
        // One that no other test reports, in whatever order they come.
        var cell = clerk.Page.Locator("input.entry:not([readonly])").Last;
        await cell.FillAsync("abc");
        await cell.PressAsync("Tab");
        await Expect(clerk.Page.Locator("[data-problem]")).Not.ToHaveCountAsync(0);
        await clerk.Page.GetByRole(AriaRole.Button, new() { Name = "要处理" }).ClickAsync();

        await Expect(clerk.Page.Locator("[data-problem] :focus")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task On_a_phone_a_figure_opens_alone_and_its_decision_leads_back_to_the_list_with_the_answer_in_view()
    {
        await using var reviewer = await At("/reviews", Statistician, 390, 844);
        var page = reviewer.Page;
        var side = page.Locator(".review-side");
        await Expect(side).ToBeHiddenAsync();
        var card = page.Locator("tr[data-figure]").Nth(5);
        await card.ScrollIntoViewIfNeededAsync();
        var before = await page.EvaluateAsync<int>("() => scrollY");
        await card.Locator(".now").ClickAsync();
        await Expect(side.Locator("h2")).ToBeInViewportAsync();
        await Expect(page.Locator(".review-list")).ToBeHiddenAsync();
        await reviewer.Picture("reviews-figure-390");

        await page.GetByRole(AriaRole.Button, new() { Name = "返回列表" }).ClickAsync();
        await Expect(card).ToBeInViewportAsync();
        Assert.InRange(await page.EvaluateAsync<int>("() => scrollY"), before - 2, before + 2);

        await card.Locator(".now").ClickAsync();
        var name = await side.Locator("h2").InnerTextAsync();
        await side.Locator("[data-accept]").ClickAsync();
        await Expect(page.Locator(".review-bar .answer")).ToContainTextAsync($"已采用“{name}”，回执号");
        await Expect(page.Locator(".review-bar .answer")).ToBeInViewportAsync();
        await Expect(side).ToBeHiddenAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Screens, "reviews-answer-390.png") });

        await page.GetByRole(AriaRole.Button, new() { Name = "看下一条" }).ClickAsync();
        await Expect(side.Locator("h2")).ToBeInViewportAsync();
        await Expect(side.Locator("h2")).Not.ToHaveTextAsync(name);
        Assert.Empty(reviewer.Errors);
    }

    [Fact]
    public async Task No_single_key_decides_and_the_answer_stays_in_view_when_the_list_is_scrolled()
    {
        await using var reviewer = await At("/reviews", Statistician, 1440, 900);
        var page = reviewer.Page;
        var rows = page.Locator("tr[data-figure]");
        var all = await rows.CountAsync();
        var last = await rows.Last.Locator(".name b").InnerTextAsync();
        await rows.Last.Locator(".now").ClickAsync();
        await Expect(page.Locator(".review-side h2")).ToHaveTextAsync(last);
        await page.Keyboard.PressAsync("a");
        await Expect(page.Locator(".review-side [data-accept]")).ToBeFocusedAsync();
        await Expect(page.Locator("#accept-hint")).ToHaveTextAsync("再按Enter采用");
        await Expect(page.Locator("#accept-hint")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("a");
        await page.Keyboard.PressAsync("k");
        await Expect(page.Locator(".review-side h2")).Not.ToHaveTextAsync(last);
        Assert.Equal(all, await rows.CountAsync());

        await page.Keyboard.PressAsync("a");
        await page.Keyboard.PressAsync("Enter");
        await Expect(rows).ToHaveCountAsync(all - 1);
        await Expect(page.Locator(".review-bar .answer")).ToContainTextAsync("已采用");
        await page.EvaluateAsync("() => document.querySelector('.review-list').scrollTo(0, 10000)");
        await Expect(page.Locator(".review-bar .answer")).ToBeInViewportAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Screens, "reviews-answer-1440.png") });
        Assert.Empty(reviewer.Errors);
    }
}
