using System.Text.RegularExpressions;
using Xunit;

namespace BazhongTracker.Browser.Tests;

public sealed partial class WaitingTests(RunningTracker tracker)
{
    /// <summary>
    /// The embedded database answers before anything is drawn, so the frame is put into a page as its component says it, and its clock is set instead of waited for.
    /// </summary>
    [Theory]
    [InlineData(299, "")]
    [InlineData(301, "panel")]
    [InlineData(2001, "panel w-long")]
    [InlineData(5001, "panel w-long w-out")]
    public async Task A_page_that_waits_for_its_data_shows_nothing_then_a_frame_then_words_then_a_way_out(int milliseconds, string shown)
    {
        await using var visitor = await tracker.Visit();
        var page = await visitor.Open("/targets");
        await page.EvaluateAsync("frame => document.querySelector('main').innerHTML = frame", Frame());
        await page.EvaluateAsync(
            """
            at => document.querySelector('.waiting').getAnimations({ subtree: true }).forEach(a => { a.pause(); a.currentTime = at; })
            """, milliseconds);

        Assert.Equal(shown, await page.EvaluateAsync<string>(
            """
            () => ['panel', 'w-long', 'w-out'].filter(c => getComputedStyle(document.querySelector('.waiting .' + c)).visibility === 'visible').join(' ')
            """));
        Assert.Empty(await Accessibility.Violations(page));
    }

    // What the component draws, with the names of its words for the words.
    private static string Frame() => Code().Replace(Word().Replace(File.ReadAllText(Path.Combine(Repository.Root, "src/BazhongTracker.Web/Shared/Layout/Waiting.razor")), "$1"), "");

    [GeneratedRegex(@"@L\[""([^""]+)""\]")]
    private static partial Regex Word();

    [GeneratedRegex(@"@\*.*?\*@|^@inject[^\n]*$|^\s*@for[^\n]*$|^\s*[{}]\s*$|@Navigation\.Uri", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();
}
