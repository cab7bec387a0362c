using Xunit;

[assembly: AssemblyFixture(typeof(BazhongTracker.Browser.Tests.RunningTracker))]

namespace BazhongTracker.Browser.Tests;

public sealed class PagesTests(RunningTracker tracker)
{
    // The word the damaged copy contains, never written out.
    private static readonly string Advertisement = new([(char)0x51EF, (char)0x53D1]);

    private static readonly (string Name, string Path, string? As)[] Pages =
    [
        ("decision", "/decision", null), ("sign-in", "/sign-in", null),
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
}
