using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BazhongTracker.Browser.Tests;

/// <summary>A clerk reports, a reviewer accepts, the leader sees it. A program of its own, because it changes what the others read.</summary>
public sealed class MainLineTests(RunningTracker tracker) : IClassFixture<RunningTracker>
{
    private const string Grain = GrainReport.Code;
    private const string AchievedCount = ".counts li:has(use[href='#g-achieved']) b";

    private const string WallCount = ".s-counts span:has(use[href='#g-achieved']) b";

    [Fact]
    public async Task A_figure_goes_from_the_clerk_through_the_reviewer_to_the_open_pages_of_the_leader_and_to_the_wall()
    {
        await using var onTarget = await tracker.Visit();
        var target = await onTarget.Open($"/targets/{Grain}");
        await Expect(target.Locator(".t-word")).ToHaveTextAsync("逾期未报");
        await using var onOverview = await tracker.Visit();
        var overview = await onOverview.Open("/");
        var before = await Achieved(overview);

        await using var onWall = await tracker.Visit(1920, 1080);
        var wall = await onWall.Open("/screen");
        await Expect(wall.Locator(WallCount)).ToHaveTextAsync($"{before}");

        await using var atWork = await tracker.Visit();
        await using var clerk = await atWork.SignIn("nongye.lixm");
        await GrainReport.Send(await clerk.Open("/my-figures"));
        await clerk.Picture("my-figures-sent-1440");

        // Reported is not accepted.
        await Expect(target.Locator(".t-word")).ToHaveTextAsync("逾期未报");

        await using var atDesk = await tracker.Visit();
        await using var reviewer = await atDesk.SignIn("tongji.wangjj");
        var desk = await reviewer.Open("/reviews");
        await GrainReport.InQueue(desk).ClickAsync();
        await Expect(desk.Locator(".review-side h2")).ToHaveTextAsync("粮食产量");
        await reviewer.Picture("reviews-grain-1440");
        await desk.Locator(".review-side").GetByRole(AriaRole.Button, new() { Name = "采用" }).ClickAsync();
        await Expect(desk.Locator("#content [role=status]").First).ToContainTextAsync("粮食产量");

        await Expect(target.Locator(".t-word")).ToHaveTextAsync("已完成");
        await Expect(target.Locator(".t-why")).ToContainTextAsync("196.9万吨");
        await Expect(overview.Locator(AchievedCount)).ToHaveTextAsync($"{before + 1}");
        await Expect(wall.Locator(WallCount)).ToHaveTextAsync($"{before + 1}");
        await onTarget.Picture("target-grain-accepted-1440");
        Assert.All(new[] { onTarget, onOverview, onWall, clerk, reviewer }, visitor => Assert.Empty(visitor.Errors));
    }

    [Fact]
    public async Task A_stage_goes_with_its_day_and_its_document_from_the_form_to_the_receipt_the_reviewer_and_the_page_of_the_target()
    {
        const string number = "川交函〔2026〕88号";
        const string issuer = "四川省交通运输厅";
        await using var atWork = await tracker.Visit();
        await using var clerk = await atWork.SignIn("jiaotong.tanlin");
        var sheet = await clerk.Open("/my-figures");
        var code = await sheet.Locator("tbody.row",
            new() { Has = sheet.Locator("select[data-cell]:not([disabled]) option[value='建成']") }).First.GetAttributeAsync("data-code");
        var row = sheet.Locator($"tbody.row[data-code='{code}']");
        var name = await row.Locator(".name b").InnerTextAsync();
        await row.Locator("select[data-cell]").SelectOptionAsync("建成");

        var day = row.Locator("[data-part=day]");
        await Expect(day).ToHaveValueAsync(await day.GetAttributeAsync("max") ?? "no latest day");
        var today = DateOnly.ParseExact(await day.InputValueAsync(), "yyyy-MM-dd", null);
        await Dated(day, today.AddDays(1));
        await Expect(row.Locator($"[id='{await day.GetAttributeAsync("aria-describedby")}'] [role=alert]"))
            .ToContainTextAsync("还没有到。日期不能晚于今天。");
        await Expect(day).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Null(await row.GetAttributeAsync("data-ready"));
        await clerk.Picture("my-figures-stage-ahead-1440");

        var reached = today.AddDays(-40);
        await Dated(day, reached);
        await Expect(row.Locator("[role=alert]")).ToHaveCountAsync(0);
        await row.Locator("[data-part=number]").FillAsync(number);
        await row.Locator("[data-part=issuer]").FillAsync(issuer);
        await row.Locator("[data-part=issuer]").PressAsync("Tab");
        await Expect(row).ToHaveAttributeAsync("data-ready", "true");
        await sheet.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^提交这") }).ClickAsync();
        await Expect(sheet.Locator(".sent")).ToContainTextAsync(name);
        var proof = FormattableString.Invariant($"{reached:yyyy.MM.dd} {number} {issuer}");
        await Expect(row.Locator(".proved")).ToHaveTextAsync(proof);
        var receipt = Regex.Match(await sheet.Locator(".sent").InnerTextAsync(), "[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}").Value;

        var spoken = $"{reached.Year}年{reached.Month}月{reached.Day}日";
        var facts = (await clerk.Open($"/receipts/{receipt}")).Locator(".facts");
        await Expect(facts).ToContainTextAsync(spoken);
        await Expect(facts).ToContainTextAsync($"{number} {issuer}");

        await using var atDesk = await tracker.Visit();
        await using var reviewer = await atDesk.SignIn("tongji.wangjj");
        var desk = await reviewer.Open("/reviews");
        await desk.Locator($"tr[data-figure='{code}']").ClickAsync();
        await Expect(desk.Locator(".review-side h2")).ToHaveTextAsync(name);
        await Expect(desk.Locator(".review-side .proof")).ToContainTextAsync(proof);
        await reviewer.Picture("reviews-stage-1440");
        await desk.Locator(".review-side").GetByRole(AriaRole.Button, new() { Name = "采用" }).ClickAsync();
        await Expect(desk.Locator("#content [role=status]").First).ToContainTextAsync(name);

        await using var reader = await tracker.Visit();
        var told = (await reader.Open($"/targets/{code}")).Locator(".t-figures .t-proof", new() { HasText = number });
        await Expect(told).ToContainTextAsync(spoken);
        await Expect(told).ToContainTextAsync(issuer);
        Assert.All(new[] { clerk, reviewer, reader }, visitor => Assert.Empty(visitor.Errors));
    }

    [Theory]
    [InlineData("lvyou.zhouwen", "没有这一页")]
    [InlineData("tongji.wangjj", "无权查看此页")]
    public async Task Nobody_of_another_department_opens_the_form_by_any_address(string person, string answer)
    {
        await using var visitor = await (await tracker.Visit()).SignIn(person);
        foreach (var address in new[] { $"/my-figures/{Grain}", $"/my-figures/{Grain}?period=2025Q4", $"/my-figures/{Grain}#{Grain}" })
        {
            var page = await visitor.Open(address);
            await Expect(page.Locator("h1")).ToHaveTextAsync(answer);
            Assert.Equal(0, await page.Locator("input.entry, select.entry").CountAsync());
        }

        var own = await visitor.Open("/my-figures");
        Assert.Equal(0, await own.Locator($"tbody[data-code='{Grain}']").CountAsync());
    }

    [Fact]
    public async Task Bad_input_is_answered_below_its_row_and_nothing_typed_is_lost()
    {
        await using var visitor = await (await tracker.Visit()).SignIn("nongye.lixm");
        var page = await visitor.Open("/my-figures");
        var row = OpenRow.Of(page);
        var cell = row.Locator("input.entry").First;
        foreach (var (typed, answer) in new[]
        {
            ("abc", "“abc”不是数字"), ("NaN", "“NaN”不是数字"), ("1e400", "“1e400”不是数字"), ("=1+1", "“=1+1”不是数字"), ("<b>1</b>", "“<b>1</b>”不是数字"),
            ("-5", "不会是负数"), ("12吨", "您写的是“吨”"), ("12345678901234567890", "数字有20位，最多填18位"),
        })
        {
            await cell.FillAsync(typed);
            await cell.PressAsync("Tab");
            await Expect(row).ToContainTextAsync(answer);
            await Expect(cell).ToHaveValueAsync(typed);
        }

        await visitor.Picture("my-figures-refused-1440");
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task The_note_that_is_asked_for_takes_the_keys_at_once()
    {
        await using var visitor = await (await tracker.Visit()).SignIn("nongye.lixm");
        var page = await visitor.Open("/my-figures");
        var row = OpenRow.Of(page);
        await row.GetByRole(AriaRole.Button, new() { Name = "备注" }).ClickAsync();

        await Expect(row.Locator(".note-input")).ToBeFocusedAsync();
    }

    // What a date holds is said when it is left.
    private static async Task Dated(ILocator day, DateOnly to)
    {
        await day.FillAsync(to.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await day.PressAsync("Tab");
        await day.EvaluateAsync("day => day.blur()");
    }

    private static async Task<int> Achieved(IPage overview) =>
        int.Parse(await overview.Locator(AchievedCount).InnerTextAsync(), null);
}
