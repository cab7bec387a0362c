using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(BazhongTracker.Browser.Tests.RunningTracker))]

namespace BazhongTracker.Browser.Tests;

public sealed class PagesTests(RunningTracker tracker)
{
    // The word the damaged copy contains, never written out.
    private static readonly string Advertisement = new([(char)0x51EF, (char)0x53D1]);

    private static readonly (string Name, string Path, string? Person)[] Pages =
    [
        ("overview", "/", null), ("overview-2023", "/?as_of=2023-12-31", null), ("ledger", "/targets", null),
        ("target-flow", "/targets/06-08", null), ("target-project", "/targets/12-02", null), ("target-parent", "/targets/05-P1", null), ("decision", "/decision", null),
        ("my-figures", "/my-figures", "nongye.lixm"), ("reviews", "/reviews", "tongji.wangjj"), ("runs", "/runs", "tongji.wangjj"), ("sign-in", "/sign-in", null),
    ];

    public static IEnumerable<TheoryDataRow<string, int>> EachPage =>
        from page in Pages
        from width in new[] { 1440, 390 }
        select new TheoryDataRow<string, int>(page.Name, width);

    [Theory]
    [MemberData(nameof(EachPage))]
    public async Task A_page_opens_without_errors_fits_its_width_and_never_shows_the_advertisement(string name, int width)
    {
        var (_, path, person) = Pages.Single(p => p.Name == name);
        await using var visitor = await tracker.Visit(width, width == 390 ? 844 : 900);
        if (person is not null)
        {
            await visitor.SignIn(person);
        }

        if (name == "sign-in")
        {
            await visitor.Page.GotoAsync(path);
        }
        else
        {
            await visitor.Open(path);
        }

        await visitor.Picture($"{name}-{width}");
        Assert.Empty(visitor.Errors);
        Assert.Equal(1, await visitor.Page.Locator("h1").CountAsync());
        Assert.Equal(0, await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        Assert.DoesNotContain(Advertisement, await visitor.Page.ContentAsync(), StringComparison.Ordinal);
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
