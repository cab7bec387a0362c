using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BazhongTracker.Browser.Tests;

/// <summary>What was reached though the decision sets no date for it.</summary>
public sealed class UndatedTests(RunningTracker tracker)
{
    [Theory]
    [InlineData("/targets/05-05", ".t-word")]
    [InlineData("/decision?target=05-05", ".r-status")]
    public async Task Its_status_says_that_the_text_sets_no_deadline(string path, string status)
    {
        await using var visitor = await tracker.Visit();
        var page = await visitor.Open(path);
        await Expect(page.Locator(status)).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\s*已完成（原文无期限）\s*$"));
    }
}
