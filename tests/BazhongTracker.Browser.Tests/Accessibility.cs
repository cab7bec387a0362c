using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace BazhongTracker.Browser.Tests;

/// <summary>What axe-core finds on a page against WCAG 2.2 A and AA.</summary>
internal static class Accessibility
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        ResultTypes = [ResultType.Violations],
    };

    private static readonly AxeRunOptions Colours = new()
    {
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
        ResultTypes = [ResultType.Violations],
    };

    /// <returns>One line a place: the rule, where, and why.</returns>
    public static Task<IReadOnlyList<string>> Violations(IPage page) => Found(page, Rules);

    /// <summary>Of <see cref="Violations"/> those that a change of colours can bring.</summary>
    public static Task<IReadOnlyList<string>> Contrast(IPage page) => Found(page, Colours);

    private static async Task<IReadOnlyList<string>> Found(IPage page, AxeRunOptions rules) =>
        [.. from violation in (await page.RunAxe(rules)).Violations
            from node in violation.Nodes.Take(2)
            select $"{violation.Id} at {node.Target} ({violation.Nodes.Length} places): {string.Join("; ", node.Any.Concat(node.All).Concat(node.None).Select(c => c.Message))}"];
}
