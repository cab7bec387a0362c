using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BazhongTracker.Browser.Tests;

/// <summary>An empty Production.</summary>
public sealed class EmptyTracker : IAsyncLifetime
{
    public RunningTracker Tracker { get; } =
        new() { Settings = new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Production" } };

    public ValueTask InitializeAsync() => Tracker.InitializeAsync();

    public ValueTask DisposeAsync() => Tracker.DisposeAsync();
}

/// <summary>From nothing to the first accepted figure, for seven people who follow the screens alone.</summary>
public sealed class FirstSetUpTests(EmptyTracker empty, ITestOutputHelper output) : IClassFixture<EmptyTracker>
{
    private const string Pigs = "08-04";
    private const string Password = "Kvwmrt-plodge-haps1";
    private const string Table =
        "姓名\t工号\t账号\t部门\t角色\n"
        + "李晓梅\t10044\tnongye.lixm\t市农业农村局\t填报人\n"
        + "王建军\t10031\ttongji.wangjj\t市统计局\t审核人\n"
        + "何建国\t10018\tducha.hejg\t市委督查室\t督查\n"
        + "陈强\t10003\tld.chenq\t市委办公室\t领导\n"
        + "赵敏\t10044\tducha.zhaom\t市委督察室\t督查";

    // Of a person who knows the machine, not of a machine: a field typed, a click, a screen read, a slip or a seat handed over.
    private static readonly TimeSpan Field = TimeSpan.FromSeconds(7), Click = TimeSpan.FromSeconds(2), Screen = TimeSpan.FromSeconds(4),
        HandOver = TimeSpan.FromSeconds(15);
    private readonly Dictionary<string, string> keys = [];
    private TimeSpan taken;
    private int fields, clicks, screens, handOvers;

    private async Task Fill(IPage page, string name, string text)
    {
        (fields, taken) = (fields + 1, taken + Field);
        await page.FillAsync($"[name='Form.{name}']", text);
    }

    private async Task Press(ILocator what, bool opens = true)
    {
        (clicks, taken) = (clicks + 1, taken + Click);
        if (opens)
        {
            (screens, taken) = (screens + 1, taken + Screen);
        }

        await what.ClickAsync();
    }

    // From a page with a circuit to one without: the document is loaded anew, which is to be over before anything is typed.
    private async Task Goes(IPage page, string link, string path)
    {
        await page.EvaluateAsync("() => { window.former = true; }");
        await Press(page.GetByRole(AriaRole.Link, new() { Name = link }));
        await page.WaitForFunctionAsync(
            "path => location.pathname === path && window.former === undefined && document.readyState === 'complete'", path);
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex(name) });

    private async Task BecomesAdministrator(Visitor visitor, string role, string name, string number, string userName)
    {
        var page = visitor.Page;
        (handOvers, taken) = (handOvers + 1, taken + HandOver);
        await Expect(page.Locator(".set-up-body .panel h2")).ToHaveTextAsync(role);
        await Fill(page, "DisplayName", name);
        await Fill(page, "StaffNumber", number);
        await Fill(page, "UserName", userName);
        await Fill(page, "Password", Password);
        await Fill(page, "Again", Password);
        await Press(Button(page, "建立账号"));
        await Expect(page.Locator("svg.qr")).ToBeVisibleAsync();
        if (keys.Count == 1)
        {
            await Look(visitor, "setup-authenticator");
        }

        keys[userName] = await page.InnerTextAsync(".secret");
        await Fill(page, "Code", Phone.Code(keys[userName]));
        await Press(Button(page, "核对"));
        if (keys.Count == 1)
        {
            await Look(visitor, "setup-codes");
        }

        await Keeps(page, Button(page, "换下一位"));
    }

    // Shown once: the button waits for the tick.
    private async Task Keeps(IPage page, ILocator next)
    {
        await Expect(page.Locator(".codes li")).ToHaveCountAsync(10);
        await Expect(next).ToBeDisabledAsync();
        await Press(page.Locator("[data-kept]"), opens: false);
        await Press(next);
    }

    private async Task<IPage> SignsIn(Visitor visitor, string userName, string password)
    {
        (handOvers, taken) = (handOvers + 1, taken + HandOver);
        var page = visitor.Page;
        await page.GotoAsync("/sign-in");
        await Fill(page, "UserName", userName);
        await Fill(page, "Password", password);
        await Press(Button(page, "^登录$"));
        if (keys.TryGetValue(userName, out var key))
        {
            await Fill(page, "Code", Phone.Code(key, ahead: 1));
            await Press(Button(page, "^确认$"));
        }

        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal)
            && !(key is not null && url.Contains("/second-factor", StringComparison.Ordinal)));
        return page;
    }

    private async Task ChangesPassword(IPage page, string oneTime)
    {
        await Fill(page, "Old", oneTime);
        await Fill(page, "Chosen", Password);
        await Fill(page, "Again", Password);
        await Press(Button(page, "^修改$"));
        await Expect(page.Locator(".message-ok")).ToContainTextAsync("密码已修改");
        await Stays(page);
        await Press(page.GetByRole(AriaRole.Link, new() { Name = "继续" }));
    }

    // The page asks three times whether its session holds, and is still what it was.
    private static async Task Stays(IPage page)
    {
        var shown = await page.InnerTextAsync("h1");
        for (var i = 0; i < 3; i++)
        {
            var answer = await page.RunAndWaitForResponseAsync(
                () => page.EvaluateAsync("() => document.dispatchEvent(new Event('visibilitychange'))"),
                r => r.Url.Contains("/session?of=", StringComparison.Ordinal));
            Assert.Equal("open", await answer.TextAsync());
        }

        await Expect(page.Locator("h1")).ToHaveTextAsync(shown);
    }

    // Nothing stands beside the screen, however narrow it is.
    private static async Task Look(Visitor visitor, string name)
    {
        // What is measured before the style sheets are there is not what anybody sees.
        await visitor.Page.WaitForLoadStateAsync();
        foreach (var width in new[] { 320, 390, 1024, 1440 })
        {
            await visitor.Page.SetViewportSizeAsync(width, 900);
            Assert.Equal(0,
                await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
            await visitor.Picture($"{name}-{width}");
        }
    }

    [Fact]
    public async Task Seven_people_come_from_an_empty_installation_to_the_first_accepted_figure_within_fifteen_minutes()
    {
        // However busy the machine is.
        SetDefaultExpectTimeout(30_000);
        await using var visitor = await empty.Tracker.Visit();
        var page = visitor.Page;
        await page.GotoAsync("/sign-in");
        await page.WaitForURLAsync("**/setup");
        await Look(visitor, "setup-code");
        await Fill(page, "Code", empty.Tracker.SetUpCode);
        await Press(Button(page, "开始"));
        await Look(visitor, "setup-person");
        await BecomesAdministrator(visitor, "系统管理员", "张伟", "10001", "xitong.zhangw");
        await BecomesAdministrator(visitor, "安全管理员", "李文", "10027", "anquan.liw");
        await BecomesAdministrator(visitor, "安全审计员", "王敏", "10033", "shenji.wangm");
        await Expect(page.Locator(".lead")).ToContainTextAsync("三名管理员已齐");

        await SignsIn(visitor, "xitong.zhangw", Password);
        await Expect(page.Locator(".start li.done")).ToHaveCountAsync(3);
        await Look(visitor, "start");
        await Goes(page, "粘贴人员表", "/new-people");
        await Fill(page, "Text", Table);
        await Press(Button(page, "^核对$"));
        await Expect(page.Locator("tr.bad.said")).ToContainTextAsync("赵敏");
        await Look(visitor, "new-people");
        await Press(Button(page, "建立4个账号"));
        await Expect(page.Locator(".slips li")).ToHaveCountAsync(4);
        await Look(visitor, "slips");
        var slips = new Dictionary<string, string>();
        foreach (var slip in await page.Locator(".slips li").AllAsync())
        {
            slips[await slip.Locator("dd").First.InnerTextAsync()] = await slip.Locator(".password").InnerTextAsync();
        }

        await Press(page.Locator("[data-kept]"), opens: false);
        await Press(Button(page, "回到首次设置"));

        await using var security = await empty.Tracker.Visit();
        await SignsIn(security, "anquan.liw", Password);
        await Goes(security.Page, "确认角色", "/waiting-roles");
        await Look(security, "waiting-roles");
        await Press(Button(security.Page, "确认4人的角色"));
        await Expect(security.Page.Locator(".message-ok")).ToContainTextAsync("已授予4人的角色");

        await using var clerk = await empty.Tracker.Visit();
        await SignsIn(clerk, "nongye.lixm", slips["nongye.lixm"]);
        await ChangesPassword(clerk.Page, slips["nongye.lixm"]);
        var sheet = await clerk.Open("/my-figures");
        var cell = sheet.Locator($"tbody[data-code='{Pigs}'] input.entry:not([readonly])").First;
        (fields, taken) = (fields + 1, taken + Field);
        await cell.FillAsync("275.1");
        await cell.PressAsync("Tab");
        await Press(Button(sheet, "^提交这"));
        await Expect(sheet.Locator(".sent")).ToContainTextAsync("生猪");

        await using var reviewer = await empty.Tracker.Visit();
        await SignsIn(reviewer, "tongji.wangjj", slips["tongji.wangjj"]);
        await ChangesPassword(reviewer.Page, slips["tongji.wangjj"]);
        var key = await reviewer.Page.InnerTextAsync(".secret");
        await Look(reviewer, "second-factor");
        await Fill(reviewer.Page, "Code", Phone.Code(key));
        await Press(Button(reviewer.Page, "^确认$"));
        await Stays(reviewer.Page);
        await Keeps(reviewer.Page, Button(reviewer.Page, "^继续$"));
        var desk = await reviewer.Open("/reviews");
        await Press(desk.Locator($"tr[data-figure='{Pigs}']"));
        await Press(desk.Locator(".review-side").GetByRole(AriaRole.Button, new() { Name = "采用" }));
        await Expect(desk.Locator("#content [role=status]").First).ToContainTextAsync("生猪");

        foreach (var reader in new[] { "ducha.hejg", "ld.chenq" })
        {
            await using var reading = await empty.Tracker.Visit();
            await SignsIn(reading, reader, slips[reader]);
            await ChangesPassword(reading.Page, slips[reader]);
            await reading.Page.WaitForURLAsync(empty.Tracker.Address + "/");
        }

        await Expect(page.Locator(".start li.done")).ToHaveCountAsync(5);
        output.WriteLine($"{screens} screens, {clicks} clicks, {fields} fields, "
            + $"{handOvers} seats or slips handed over: {taken.TotalMinutes:0.0} minutes");
        Assert.True(taken < TimeSpan.FromMinutes(15), $"{taken.TotalMinutes:0.0} minutes");
        // When the last of the three is done nothing is found at /setup any more, and the page that says so is what the person sees.
        Assert.DoesNotContain(visitor.Errors, error => !error.EndsWith("/setup)", StringComparison.Ordinal));
    }
}
