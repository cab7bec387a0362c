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
        await Assertions.Expect(admin.Locator(".secret")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[A-Za-z0-9]{18}$"));
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
}
