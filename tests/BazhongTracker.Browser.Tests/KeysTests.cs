using System.Net;
using Microsoft.Playwright;
using Xunit;

namespace BazhongTracker.Browser.Tests;

public sealed class KeysTests(RunningTracker tracker, Visitors visitors) : IClassFixture<Visitors>
{
    private async Task<HttpStatusCode> Asked(string key)
    {
        using var http = new HttpClient { BaseAddress = new Uri(tracker.Address) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/targets");
        request.Headers.Add("X-Api-Key", key);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    [Fact]
    public async Task A_key_is_made_at_the_page_reads_until_it_is_revoked_and_is_shown_once()
    {
        var page = await (await visitors.Of(Visitors.Security)).Open("/api-keys");
        Assert.Empty(await Accessibility.Violations(page));
        await page.GetByLabel("名称").FillAsync("Not A Name");
        await page.GetByLabel("可读范围").SelectOptionAsync("agriculture");
        await page.GetByLabel("有效期至").FillAsync("2020-01-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "建立密钥" }).ClickAsync();
        await Assertions.Expect(page.Locator(".fault")).ToContainTextAsync("不合规");
        await page.GetByLabel("名称").FillAsync("statistics.screen");
        await page.GetByRole(AriaRole.Button, new() { Name = "建立密钥" }).ClickAsync();
        await Assertions.Expect(page.Locator(".fault")).ToContainTextAsync("已过");
        await Assertions.Expect(page.GetByLabel("可读范围")).ToHaveValueAsync("agriculture");
        await Assertions.Expect(page.GetByLabel("名称")).ToHaveValueAsync("statistics.screen");
        Assert.Empty(await Accessibility.Violations(page));
        await page.GetByLabel("有效期至").FillAsync("2099-12-31");
        await page.GetByRole(AriaRole.Button, new() { Name = "建立密钥" }).ClickAsync();

        var shown = page.GetByLabel("密钥", new() { Exact = true });
        await Assertions.Expect(shown).ToBeFocusedAsync();
        var key = await shown.InputValueAsync();
        Assert.StartsWith("statistics.screen.", key, StringComparison.Ordinal);
        Assert.Empty(await Accessibility.Violations(page));
        Assert.Equal(HttpStatusCode.OK, await Asked(key));
        await page.GotoAsync("/api-keys");
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.circuit === 'up'");
        Assert.DoesNotContain(key.Split('.')[^1], await page.ContentAsync(), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { Name = "吊销密钥“statistics.screen”" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "确认", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".message-ok")).ToContainTextAsync("已吊销");
        Assert.Equal(HttpStatusCode.Unauthorized, await Asked(key));
        Assert.Empty(await Accessibility.Violations(page));
    }

    [Fact]
    public async Task The_system_administrator_sees_the_keys_and_makes_none()
    {
        var page = await (await visitors.Of(Visitors.Administrator)).Open("/api-keys");
        await Assertions.Expect(page.Locator("main form")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("main .panel")).ToHaveCountAsync(1);
    }
}
