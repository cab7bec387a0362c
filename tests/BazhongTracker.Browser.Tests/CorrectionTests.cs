using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BazhongTracker.Browser.Tests;

/// <summary>撤回 and 更正 on the screens. A program of its own, because it changes what the others read.</summary>
public sealed class CorrectionTests(RunningTracker tracker) : IClassFixture<RunningTracker>
{
    private const string Farmer = "nongye.lixm";
    private const string Grain = "08-02";
    private const string Row = "tbody.row[data-key='08-02:2022Q4']";

    private async Task<Visitor> At(string person, string path, string ready)
    {
        var visitor = await (await tracker.Visit()).SignIn(person);
        await Expect((await visitor.Open(path)).Locator(ready).First).ToBeVisibleAsync();
        return visitor;
    }

    [Fact]
    public async Task A_figure_of_a_closed_year_is_corrected_withdrawn_under_the_reviewers_eyes_corrected_again_and_accepted_as_the_second_version()
    {
        await using var clerk = await At(Farmer, $"/targets/{Grain}", "#figures");
        var page = clerk.Page;
        await page.Locator("#figures a[href*='period=2022Q4']").ClickAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('.entry-page')?.dataset.live === 'true'");
        await Expect(page.Locator(Row)).ToContainTextAsync("原采用值192.35万吨继续有效，直到更正通过审核。");
        await page.Locator($"{Row} [data-part='text']").FillAsync("193.6");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator($"{Row} .state")).ToContainTextAsync("须说明");
        await page.Locator($"{Row} .note-input").FillAsync("第五次经济普查修订");
        await page.Keyboard.PressAsync("Tab");
        await page.Locator("[data-send]").ClickAsync();
        await Expect(page.Locator(Row)).ToContainTextAsync("更正待审核；原采用值192.35万吨继续有效。");

        await using var reviewer = await At("tongji.wangjj", "/reviews", ".review-table");
        var desk = reviewer.Page;
        await GrainReport.InQueue(desk, "193.6").ClickAsync();
        await Expect(desk.Locator(".review-side .revises")).ToHaveTextAsync(new Regex("由192.35万吨更正为193.6万吨"));
        await Expect(desk.Locator(".review-side .scroll")).ToContainTextAsync("第五次经济普查修订");
        await desk.Locator("[data-comment]").FillAsync("请附普查文件");
        await desk.Keyboard.PressAsync("Tab");

        await page.Locator($"{Row} [data-withdraw]").ClickAsync();
        await Expect(page.Locator(Row)).ToContainTextAsync("撤回后不再送审，原采用值继续有效，所填内容留作草稿。");
        await page.Locator($"{Row} [data-withdraw-yes]").ClickAsync();
        await Expect(page.Locator(".withdrawn")).ToContainTextAsync(new Regex("已撤回“粮食产量”.*回执号"));
        await Expect(page.Locator($"{Row} [data-part='text']")).ToHaveValueAsync("193.6");
        await Expect(desk.Locator(".review-side [role=alert]")).ToContainTextAsync("填报单位已在");
        await Expect(desk.Locator("[data-comment]")).ToHaveValueAsync("请附普查文件");
        await Expect(desk.Locator("[data-accept]")).ToBeDisabledAsync();

        await page.Locator($"{Row} [data-part='text']").FillAsync("193.7");
        await page.Keyboard.PressAsync("Tab");
        await page.Locator("[data-send]").ClickAsync();
        await GrainReport.InQueue(desk, "193.7").ClickAsync();
        await desk.Locator(".review-side [data-accept]").ClickAsync();
        await Expect(desk.Locator(".review-bar .answer")).ToContainTextAsync("粮食产量");

        await clerk.Open($"/targets/{Grain}");
        await Expect(page.Locator("#figures tbody tr", new() { HasText = "193.7" })).ToContainTextAsync("第2版");
        await Expect(page.Locator("#figures tbody tr.superseded", new() { HasText = "192.35" })).ToContainTextAsync("第1版");
        Assert.Empty(clerk.Errors);
        Assert.Empty(reviewer.Errors);
    }
}
