using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BazhongTracker.Browser.Tests;

public sealed class SessionTests(RunningTracker tracker)
{
    private const int TenSeconds = 10_000;
    private const int TwoSeconds = 2_000;

    // On a busy machine everything takes longer, also what is only opened.
    private static async Task<int> TwiceAsLongAs(Task opening)
    {
        var began = Stopwatch.GetTimestamp();
        await opening;
        return (int)(2 * Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    // Asked for again and again: of two ways to go there at once the browser gives one up.
    private static Task IsEmptied(IPage page, int within, string back) => Expect(page).ToHaveURLAsync(
        new Regex(Regex.Escape("/sign-in?return=" + Uri.EscapeDataString(back)) + "$"), new() { Timeout = within });

    [Theory]
    [InlineData("end-sessions", "shuili.houyi")]
    [InlineData("disable-person", "fagai.luoyan")]
    public async Task The_open_page_of_a_revoked_person_is_emptied_within_ten_seconds_though_nobody_touches_it(string verb, string person)
    {
        await using var visitor = await (await tracker.Visit()).SignIn(person);
        var busy = await TwiceAsLongAs(visitor.Open("/my-figures"));
        var page = visitor.Page;
        await Expect(page.Locator("header .who")).Not.ToContainTextAsync("演示");

        var answer = await tracker.Command(verb, person);
        // The server may see that an account is closed, and end its session, before the verb does.
        Assert.Contains(verb == "end-sessions" ? "\"sessions_ended\":1" : $"\"user_name\":\"{person}\"", answer, StringComparison.Ordinal);

        await IsEmptied(page, Math.Max(TenSeconds, busy), "/my-figures");
        await page.GotoAsync("/my-figures");
        await Expect(page.Locator("h1")).ToHaveTextAsync("无权查看此页");
    }

    [Fact]
    public async Task A_disabled_account_does_not_come_in_again_until_it_is_enabled()
    {
        await tracker.Command("disable-person", "jingxin.penglei");
        await using var visitor = await tracker.Visit();
        await visitor.Page.GotoAsync("/sign-in");
        await visitor.Page.FillAsync("[name='Form.UserName']", "jingxin.penglei");
        await visitor.Page.FillAsync("[name='Form.Password']", tracker.PasswordOf("jingxin.penglei"));
        await visitor.Page.ClickAsync("main button");
        await Expect(visitor.Page.Locator("[role=alert].message")).ToContainTextAsync("账号暂不可用");

        await tracker.Command("enable-person", "jingxin.penglei");
        await visitor.SignIn("jingxin.penglei");
    }

    [Fact]
    public async Task Signing_out_in_one_tab_empties_the_others_within_two_seconds()
    {
        await using var visitor = await (await tracker.Visit()).SignIn("jiaotong.tanlin");
        var busy = await TwiceAsLongAs(visitor.Open("/my-figures"));
        var page = visitor.Page;
        var other = await visitor.Page.Context.NewPageAsync();
        await other.GotoAsync("/targets");
        await other.WaitForFunctionAsync("() => document.documentElement.dataset.circuit === 'up'");

        await page.ClickAsync("form[action='sign-out'] button");

        await IsEmptied(other, Math.Max(TwoSeconds, busy), "/targets");
        await Expect(page.Locator("header .who form")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_page_of_the_guest_stays_when_somebody_else_signs_out()
    {
        await using var guest = await tracker.Visit();
        var page = await guest.Open("/targets");
        await tracker.Command("end-sessions", "office.leader");
        await page.ClickAsync("a[href='./']");
        await Expect(page.Locator("h1")).Not.ToHaveTextAsync("目标台账");
    }

    [Fact]
    public async Task Shortly_before_the_end_the_page_says_so_politely_and_a_button_keeps_the_session()
    {
        await using var visitor = await (await tracker.Visit()).SignIn("lvyou.zhouwen");
        // What the server would say near the end of half an hour; then what it does say.
        var left = "110 20000";
        await visitor.Page.RouteAsync("**/session?*", route => left.Length == 0
            ? route.ContinueAsync() : route.FulfillAsync(new() { Status = 200, Body = "open", Headers = new Dictionary<string, string> { ["Session-Left"] = left } }));
        var page = await visitor.Open("/targets");
        await page.Locator("dialog.search[data-live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.Locator("dialog.search input")).ToBeFocusedAsync();

        var warning = page.Locator("#session-warning[role=status]");
        await Expect(warning).ToContainTextAsync("不到2分钟后将自动退出登录");
        await Expect(page.Locator("dialog.search input")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");

        left = "";
        var told = page.WaitForResponseAsync(r => r.Url.EndsWith("/session", StringComparison.Ordinal) && r.Request.Method == "POST");
        await warning.GetByRole(AriaRole.Button, new() { Name = "继续使用" }).ClickAsync();
        Assert.Equal(204, (await told).Status);
        await Expect(warning).ToBeEmptyAsync();
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task Before_the_longest_term_is_over_no_button_promises_more()
    {
        await using var visitor = await (await tracker.Visit()).SignIn("lvyou.zhouwen");
        await visitor.Page.RouteAsync("**/session?*", route => route.FulfillAsync(new() { Status = 200, Body = "open", Headers = new Dictionary<string, string> { ["Session-Left"] = "1700 100" } }));
        var page = await visitor.Open("/targets");

        await Expect(page.Locator("#session-warning")).ToContainTextAsync("最长时限");
        await Expect(page.Locator("#session-warning button")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_signs_in_at_one_place_too_many_is_told_so_where_the_oldest_sign_in_was()
    {
        await using var visitor = await (await tracker.Visit()).SignIn("tongji.wangjj");
        await visitor.Page.RouteAsync("**/session?*", route => route.FulfillAsync(new() { Status = 200, Body = "ended", Headers = new Dictionary<string, string> { ["Session-Why"] = "one-too-many" } }));
        var page = await visitor.Open("/targets");

        await page.WaitForURLAsync(url => url.EndsWith("/sign-in?return=%2Ftargets&why=one-too-many", StringComparison.Ordinal));
        await Expect(page.Locator(".message-warn")).ToContainTextAsync("您的账号在别处又登录了");
    }
}
