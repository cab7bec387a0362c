using Microsoft.Playwright;
using Xunit;

namespace BazhongTracker.Browser.Tests;

public sealed class DepartmentTests(Visitors visitors, RunningTracker tracker) : IClassFixture<Visitors>
{
    private static Task Confirm(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "确认", Exact = true }).ClickAsync();

    [Fact]
    public async Task Departments_are_merged_with_a_second_click_and_a_refusal_loses_nothing()
    {
        var page = await (await visitors.Of(Visitors.Security)).Open("/departments/changes");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "市金融工作局" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "市经济合作局" }).CheckAsync();
        await page.GetByLabel("新部门名称").FillAsync("市投资促进局");
        await page.GetByLabel("新部门编号").FillAsync("Not A Code");
        await page.GetByLabel("依据").FillAsync("巴委编〔2026〕9号");
        await page.GetByText("登记", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".confirmed")).ToContainTextAsync("并入市投资促进局");
        await Confirm(page);
        await Assertions.Expect(page.Locator(".fault")).ToContainTextAsync("编号只能用小写英文字母");
        await Assertions.Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "市金融工作局" })).ToBeCheckedAsync();
        await Assertions.Expect(page.GetByLabel("依据")).ToHaveValueAsync("巴委编〔2026〕9号");

        await page.GetByLabel("新部门编号").FillAsync("investment");
        await page.GetByText("登记", new() { Exact = true }).ClickAsync();
        await Confirm(page);
        await Assertions.Expect(page.Locator(".message-ok")).ToContainTextAsync("已登记");
        await Assertions.Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "市金融工作局" })).ToHaveCountAsync(0);

        page = await (await visitors.Of(Visitors.Security)).Open("/departments");
        var row = page.Locator("tr", new() { Has = page.Locator("code", new() { HasTextString = "cooperation" }) });
        await Assertions.Expect(row).ToContainTextAsync("将撤销");
        await Assertions.Expect(row.Locator(".chronicle")).ToContainTextAsync("巴委编〔2026〕9号");
    }

    [Fact]
    public async Task A_reviewer_is_given_a_department_and_it_is_taken_back()
    {
        // One of his own: the reviewer of the demonstration is needed by others at the same time.
        await tracker.MakeAdministrator("assigned.reviewer", "reviewer");
        var page = await (await visitors.Of(Visitors.Security)).Open("/people/assigned.reviewer");
        var form = page.Locator(".assignments");
        await form.Locator("select").SelectOptionAsync("agriculture");
        await form.GetByText("增加分工").ClickAsync();
        await Assertions.Expect(form.Locator(".fault")).ToContainTextAsync("请填写原因");
        await form.GetByLabel("原因").FillAsync("三季度分工");
        await form.GetByText("增加分工").ClickAsync();
        await Assertions.Expect(page.Locator(".message-ok")).ToContainTextAsync("已增加审核分工");
        await Assertions.Expect(form.Locator("tbody tr")).ToHaveCountAsync(1);
        await form.GetByRole(AriaRole.Button, new() { Name = "结束", Exact = true }).ClickAsync();
        await Confirm(page);
        await Assertions.Expect(form.Locator("tbody")).ToContainTextAsync("未生效");
        await Assertions.Expect(form.GetByRole(AriaRole.Button, new() { Name = "结束", Exact = true })).ToHaveCountAsync(0);
    }
}
