using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BazhongTracker.Browser.Tests;

/// <summary>
/// A circuit that does not come, carries nothing, or is cut: the page says so soon and takes nothing that it could not keep.
/// </summary>
public sealed class WithoutACircuitTests(RunningTracker tracker) : IClassFixture<RunningTracker>
{
    private const string Farmer = "nongye.lixm";
    private const string Cells = ".entry-page input[data-cell]";

    private static ILocator Bar(IPage page) => page.Locator("#components-reconnect-modal p:visible");

    private static Task Live(IPage page) =>
        page.WaitForFunctionAsync("() => document.querySelector('.entry-page')?.dataset.live === 'true'");

    private static Task Stored(IPage page) =>
        page.WaitForFunctionAsync(
            "() => sessionStorage.getItem('typed') === null && !document.querySelector('[data-unsaved], [data-late]')");

    private async Task<Visitor> AtTheForm(string person)
    {
        var visitor = await (await tracker.Visit()).SignIn(person);
        await Live(await visitor.Open("/my-figures"));
        return visitor;
    }

    [Theory]
    [InlineData(403)]
    [InlineData(502)]
    [InlineData(0)]
    public async Task A_circuit_that_does_not_start_is_told_the_cells_take_nothing_and_it_comes_when_the_server_can_be_reached(int answer)
    {
        await using var clerk = await (await tracker.Visit()).SignIn(Farmer);
        var page = clerk.Page;
        var isAway = true;
        await page.RouteAsync("**/_blazor/negotiate*", async route =>
        {
            if (!isAway)
            {
                await route.ContinueAsync();
            }
            else if (answer > 0)
            {
                await route.FulfillAsync(new() { Status = answer });
            }
        });
        await page.GotoAsync("/my-figures");
        await page.Locator(Cells + ":not([readonly])").First.FillAsync("5.5");

        await Expect(Bar(page)).ToContainTextAsync("暂时不能填写");
        await Expect(page.Locator(Cells + ":not([readonly])")).ToHaveCountAsync(0);
        await Expect(page.Locator(Cells).First).ToHaveValueAsync("5.5");
        await clerk.Picture($"my-figures-late-{answer}-1440");

        isAway = false;
        await Live(page);
        await Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        await Expect(page.Locator(Cells).First).ToHaveValueAsync("5.5");
        await Stored(page);
    }

    [Theory]
    [InlineData("blazor.web")]
    [InlineData("start")]
    public async Task A_page_whose_script_does_not_come_says_so(string script)
    {
        await using var clerk = await (await tracker.Visit()).SignIn(Farmer);
        var page = clerk.Page;
        await page.RouteAsync($"**/{script}*.js", route => route.AbortAsync());
        await page.GotoAsync("/my-figures");

        await Expect(Bar(page)).ToContainTextAsync("暂时不能填写");
        await Expect(page.Locator(Cells + ":not([readonly])")).ToHaveCountAsync(0);
        await page.GotoAsync("/targets");
        await Expect(Bar(page)).ToContainTextAsync("目前只能阅读");
        await clerk.Picture("targets-late-1440");
        await page.ClickAsync("nav a[href='decision']");
        await page.WaitForURLAsync("**/decision");
    }

    [Fact]
    public async Task Where_a_proxy_takes_web_sockets_and_carries_nothing_the_page_comes_alive_by_other_means()
    {
        await using var clerk = await (await tracker.Visit()).SignIn(Farmer);
        var page = clerk.Page;
        await page.RouteWebSocketAsync("**/_blazor*", _ => { });
        await page.GotoAsync("/my-figures");
        await Live(page);
        var cell = page.Locator(Cells + ":not([readonly])").Last;
        await cell.FillAsync("3.5");
        await cell.PressAsync("Tab");
        await Stored(page);

        // Known from now on, and not tried again on each page.
        await page.ReloadAsync();
        await Live(page);
        await Expect(cell).ToHaveValueAsync("3.5");
        await Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_network_that_is_cut_is_told_at_once_and_what_is_typed_meanwhile_is_stored_afterwards()
    {
        await using var clerk = await AtTheForm(Farmer);
        var page = clerk.Page;
        await page.Context.SetOfflineAsync(true);
        await Expect(Bar(page)).ToContainTextAsync("连线中断");
        var cell = page.Locator(Cells + ":not([readonly])").Nth(2);
        await cell.FillAsync("6.5");
        await page.Context.SetOfflineAsync(false);
        await Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        await Stored(page);
        await Expect(cell).ToHaveValueAsync("6.5");
    }

    [Fact]
    public async Task Leaving_right_after_a_key_asks_and_leaving_when_everything_is_stored_does_not()
    {
        await using var clerk = await AtTheForm(Farmer);
        var page = clerk.Page;
        Assert.True(await page.EvaluateAsync<bool>(
            """
            cell => {
              const field = document.querySelectorAll(cell)[3];
              field.value = '8.5';
              field.dispatchEvent(new Event('input', { bubbles: true }));
              return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
            }
            """, Cells + ":not([readonly])"));
        await Stored(page);
        Assert.False(await page.EvaluateAsync<bool>("() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))"));
    }

    [Fact]
    public async Task A_page_whose_text_is_replaced_by_other_software_goes_on()
    {
        await using var clerk = await AtTheForm(Farmer);
        var page = clerk.Page;
        await Expect(page.Locator("html[translate=no]")).ToHaveCountAsync(1);
        var row = page.Locator("tbody.row", new() { Has = page.Locator("input[data-cell]:not([readonly])") }).Nth(4);
        await row.Locator("input[data-cell]").FillAsync("约九");
        await row.Locator("input[data-cell]").PressAsync("Tab");
        await Expect(row.Locator(".state")).ToContainTextAsync("有错");
        await page.EvaluateAsync(
            """
            () => {
              const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT), texts = [];
              while (walk.nextNode()) if (walk.currentNode.data.trim()) texts.push(walk.currentNode);
              for (const text of texts) {
                const [outer, inner] = [document.createElement('font'), document.createElement('font')];
                inner.textContent = text.data + '*';
                outer.append(inner);
                text.replaceWith(outer);
              }
            }
            """);
        await row.Locator("input[data-cell]").FillAsync("");
        await row.Locator("input[data-cell]").PressAsync("Tab");
        await Expect(row.Locator(".state")).Not.ToContainTextAsync("有错");
        await row.Locator("input[data-cell]").FillAsync("9.5");
        await row.Locator("input[data-cell]").PressAsync("Tab");
        await Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        Assert.Empty(clerk.Errors);
        await Stored(page);
        Assert.Empty(clerk.Errors);
    }
}
