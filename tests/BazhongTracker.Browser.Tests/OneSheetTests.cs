using System.Text;
using Microsoft.Playwright;
using Xunit;

namespace BazhongTracker.Browser.Tests;

/// <summary>The overview of the demonstration as it comes, on one sheet. What other tests add to theirs would need more room.</summary>
public sealed class OneSheetTests(RunningTracker tracker) : IClassFixture<RunningTracker>
{
    [Theory]
    [InlineData("/", "A4", false)]
    [InlineData("/", "A4", true)]
    [InlineData("/", "A3", false)]
    [InlineData("/", "A3", true)]
    [InlineData("/?as_of=2021-12-31", "A4", true)]
    [InlineData("/?as_of=2023-12-31", "A4", false)]
    [InlineData("/?as_of=2025-12-31", "A4", true)]
    public async Task The_overview_is_one_sheet(string path, string format, bool across)
    {
        await using var visitor = await tracker.Visit();
        var page = await visitor.Open(path);
        var print = Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = format, Landscape = across }));
        Assert.Single(PaperTests.Sheet().Matches(print));
    }
}
