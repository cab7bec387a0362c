using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace BazhongTracker.Browser.Tests;

/// <summary>
/// Every page at the widths of screens, with the fonts of the house and with others. TRACKER_SWEEP=full goes from 320 to 2560 in small
/// steps.
/// </summary>
public sealed partial class WidthsTests(Visitors visitors) : IClassFixture<Visitors>
{
    private static readonly int[] Screens = [320, 390, 720, 1024, 1440, 1920];

    /// <summary>Whether everything is looked at: what the nightly run does.</summary>
    internal static readonly bool IsFull = Environment.GetEnvironmentVariable("TRACKER_SWEEP") == "full";

    /// <summary>The whole sweep has both languages with the fonts of the house and with others.</summary>
    public static TheoryData<string, string?> Readers => IsFull
        ? new() { { "zh-CN", null }, { "en", null }, { "zh-CN", "monospace" }, { "en", "'DejaVu Sans'" } }
        : new() { { "zh-CN", null }, { "en", "'DejaVu Sans'" } };

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task At_no_width_a_page_scrolls_sideways_or_breaks_words_in_a_narrow_column(string language, string? fonts)
    {
        var widths = Widths().ToList();
        var found = new List<string>();
        foreach (var (name, path, person) in PagesTests.Pages)
        {
            var visitor = await visitors.Of(person);
            await visitor.Prefer(language, "light");
            await visitor.Page.SetViewportSizeAsync(1440, 900);
            var page = await visitor.Go(path, isStatic: PagesTests.Static.Contains(name));
            if (fonts is not null)
            {
                await page.EvaluateAsync(Measure.OtherFonts, fonts);
            }

            foreach (var width in widths)
            {
                await page.SetViewportSizeAsync(width, 900);
                found.AddRange((await page.EvaluateAsync<string[]>(Measure.Layout)).Select(fault => $"{name} at {width}: {fault}"));
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    /// <summary>Beside the widths of screens where each layout of the style sheets has the least room; the whole sweep has all.</summary>
    private static IEnumerable<int> Widths()
    {
        var sheets = Path.Combine(Repository.Root, "src", "BazhongTracker.Web", "wwwroot");
        var edges = Directory.EnumerateFiles(sheets, "*.css", SearchOption.AllDirectories).SelectMany(File.ReadLines)
            .SelectMany(line => Edge().Matches(line))
                .Select(m => int.Parse(m.Groups["px"].Value, CultureInfo.InvariantCulture) - (m.Groups["side"].Value == "min" ? 1 : 0))
            .Select(last => last + 1).Where(w => w is >= 320 and <= 2560);
        return Screens.Concat(edges).Concat(IsFull ? Enumerable.Range(0, 561).Select(i => 320 + 4 * i) : []).Distinct().Order();
    }

    [GeneratedRegex(@"\((?<side>min|max)-width: (?<px>\d+)px\)")]
    private static partial Regex Edge();
}
