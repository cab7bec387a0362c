using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace BazhongTracker.Browser.Tests;

/// <summary>粮食产量 is reported by its department: nobody has before, on whatever day, and its acceptance changes the verdict.</summary>
internal static class GrainReport
{
    public const string Code = "08-02";

    /// <summary>Its row in the queue of a reviewer: on some days another period of it waits as well.</summary>
    /// <param name="value">As the row shows it.</param>
    public static ILocator InQueue(IPage desk, string value = "196.9") => desk.Locator($"tr[data-figure='{Code}']", new() { HasText = value });

    /// <param name="sheet">我的填报 of the department, live.</param>
    /// <returns>When the receipt is shown.</returns>
    public static async Task Send(IPage sheet)
    {
        var cell = sheet.Locator($"tbody[data-code='{Code}'] input.entry").First;
        await cell.FillAsync("196.9");
        await cell.PressAsync("Tab");
        await sheet.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^提交这") }).ClickAsync();
        await Assertions.Expect(sheet.Locator(".sent")).ToContainTextAsync(new Regex("粮食产量.*回执号[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}"));
    }
}
