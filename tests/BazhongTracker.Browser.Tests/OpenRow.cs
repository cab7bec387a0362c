using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace BazhongTracker.Browser.Tests;

/// <summary>
/// A row of 我的填报 that waits for a number which can be no growth and whose unit is no weight; never 粮食产量, which other tests report.
/// Which one it is differs from day to day: the demonstration reports some targets and leaves others.
/// </summary>
internal static partial class OpenRow
{
    private const string Unreported = "input[data-cell][inputmode=decimal]:not([readonly])";

    public static ILocator Of(IPage page) =>
        page.Locator($"tbody.row:not([data-code='{GrainReport.Code}']):has({Unreported}):not(:has(.unit-cell:has-text('吨')))").First;

    /// <summary>For who goes on with the same row when it has been reported.</summary>
    public static async Task<string> CodeOf(IPage page) => (await Of(page).GetAttributeAsync("data-code"))!;

    /// <summary>A number that needs no explanation in that row: the lowest of its usual range, or where there is none any.</summary>
    public static async Task<string> Usual(ILocator row) =>
        Lowest().Match(await row.Locator("[data-label='合理范围']").InnerTextAsync()) is { Success: true } match
            ? match.Groups["lowest"].Value.Replace(",", "", StringComparison.Ordinal)
            : "1";

    [GeneratedRegex("(?<lowest>[0-9.,]+)—")]
    private static partial Regex Lowest();
}
