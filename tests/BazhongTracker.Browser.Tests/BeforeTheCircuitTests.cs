using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BazhongTracker.Browser.Tests;

/// <summary>
/// A page is drawn before its circuit is up. Nothing that is done there is replaced without a word. A program of its own, because drafts
/// are stored.
/// </summary>
public sealed class BeforeTheCircuitTests(RunningTracker tracker) : IClassFixture<RunningTracker>
{
    private const string Farmer = "nongye.lixm";

    private static ILocator Cell(IPage page) => OpenRow.Of(page).Locator("input[data-cell]");

    private static Task Live(IPage page) =>
        page.WaitForFunctionAsync("() => document.querySelector('.entry-page')?.dataset.live === 'true'");

    private static Task Stored(IPage page) =>
        page.WaitForFunctionAsync(
            "() => sessionStorage.getItem('typed') === null && !document.querySelector('[data-unsaved], [data-late]')");

    /// <summary>The circuit of the next page starts when the gate is opened.</summary>
    private static async Task<TaskCompletionSource> Gate(IPage page)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync("**/_blazor/negotiate*", async route =>
        {
            await gate.Task;
            await route.ContinueAsync();
        });
        return gate;
    }

    private async Task<Visitor> SignedIn(string person) => await (await tracker.Visit()).SignIn(person);

    [Fact]
    public async Task What_is_typed_before_the_circuit_is_up_stays_with_the_cursor_also_over_an_older_draft()
    {
        await using var clerk = await SignedIn(Farmer);
        var page = clerk.Page;
        await clerk.Open("/my-figures");
        await Live(page);
        await Cell(page).FillAsync("18.8");
        await Cell(page).PressAsync("Tab");
        await Stored(page);

        var gate = await Gate(page);
        await page.GotoAsync("/my-figures");
        await Expect(Cell(page)).ToHaveValueAsync("18.8");
        await Cell(page).FillAsync("");
        await Cell(page).PressSequentiallyAsync("18.");
        await Expect(page.Locator(".coming")).ToContainTextAsync("正在载入，可以先填写");
        await clerk.Picture("my-figures-before-1440");
        gate.SetResult();
        // The page becomes live under the hands.
        foreach (var key in "123456789")
        {
            await page.Keyboard.PressAsync(key.ToString());
        }

        await Live(page);
        await Expect(Cell(page)).ToBeFocusedAsync();
        await Expect(Cell(page)).ToHaveValueAsync("18.123456789");
        await Stored(page);
        await page.Keyboard.PressAsync("Tab");
        await Expect(OpenRow.Of(page).Locator(".draft").First).ToContainTextAsync("已存草稿");
        await page.ReloadAsync();
        await Live(page);
        await Expect(Cell(page)).ToHaveValueAsync("18.123456789");
        await Cell(page).FillAsync("18.9");
        await Cell(page).PressAsync("Tab");
        await Stored(page);
        Assert.Empty(clerk.Errors);
    }

    [Fact]
    public async Task What_is_typed_on_a_page_that_goes_away_before_its_circuit_came_is_there_on_the_next()
    {
        await using var clerk = await SignedIn(Farmer);
        var page = clerk.Page;
        page.Dialog += (_, asked) => asked.AcceptAsync();
        var gate = await Gate(page);
        await page.GotoAsync("/my-figures");
        var cell = page.Locator(".entry-page input[data-cell]:not([readonly])").Nth(1);
        await cell.FillAsync("7.25");
        Assert.True(await page.EvaluateAsync<bool>("() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))"));
        await page.ReloadAsync();
        gate.SetResult();
        await Live(page);
        await Expect(cell).ToHaveValueAsync("7.25");
        await Stored(page);
        Assert.False(await page.EvaluateAsync<bool>("() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))"));
    }

    [Theory]
    [InlineData("/", null)]
    [InlineData("/targets", null)]
    [InlineData("/my-figures", Farmer)]
    [InlineData("/reviews", "tongji.wangjj")]
    [InlineData("/runs", "tongji.wangjj")]
    [InlineData("/receipts", Farmer)]
    [InlineData("/sessions", Farmer)]
    [InlineData("/people", Visitors.Administrator)]
    [InlineData("/people/new", Visitors.Administrator)]
    [InlineData("/keys", Visitors.Administrator)]
    [InlineData("/departments", Visitors.Administrator)]
    [InlineData("/audit", Visitors.Auditor)]
    public async Task Nothing_that_needs_the_circuit_can_be_used_before_it_is_up_and_links_can(string path, string? person)
    {
        await using var visitors = new Visitors(tracker);
        var page = (await visitors.Of(person)).Page;
        var gate = await Gate(page);
        await page.GotoAsync(path);

        Assert.Empty(await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('body button, body input, body select, body textarea')]
              .filter(c => c.checkVisibility() && !c.inert && !c.disabled && !c.dataset.part && !c.closest('form[action]'))
              .map(c => c.outerHTML)
            """));
        if (await page.Locator("html[data-circuit]").CountAsync() > 0)
        {
            await Expect(page.Locator(".coming")).ToBeVisibleAsync();
            Assert.NotEqual(0, await page.Locator("nav a").EvaluateAllAsync<int>("all => all.filter(a => !a.closest('[inert]')).length"));
            gate.SetResult();
            await Expect(page.Locator("html[data-circuit=up]")).ToHaveCountAsync(1);
            await Expect(page.Locator(".coming")).ToBeHiddenAsync();
            await Expect(page.Locator("[inert]")).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task A_search_that_was_begun_and_a_list_that_was_opened_before_the_circuit_was_up_stay()
    {
        await using var visitor = await tracker.Visit();
        var page = visitor.Page;
        var gate = await Gate(page);
        await page.GotoAsync("/targets");
        var search = page.Locator(".ledger input[type=search]");
        await page.Locator(".switches summary").ClickAsync();
        await search.PressSequentiallyAsync("粮食");
        gate.SetResult();
        await Expect(page.Locator("html[data-circuit=up]")).ToHaveCountAsync(1);
        await Expect(search).ToHaveValueAsync("粮食");
        await Expect(search).ToBeFocusedAsync();
    }
}
