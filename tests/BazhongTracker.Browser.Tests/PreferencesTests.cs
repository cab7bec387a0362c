using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BazhongTracker.Browser.Tests;

/// <summary>Language and colours: chosen in the frame, remembered, right from the first byte.</summary>
public sealed class PreferencesTests(RunningTracker tracker)
{
    private const string LightGround = "rgb(245, 243, 237)";
    private const string DarkGround = "rgb(20, 24, 26)";

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Whoever_chooses_English_stays_on_the_page_and_reads_English_from_then_on(int width)
    {
        await using var visitor = await tracker.Visit(width);
        var page = await visitor.Open("/targets?item=6");
        await page.Locator(".switches a[lang=en]").ClickAsync();
        await page.WaitForFunctionAsync("() => document.documentElement.lang === 'en' && document.documentElement.dataset.circuit === 'up'");
        Assert.EndsWith("/targets?item=6", page.Url, StringComparison.Ordinal);
        await Expect(page.Locator("h1")).ToHaveTextAsync("Ledger of targets");
        await Expect(page).ToHaveTitleAsync("Ledger of targets");

        // What the circuit draws afterwards is English too.
        await page.Locator(".sheet .name a").First.ClickAsync();
        await Expect(page.Locator(".t-why h2")).ToHaveTextAsync("Why");
        await Expect(page.Locator(".t-clause blockquote")).ToHaveAttributeAsync("lang", "zh-CN");

        await page.Locator(".switches a[lang='zh-CN']").ClickAsync();
        await Expect(page.Locator(".t-why h2")).ToHaveTextAsync("为什么");
        Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task The_chosen_colours_come_with_the_page_itself()
    {
        await using var visitor = await tracker.Visit();
        var page = await visitor.Open("/targets");
        Assert.Equal(LightGround, await Ground(page));
        await page.Locator(".switches summary").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "深色" }).ClickAsync();
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.theme === 'dark' && document.documentElement.dataset.circuit === 'up'");
        Assert.Equal(DarkGround, await Ground(page));
        Assert.Contains("data-theme=\"dark\"", await (await page.Context.APIRequest.GetAsync("/")).TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_chose_nothing_has_the_colours_of_the_device()
    {
        await using var visitor = await tracker.Visit();
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        var page = await visitor.Open("/");
        Assert.Equal(DarkGround, await Ground(page));
    }

    [Theory]
    [InlineData("/language/en?return=//evil.example/")]
    [InlineData("/theme/dark?return=https://evil.example/")]
    [InlineData("/theme/dark?return=/%5Cevil.example")]
    public async Task No_choice_leads_to_another_site(string path)
    {
        await using var visitor = await tracker.Visit();
        await visitor.Page.GotoAsync(path);
        Assert.Equal($"{tracker.Address}/", visitor.Page.Url);
    }

    private static Task<string> Ground(IPage page) => page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
}
