using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BazhongTracker.Browser.Tests;

/// <summary>Everything can be reached and seen without a mouse.</summary>
public sealed class KeyboardTests(Visitors visitors) : IClassFixture<Visitors>
{
    private const int Stops = 40;

    [Fact]
    public async Task The_first_stop_skips_to_the_content()
    {
        var page = await (await visitors.Of(null)).Open("/targets");
        // Focus is set on the heading when a page opens; a reader who starts at the top meets the skip link first.
        await page.EvaluateAsync("() => { document.activeElement.blur(); document.body.tabIndex = -1; document.body.focus(); }");
        await page.WaitForFunctionAsync("() => document.activeElement === document.body");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("a.skip")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main#content")).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("/", null, "light")]
    [InlineData("/", null, "dark")]
    [InlineData("/targets", null, "light")]
    [InlineData("/targets/06-08", null, "dark")]
    [InlineData("/decision", null, "light")]
    [InlineData("/my-figures", "nongye.lixm", "dark")]
    [InlineData("/reviews", "tongji.wangjj", "light")]
    public async Task Every_stop_is_seen_and_comes_in_the_order_of_the_page(string path, string? person, string theme)
    {
        var visitor = await visitors.Of(person);
        await visitor.Prefer("zh-CN", theme);
        var page = await visitor.Open(path);
        Assert.Equal(0, await page.Locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").CountAsync());
        await page.EvaluateAsync("() => { document.activeElement.blur(); document.body.tabIndex = -1; document.body.focus(); window.stops = []; }");
        for (var i = 0; i < Stops; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            await page.EvaluateAsync("""
                () => {
                  const e = document.activeElement;
                  // Past the last stop it begins again; the parts of a date are one stop.
                  window.round ||= e === document.body && window.stops.length > 0 || window.stops.length > 1 && e === window.stops[0].e;
                  if (window.round || e === document.body || e === window.stops.at(-1)?.e) return;
                  // A row of the ledger shows the ring for its link.
                  const ringed = [e, e.closest('tr')].filter(Boolean).some(x => { const s = getComputedStyle(x); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; });
                  const last = window.stops.at(-1);
                  window.stops.push({ e, said: e.outerHTML.slice(0, 120), ringed, ordered: !last || !!(last.e.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING) });
                }
                """);
        }

        Assert.Empty(await page.EvaluateAsync<string[]>("() => window.stops.filter(s => !s.ringed).map(s => s.said)"));
        Assert.Empty(await page.EvaluateAsync<string[]>("() => window.stops.filter(s => !s.ordered).map(s => s.said)"));
    }

    [Fact]
    public async Task Tab_goes_from_cell_to_cell_and_F9_to_the_actions_of_the_row()
    {
        var page = await (await visitors.Of("nongye.lixm")).Open("/my-figures");
        await Expect(page.Locator("section[data-live]")).ToBeVisibleAsync();
        var cells = page.Locator("[data-part]:not([readonly]):visible");
        await cells.Nth(0).FocusAsync();

        await page.Keyboard.PressAsync("Tab");
        await Expect(cells.Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        await Expect(cells.Nth(0)).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("F9");
        await Expect(page.Locator("tbody:has([data-part])").First.Locator(".acts button").First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_marks_of_the_overview_are_one_stop_and_the_arrows_move_among_them()
    {
        var page = await (await visitors.Of(null)).Open("/");
        var marks = page.Locator(".strips td a");
        var all = await marks.CountAsync();
        Assert.True(all > 100);
        foreach (var name in await marks.EvaluateAllAsync<string[]>("marks => marks.map(m => m.textContent.trim())"))
        {
            Assert.Matches(".，.", name);
        }

        await page.Locator(".strips tr").Last.Locator("th a").Or(page.Locator(".pressing a").Last).Last.FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal(1, await page.Locator(".strips td a:not([tabindex='-1'])").CountAsync());
        await marks.First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(marks.Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator(".strips tr").Nth(1).Locator("td a").Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(marks.Last).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal(0, await page.Locator(".strips a:focus").CountAsync());
        await page.Keyboard.PressAsync("Shift+Tab");
        await Expect(marks.Last).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("/", ".summary")]
    [InlineData("/targets/08-02", ".t-status")]
    public async Task What_changes_while_the_page_is_open_is_said_politely(string path, string region)
    {
        var page = await (await visitors.Of(null)).Open(path);
        await Expect(page.Locator(region)).ToHaveAttributeAsync("aria-live", "polite");
    }
}
