using System.Diagnostics;
using BazhongTracker.Chaos.Servers;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BazhongTracker.Browser.Tests;

/// <summary>
/// The database is killed, takes nothing, or answers nothing, under open pages. The limits of docs/proof.md are held with
/// TRACKER_TEST_RUSH, alone on the machine; beside other tests they would measure those.
/// </summary>
public sealed class DatabaseAwayTests(PostgresTracker postgres, ITestOutputHelper output) : IClassFixture<PostgresTracker>
{
    private const string Farmer = "nongye.lixm";
    private const string Grain = GrainReport.Code;
    private static readonly bool IsMeasured = Environment.GetEnvironmentVariable("TRACKER_TEST_RUSH") is not null;
    private static readonly TimeSpan ThreeSeconds = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FiveSeconds = TimeSpan.FromSeconds(5);

    private static ILocator Bar(IPage page, string condition) => page.Locator($".db-bar[data-database={condition}]");

    private static ILocator Row(IPage page, string code) => page.Locator($"tbody.row[data-code='{code}']").First;

    private static ILocator Cell(IPage page, string code) => Row(page, code).Locator("input[data-cell]").First;

    private async Task<Visitor> AtTheForm()
    {
        var clerk = await (await postgres.Tracker.Visit()).SignIn(Farmer);
        var page = await clerk.Open("/my-figures");
        await page.WaitForFunctionAsync("() => document.querySelector('.entry-page')?.dataset.live === 'true'");
        await page.EvaluateAsync("() => { window.opened = true; }");
        return clerk;
    }

    private async Task Within(TimeSpan limit, string what, Stopwatch since, params ILocator[] shown)
    {
        await Task.WhenAll(shown.Select(s => Expect(s).ToHaveCountAsync(1)));
        output.WriteLine($"{what}: {since.Elapsed.TotalSeconds:0.00} s");
        Assert.True(!IsMeasured || since.Elapsed < limit, $"{what} took {since.Elapsed.TotalSeconds:0.00} s");
    }

    private static Task<bool> IsAsItWasOpened(IPage page) => page.EvaluateAsync<bool>("() => window.opened === true && document.getElementById('blazor-error-ui').checkVisibility() === false");

    [Fact]
    public async Task While_the_database_is_away_pages_stay_what_is_typed_stays_and_the_first_save_after_its_return_goes_through()
    {
        await using var reader = await postgres.Tracker.Visit();
        var overview = await reader.Open("/");
        await overview.EvaluateAsync("() => { window.opened = true; }");
        await using var clerk = await AtTheForm();
        var form = clerk.Page;

        await postgres.Server.Kill();
        var since = Stopwatch.StartNew();
        try
        {
            await Within(ThreeSeconds, "banner on both pages", since, Bar(overview, "away"), Bar(form, "away"));
            await Expect(Bar(overview, "away")).ToContainTextAsync("数据库暂不可用，已填内容保留；页面显示的是");
            await Expect(overview.Locator(".overview .st").First).ToBeVisibleAsync();

            await Cell(form, Grain).FillAsync("190.5");
            await Cell(form, Grain).PressAsync("Tab");
            await Expect(Row(form, Grain)).ToContainTextAsync("可提交");
            await form.ClickAsync("[data-send]");
            await Expect(Row(form, Grain)).ToContainTextAsync("没有保存");
            await Expect(Cell(form, Grain)).ToHaveValueAsync("190.5");

            // A day nobody asked for before: the page stays as it is.
            await overview.Locator(".as-of input").First.FillAsync("2024-03-31");
            await overview.WaitForURLAsync(url => url.Contains("as_of=2024-03-31", StringComparison.Ordinal));
            await overview.ClickAsync(".search-open");
            await Expect(overview.Locator("dialog.search")).ToContainTextAsync("数据库暂不可用");
            await overview.Keyboard.PressAsync("Escape");
            await Expect(overview.Locator(".overview .st").First).ToBeVisibleAsync();
            await overview.GoBackAsync();

            // Never opened before by this reader, and answered from what the others were shown.
            await overview.ClickAsync("nav a[href='targets']");
            await Expect(overview.Locator(".ledger h1")).ToBeVisibleAsync();
            await overview.ClickAsync("nav a[href='decision']");
            await Expect(overview.Locator("main")).ToContainTextAsync("恢复后自动显示");
        }
        finally
        {
            await postgres.Server.StartAgain();
        }

        since.Restart();
        await Within(ThreeSeconds, "banner gone", since, Bar(form, "well"));
        await form.ClickAsync("[data-send]");
        await Within(FiveSeconds, "first save", since, form.Locator(".sent"));
        await Expect(overview.Locator("main")).ToContainTextAsync("决定");
        Assert.True(await IsAsItWasOpened(form) && await IsAsItWasOpened(overview));
        // A browser tells of every 503 that a script was given.
        Assert.All(clerk.Errors.Concat(reader.Errors), error => Assert.Contains("503", error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_read_only_database_is_told_and_takes_nothing_until_it_can_write_again()
    {
        await using var clerk = await AtTheForm();
        var form = clerk.Page;
        var code = await OpenRow.CodeOf(form);
        var value = await OpenRow.Usual(Row(form, code));
        await Cell(form, code).FillAsync(value);
        await Cell(form, code).PressAsync("Tab");
        await Expect(Row(form, code)).ToContainTextAsync("可提交");

        await postgres.Server.Write(allowed: false);
        var since = Stopwatch.StartNew();
        try
        {
            await Within(ThreeSeconds, "banner of a read-only database", since, Bar(form, "readonly"));
            await form.ClickAsync("[data-send]");
            await Expect(Row(form, code)).ToContainTextAsync("数据库当前只读，没有保存");
            await Expect(Cell(form, code)).ToHaveValueAsync(value);

            await using var late = await postgres.Tracker.Visit();
            await late.Page.GotoAsync("/sign-in");
            await late.Page.FillAsync("[name='Form.UserName']", Farmer);
            await late.Page.FillAsync("[name='Form.Password']", postgres.Tracker.PasswordOf(Farmer));
            await late.Page.ClickAsync("main button");
            await Expect(late.Page.Locator("[role=alert]").First).ToContainTextAsync("暂不能登录");
        }
        finally
        {
            await postgres.Server.Write(allowed: true);
        }

        since.Restart();
        await Within(ThreeSeconds, "banner gone", since, Bar(form, "well"));
        await Row(form, code).GetByRole(AriaRole.Button, new() { Name = "撤销", Exact = true }).ClickAsync();
        Assert.True(await IsAsItWasOpened(form));
        Assert.Empty(clerk.Errors);
    }

    [Fact]
    public async Task A_stored_report_whose_answer_is_swallowed_is_looked_up_and_shown_with_its_receipt()
    {
        await using var clerk = await AtTheForm();
        var form = clerk.Page;
        var before = await postgres.Figures();
        var code = await OpenRow.CodeOf(form);
        await Cell(form, code).FillAsync(await OpenRow.Usual(Row(form, code)));
        await Cell(form, code).PressAsync("Tab");
        await Expect(Row(form, code)).ToContainTextAsync("已存草稿");
        // The database answers, so that the row says it for a moment only.
        await form.EvaluateAsync("() => new MutationObserver(() => { window.said ??= document.querySelector('.entry-page').textContent.match(/正在核实/)?.[0]; }).observe(document.body, { subtree: true, childList: true, characterData: true })");
        var tampered = postgres.Proxy.Tamper([CommitFault.Swallow], TimeSpan.Zero, TimeSpan.FromSeconds(20));

        await form.ClickAsync("[data-send]");
        await tampered;
        var since = Stopwatch.StartNew();
        await Within(TimeSpan.FromSeconds(12), "the truth", since, form.Locator(".sent", new() { HasText = "回执号" }));
        Assert.Equal("正在核实", await form.EvaluateAsync<string?>("() => window.said"));
        await Expect(Row(form, code)).ToContainTextAsync("待审核");
        Assert.Equal(before + 1, await postgres.Figures());
        Assert.True(await IsAsItWasOpened(form));
        Assert.Empty(clerk.Errors);
    }
}
