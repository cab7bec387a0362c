using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BazhongTracker.Browser.Tests;

/// <summary>A program of its own, because it is killed.</summary>
public sealed class DraftTests(RunningTracker tracker) : IClassFixture<RunningTracker>
{
    private const int Cells = 20;
    private const string Roads = "jiaotong.tanlin";
    private const string Farmer = "nongye.lixm";
    private const string Any = "[data-cell]:not([readonly]):not([disabled])";
    private const string Open = ".entry-page input[data-cell]:not([readonly])";

    /// <summary>The page holds nothing any more that the server has not said is stored.</summary>
    private static Task Stored(IPage page) =>
        page.WaitForFunctionAsync(
            "() => sessionStorage.getItem('typed') === null && !document.querySelector('[data-unsaved], [data-late]')");

    // The day of a stage comes by itself.
    private static async Task<Dictionary<string, string>> Typed(IPage page) =>
        await page.EvaluateAsync<Dictionary<string, string>>("""
            () => Object.fromEntries([...document.querySelectorAll('[data-part]:not([data-part=day])')].filter(c => c.value)
              .map(c => [c.closest('[data-key]').dataset.key + ' ' + c.dataset.part, c.value]))
            """);

    private static Task Live(IPage page) => page.WaitForFunctionAsync("() => document.querySelector('.entry-page')?.dataset.live === 'true'");

    private async Task<Visitor> AtTheForm(string person)
    {
        var visitor = await (await tracker.Visit()).SignIn(person);
        await Live(await visitor.Open("/my-figures"));
        return visitor;
    }

    [Fact]
    public async Task Twenty_cells_typed_before_the_server_was_killed_are_all_there_afterwards_in_this_browser_and_in_a_fresh_one()
    {
        await using var clerk = await AtTheForm(Roads);
        var page = clerk.Page;
        var before = await Typed(page);
        var typed = 0;
        foreach (var row in await page.Locator("tbody.row", new() { Has = page.Locator(Any) }).AllAsync())
        {
            if (typed == Cells)
            {
                break;
            }

            var cell = row.Locator(Any).First;
            if (await cell.EvaluateAsync<bool>("e => e.localName === 'select'"))
            {
                await cell.SelectOptionAsync(new SelectOptionValue { Index = 1 + (typed % 3) });
            }
            else
            {
                // Numbers, and what is none.
                await cell.PressSequentiallyAsync(typed % 4 == 2 ? $"约{typed}" : $"1{typed}.5");
            }

            // The note is asked for by what the cell holds, or not.
            await cell.PressAsync("Tab");
            await Stored(page);
            if (await row.Locator(".note-input").CountAsync() == 0)
            {
                await row.GetByRole(AriaRole.Button, new() { Name = "备注", Exact = true }).ClickAsync();
            }

            await row.Locator(".note-input").PressSequentiallyAsync($"说明{typed}");
            typed += 2;
        }

        Assert.Equal(Cells, typed);
        // The cursor is still in the last cell.
        await Stored(page);
        var asTyped = await Typed(page);
        Assert.True(asTyped.Count - before.Count == Cells, $"{asTyped.Count} cells");
        await Expect(page.Locator(".draft").First).ToContainTextAsync("已存草稿");
        await clerk.Picture("my-figures-drafts-1440");

        await tracker.Stop();
        await Expect(page.Locator("#components-reconnect-modal p:visible")).ToContainTextAsync("填写的内容仍在本页");
        var awaySince = page.Locator(".note-input").First;
        await awaySince.FillAsync("断线后写的");
        await tracker.StartAgain();

        await Expect(page.Locator("#components-reconnect-modal p:visible")).ToContainTextAsync("已填的内容都已保留");
        await clerk.Picture("my-figures-gone-1440");
        var away = await Typed(page);
        await page.ClickAsync("[data-reload]");
        await Live(page);
        await Stored(page);
        Assert.Equal(away, await Typed(page));
        await Expect(page.Locator(".restored")).ToContainTextAsync("已取回");
        await clerk.Picture("my-figures-restored-1440");

        await using var elsewhere = await AtTheForm(Roads);
        Assert.Equal(away, await Typed(elsewhere.Page));
        Assert.Superset(asTyped.Keys.ToHashSet(), away.Keys.ToHashSet());
    }

    [Fact]
    public async Task Typing_goes_on_undisturbed_while_it_is_stored()
    {
        await using var clerk = await AtTheForm(Farmer);
        var page = clerk.Page;
        var cell = page.Locator(Open).Nth(0);
        await cell.PressSequentiallyAsync("123456789.123456", new() { Delay = 150 });

        await Expect(cell).ToHaveValueAsync("123456789.123456");
        await Expect(cell).ToBeFocusedAsync();
        await Stored(page);
        await Expect(cell).ToBeFocusedAsync();
        await Expect(page.Locator(".entry-page > [role=status].visually-hidden")).ToHaveTextAsync("填写的内容自动存为草稿。");
        Assert.Empty(clerk.Errors);
    }

    [Fact]
    public async Task Signing_out_right_after_the_last_key_loses_nothing()
    {
        await using var clerk = await AtTheForm(Farmer);
        var page = clerk.Page;
        var cell = page.Locator(Open).Nth(1);
        await cell.PressSequentiallyAsync("7.2");
        await page.ClickAsync("form[action='sign-out'] button");
        await page.WaitForURLAsync(url => !url.Contains("/my-figures", StringComparison.Ordinal));

        await page.GotoAsync("/sign-in?return=%2Fmy-figures");
        await Expect(page.Locator("main")).ToContainTextAsync("已填的内容都存为草稿");
        await using var again = await AtTheForm(Farmer);
        await Expect(again.Page.Locator(Open).Nth(1)).ToHaveValueAsync("7.2");
    }

    [Fact]
    public async Task What_one_window_stores_the_other_shows_but_not_under_the_cursor()
    {
        await using var clerk = await AtTheForm(Farmer);
        var page = clerk.Page;
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/my-figures");
        await Live(other);
        await other.Locator(Open).Nth(2).FillAsync("11");
        await Stored(other);
        await Expect(page.Locator(Open).Nth(2)).ToHaveValueAsync("11");

        await page.Locator(Open).Nth(2).FillAsync("12");
        await Stored(page);
        await other.Locator(Open).Nth(2).FillAsync("13");
        await other.Locator(Open).Nth(2).PressAsync("Tab");
        await Stored(other);
        await Expect(page.Locator(".say", new() { HasText = "另一窗口" })).ToContainTextAsync("您在另一窗口存了“13”");
        await Expect(page.Locator(Open).Nth(2)).ToHaveValueAsync("12");
        await Expect(page.Locator(Open).Nth(2)).ToBeFocusedAsync();
    }
}
