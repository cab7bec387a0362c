using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(BazhongTracker.Browser.Tests.RunningTracker))]

namespace BazhongTracker.Browser.Tests;

/// <summary>Every page in both languages and both themes, wide, narrow and at 200 % zoom; the pictures stay in artifacts/screens.</summary>
public sealed class PagesTests(Visitors visitors, RunningTracker tracker) : IClassFixture<Visitors>
{
    // The word the damaged copy contains, never written out.
    private static readonly string Advertisement = new([(char)0x51EF, (char)0x53D1]);

    internal static readonly (string Name, string Path, string? Person)[] Pages =
    [
        ("overview", "/", null), ("overview-2023", "/?as_of=2023-12-31", null), ("overview-refused", "/?as_of=1999-01-01", null), ("ledger", "/targets", null), ("ledger-nothing", "/targets?q=nothing", null),
        ("target-flow", "/targets/06-08", null), ("target-project", "/targets/12-02", null), ("target-parent", "/targets/05-P1", null),
        ("decision", "/decision", null), ("decision-chosen", "/decision?target=08-02", null), ("screen", "/screen", null), ("about", "/about", null),
        ("sign-in", "/sign-in", null), ("error", "/error", null), ("forbidden", "/my-figures", null), ("not-found", "/nothing", null),
        ("password", "/password", "nongye.lixm"), ("second-factor", "/second-factor", "nongye.lixm"), ("new-second-factor", "/new-second-factor", "nongye.lixm"),
        ("my-figures", "/my-figures", "nongye.lixm"), ("sessions", "/sessions", "nongye.lixm"), ("reviews", "/reviews", "tongji.wangjj"), ("runs", "/runs", "tongji.wangjj"), ("receipts", "/receipts", "nongye.lixm"), ("receipts-nothing", "/receipts/2222-2222-2222", "nongye.lixm"),
        ("people", "/people", Visitors.Administrator), ("people-nothing", "/people?q=nobody", Visitors.Administrator), ("person", "/people/nongye.lixm", Visitors.Administrator), ("person-oneself", "/people/the.admin", Visitors.Administrator),
        ("new-person", "/new-person", Visitors.Administrator), ("audit", "/audit", Visitors.Auditor), ("api-keys", "/api-keys", Visitors.Administrator), ("settings", "/settings", Visitors.Security), ("person-roles", "/people/nongye.lixm", Visitors.Security), ("person-reviewer", "/people/tongji.wangjj", Visitors.Security),
        ("departments", "/departments", Visitors.Security), ("departments-merge", "/departments/changes", Visitors.Security), ("departments-split", "/departments/changes?kind=split", Visitors.Security),
    ];

    /// <summary>Their answer is not 200, which the browser reports as an error.</summary>
    private static readonly string[] Refusing = ["forbidden", "not-found", "error"];

    internal static readonly string[] Static = ["sign-in", "error", "password", "second-factor", "new-second-factor"];

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Every_page_is_accessible_fits_its_width_and_never_shows_the_advertisement(string language)
    {
        var found = new List<string>();
        foreach (var (name, path, person) in Pages)
        {
            var visitor = await visitors.Of(person);
            var page = visitor.Page;
            await visitor.Prefer(language, "light");
            visitor.Errors.Clear();
            await page.SetViewportSizeAsync(1440, 900);
            await visitor.Go(path, isStatic: Static.Contains(name));
            Check(language == await page.EvaluateAsync<string>("() => document.documentElement.lang"), "says another language than it speaks");
            Check(await page.Locator("h1").CountAsync() == 1, "has not one heading");
            Check((await page.TitleAsync()).Length > 0, "has no title");
            Check(!(await page.ContentAsync()).Contains(Advertisement, StringComparison.Ordinal), "shows the advertisement");
            found.AddRange(visitor.Errors.Where(e => !(Refusing.Contains(name) && e.StartsWith("Failed to load resource", StringComparison.Ordinal))).Select(e => $"{name}: {e}"));
            found.AddRange((await Accessibility.Violations(page)).Select(v => $"{name} light: {v}"));
            await visitor.Picture($"{name}-1440-{language}-light");
            // The server would send the same page with this one attribute; the theme has tests of its own. Only its colours are others,
            // and they are the same in both languages.
            await page.EvaluateAsync("() => document.documentElement.dataset.theme = 'dark'");
            if (WidthsTests.IsFull || language == "zh-CN")
            {
                found.AddRange((await Accessibility.Contrast(page)).Select(v => $"{name} dark: {v}"));
            }

            await visitor.Picture($"{name}-1440-{language}-dark");

            // 720 is what is left of 1440 at 200 % zoom.
            foreach (var width in new[] { 720, 390 })
            {
                await page.SetViewportSizeAsync(width, 844);
                Check(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0, $"scrolls sideways at {width}");
            }

            await visitor.Picture($"{name}-390-{language}-dark");
            await page.EvaluateAsync("() => document.documentElement.dataset.theme = 'light'");
            await visitor.Picture($"{name}-390-{language}-light");

            void Check(bool holds, string otherwise)
            {
                if (!holds)
                {
                    found.Add($"{name} {otherwise}");
                }
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Theory]
    [InlineData("/my-figures")]
    [InlineData("/reviews")]
    [InlineData("/runs")]
    public async Task A_leader_is_told_what_a_page_is_not_for(string path)
    {
        await using var leader = await tracker.Visit();
        await leader.Open(path);
        await Assertions.Expect(leader.Page.Locator("h1")).ToHaveTextAsync("无权查看此页");
    }

    [Theory]
    [InlineData("/targets/99-99")]
    [InlineData("/nothing")]
    public async Task An_address_that_leads_nowhere_says_so(string path)
    {
        await using var visitor = await tracker.Visit();
        var answer = await visitor.Page.GotoAsync(path);
        Assert.Equal(404, answer!.Status);
        await Assertions.Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("没有这一页");
    }
}
