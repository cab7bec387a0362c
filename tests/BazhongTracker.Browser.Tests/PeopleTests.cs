using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace BazhongTracker.Browser.Tests;

public sealed class PeopleTests(Visitors visitors) : IClassFixture<Visitors>
{
    private static Task Confirm(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "确认", Exact = true }).ClickAsync();

    [Fact]
    public async Task An_account_is_made_given_a_role_and_disabled_with_a_second_click_and_nothing_typed_is_lost()
    {
        var admin = await (await visitors.Of(Visitors.Administrator)).Open("/new-person");
        var fields = admin.Locator("main form input");
        await fields.Nth(0).FillAsync("nongye.lixm");
        await fields.Nth(1).FillAsync("新同事");
        await admin.SelectOptionAsync("main select", "agriculture");
        await admin.ClickAsync("main form button");
        await Assertions.Expect(admin.Locator(".fault")).ToContainTextAsync("已有人使用");
        await Assertions.Expect(fields.Nth(1)).ToHaveValueAsync("新同事");
        await fields.Nth(0).FillAsync("nongye.xin");
        await admin.ClickAsync("main form button");
        await Assertions.Expect(admin.Locator(".secret")).ToHaveTextAsync(new Regex("^[A-Za-z0-9]{18}$"));
        await (await visitors.Of(Visitors.Administrator)).Open("/people/nongye.xin");
        await Assertions.Expect(admin.Locator(".secret")).ToHaveCountAsync(0);

        var security = await (await visitors.Of(Visitors.Security)).Open("/people/nongye.xin");
        await security.GetByLabel("安全审计员").CheckAsync();
        await security.GetByLabel("填报人").CheckAsync();
        await security.GetByText("保存角色与部门").ClickAsync();
        await Confirm(security);
        await Assertions.Expect(security.Locator(".fault")).ToContainTextAsync("互斥");
        await Assertions.Expect(security.GetByLabel("填报人")).ToBeCheckedAsync();
        await security.GetByLabel("安全审计员").UncheckAsync();
        await security.GetByText("保存角色与部门").ClickAsync();
        await Confirm(security);
        await Assertions.Expect(security.Locator(".message-ok")).ToBeVisibleAsync();

        // The other open page hears of it.
        await Assertions.Expect(admin.Locator(".facts")).ToContainTextAsync("填报人");
        await admin.GetByText("停用账号").ClickAsync();
        await Assertions.Expect(admin.GetByRole(AriaRole.Button, new() { Name = "确认", Exact = true })).ToBeFocusedAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAsync();
        await Assertions.Expect(admin.Locator("h1 + .tag")).Not.ToHaveTextAsync("停用");
        await admin.GetByText("停用账号").ClickAsync();
        await Confirm(admin);
        await Assertions.Expect(admin.Locator("h1 + .tag")).ToHaveTextAsync("停用");
    }

    [Fact]
    public async Task Moving_somebody_names_both_departments_and_the_day_and_what_stays_behind()
    {
        const string clerk = "jiaotong.tanlin";
        var sheet = await (await visitors.Of(clerk)).Open("/my-figures");
        var row = sheet.Locator("tbody.row", new() { Has = sheet.Locator("select[data-cell]:not([disabled])") }).First;
        await row.Locator("select[data-cell]").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await Assertions.Expect(row.Locator(".draft")).ToContainTextAsync("已存草稿");

        var visitor = await visitors.Of(Visitors.Security);
        var security = await visitor.Open($"/people/{clerk}");
        var question = security.Locator(".roles .confirmed > span");
        await security.SelectOptionAsync(".roles select", "forestry");
        await security.GetByText("保存角色与部门").ClickAsync();
        await Assertions.Expect(question).ToHaveTextAsync(new Regex(
            "^部门由市交通运输局改为市林业局，自[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日起。此人有[1-9][0-9]*条草稿、[0-9]+个待审核的数，仍属原部门，不随人转移。确认？$"));
        await visitor.Picture("person-moved-1440");

        await security.GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAsync();
        await security.SelectOptionAsync(".roles select", "transport");
        await security.GetByLabel("领导").CheckAsync();
        await security.GetByText("保存角色与部门").ClickAsync();
        await Assertions.Expect(question).ToHaveTextAsync(new Regex("^角色由“填报人”改为“.+”。确认？$"));
        await security.GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAsync();
    }
}
