using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BazhongTracker.Browser.Tests;

/// <summary>What is printed, where a link lands, and what a button shuts.</summary>
public sealed class PaperAndPlaceTests(RunningTracker tracker)
{
    [Fact]
    public async Task On_paper_a_target_says_what_and_when_it_is_and_nothing_is_folded()
    {
        await using var visitor = await tracker.Visit();
        var page = await visitor.Open("/targets/06-08");
        var head = page.Locator(".print-head");
        await Expect(head).ToBeHiddenAsync();

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.EvaluateAsync("() => dispatchEvent(new Event('beforeprint'))");

        await Expect(head).ToContainTextAsync("巴中决定目标跟踪06-08 旅游收入截至日：");
        await Expect(head.Locator("time")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\d{4}-\d\d-\d\d \d\d:\d\d$"));
        await Expect(page.Locator("article details:not([open])")).ToHaveCountAsync(0);
        await Expect(page.Locator("article summary:visible")).ToHaveCountAsync(0);
        await page.EvaluateAsync("() => dispatchEvent(new Event('afterprint'))");
        await Expect(page.Locator("article details[open]")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("08-02")]
    [InlineData("11-14")]
    public async Task The_link_to_the_text_lands_with_room_before_the_words(string code)
    {
        await using var visitor = await tracker.Visit(1440, 900);
        var page = await visitor.Open($"/decision?target={code}#t-{code}");
        await Expect(page.Locator(".hl.on").First).ToBeInViewportAsync();
        var (words, bar) = ((await page.Locator(".hl.on").First.BoundingBoxAsync())!, (await page.Locator(".r-bar").BoundingBoxAsync())!);
        Assert.True(words.Y > bar.Y + bar.Height + 150, $"{words.Y} under {bar.Y + bar.Height}");
    }

    [Fact]
    public async Task From_the_press_of_the_button_to_its_answer_the_comment_takes_no_keys()
    {
        await using var visitor = await tracker.Visit(1440, 900);
        await visitor.SignIn("tongji.wangjj");
        var page = await visitor.Open("/reviews");
        await Expect(page.Locator(".review[data-live]")).ToBeVisibleAsync();

        // A return without a reason is refused: nothing is stored.
        Assert.True(await page.EvaluateAsync<bool>("""
            () => {
              document.querySelectorAll('.decide [data-decide]')[1].click();
              return !document.querySelector('[data-comment]').dispatchEvent(new InputEvent('beforeinput', { cancelable: true, bubbles: true }));
            }
            """));

        await Expect(page.Locator(".decide .message-bad")).ToBeVisibleAsync();
        await page.Locator("[data-comment]").PressSequentiallyAsync("请核对");
        await Expect(page.Locator("[data-comment]")).ToHaveValueAsync("请核对");
    }
}
