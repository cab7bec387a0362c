using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BazhongTracker.Browser.Tests;

/// <summary>
/// 待审核 by hand and by keys: what is accepted is what was looked at, and it can be taken back. A program of its own, because figures are
/// decided.
/// </summary>
public sealed class ReviewingTests(RunningTracker tracker) : IClassFixture<RunningTracker>
{
    private async Task<Visitor> Reviewer(int width)
    {
        var visitor = await (await tracker.Visit()).SignIn("tongji.wangjj");
        await visitor.Page.SetViewportSizeAsync(width, 800);
        return visitor;
    }

    private static async Task<IPage> At(Visitor reviewer)
    {
        var page = await reviewer.Open("/reviews");
        await page.Locator(".review[data-live=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return page;
    }

    [Fact]
    public async Task A_click_before_the_page_is_alive_chooses_nothing_and_the_figure_that_is_shown_is_the_one_accepted()
    {
        await using var reviewer = await Reviewer(1440);
        var page = reviewer.Page;
        var alive = new TaskCompletionSource();
        await page.RouteAsync("**/_blazor/negotiate*", async route =>
        {
            await alive.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync("/reviews");
        Assert.True(await page.EvaluateAsync<bool>("() => document.querySelector('.review').inert"));
        var box = (await page.Locator("tr[data-figure]").Nth(2).BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(box.X + 200, box.Y + 10);
        alive.SetResult();
        await page.Locator(".review[data-live=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

        var shown = await page.Locator(".review-side h2").InnerTextAsync();
        await Expect(page.Locator("tr.is-current .name b")).ToHaveTextAsync(shown);
        await page.Locator(".review-side [data-accept]").ClickAsync();

        await Expect(page.Locator(".review-bar .answer")).ToContainTextAsync($"已采用“{shown}”");
        await page.Locator("[data-undo]").ClickAsync();
        await Expect(page.Locator(".review-bar .answer")).ToContainTextAsync($"已撤销采用“{shown}”");
        await Expect(page.Locator(".review-side h2")).ToHaveTextAsync(shown);
        Assert.Empty(reviewer.Errors);
    }

    [Fact]
    public async Task What_changes_a_verdict_is_not_ticked_with_the_others_is_named_first_and_can_be_taken_back_from_what_one_decided()
    {
        // On some days none of what waits changes a verdict.
        await using var clerk = await (await tracker.Visit()).SignIn("nongye.lixm");
        await GrainReport.Send(await clerk.Open("/my-figures"));

        await using var reviewer = await Reviewer(1440);
        var page = await At(reviewer);
        await page.Keyboard.PressAsync("Shift+X");
        await Expect(page.Locator("[data-accept-all]")).ToBeVisibleAsync();
        Assert.Equal(0, await page.Locator("tr:has(.changes) [data-tick]:checked").CountAsync());
        await page.Locator(".review-bar .btn-link", new() { HasTextString = "清除选择" }).ClickAsync();

        var changing = page.Locator("tr:has(.changes):has([data-tick]:not([disabled]))").First;
        var name = await changing.Locator(".name b").InnerTextAsync();
        await changing.Locator("[data-tick]").CheckAsync();
        await page.Locator("[data-accept-all]").ClickAsync();
        await Expect(page.Locator("[data-confirm] li")).ToContainTextAsync(name);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("[data-confirm]")).ToHaveCountAsync(0);
        await page.Locator("[data-accept-all]").ClickAsync();
        await page.Locator("[data-confirm-accept]").ClickAsync();
        await Expect(page.Locator(".review-bar .answer")).ToContainTextAsync(name);

        await page.Locator("[data-mine]").ClickAsync();
        await page.Locator("[data-decided] [data-take-back]").First.ClickAsync();

        await Expect(page.Locator("[data-decided]").First).ToContainTextAsync("撤销采用");
        await Expect(page.Locator("[data-decided]").First).ToContainTextAsync("待审核");
        Assert.Empty(reviewer.Errors);
    }

    [Fact]
    public async Task Below_1280_Enter_opens_the_row_and_a_return_is_written_and_sent_by_keys()
    {
        await using var reviewer = await Reviewer(1024);
        var page = await At(reviewer);
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator("tr[data-figure]").Nth(1)).ToHaveClassAsync("is-current");
        await Expect(page.Locator(".review-bar .key-hints")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".review-side h2")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".review-list")).ToBeVisibleAsync();
        var name = await page.Locator("tr.is-current .name b").InnerTextAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".review-side .key-hints")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("r");
        await page.Keyboard.TypeAsync("请核对");
        await page.Keyboard.PressAsync("Control+Enter");

        await Expect(page.Locator(".review-bar .answer")).ToContainTextAsync($"已退回“{name}”");
        Assert.Empty(reviewer.Errors);
    }
}
