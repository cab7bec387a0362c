using System.Text.RegularExpressions;

namespace BazhongTracker.House.Tests;

/// <summary>
/// The licences that what ships may have. A licence is free here when its text stands in <c>data/licences</c>, under its SPDX name.
/// </summary>
internal static partial class Licences
{
    private static readonly SortedDictionary<string, string> Texts = new(
        Directory.EnumerateFiles(Path.Combine(Checkout.Root, "tests/BazhongTracker.House.Tests/data/licences"), "*.txt")
            .ToDictionary(f => Path.GetFileNameWithoutExtension(f), f => Lines(File.ReadAllText(f))),
        StringComparer.Ordinal);

    public static IEnumerable<string> Names => Texts.Keys;

    public static string Text(string name) => Texts[name];

    /// <summary>Of several licences to choose from, the first that is free; where several hold at once, all of them.</summary>
    /// <returns>Empty where none is free, or where the expression is nested.</returns>
    public static IReadOnlyList<string> FreeOf(string expression) =>
        expression.Split(" OR ")
            .Select(choice => choice.Split(" AND ").Select(name => name.Trim()).Order(StringComparer.Ordinal).ToList())
            .FirstOrDefault(choice => choice.TrueForAll(Texts.ContainsKey)) ?? [];

    /// <summary>The free licence whose words stand in the text of a licence file.</summary>
    /// <returns>Empty where there is none.</returns>
    public static IReadOnlyList<string> FreeIn(string text) =>
        [.. Names.Where(name => Words(text).Contains(Words(Texts[name]), StringComparison.OrdinalIgnoreCase))];

    /// <summary>Line ends and the ends of lines as in every file of the checkout.</summary>
    public static string Lines(string text) =>
        string.Join('\n', text.TrimStart('\uFEFF').Split('\n').Select(line => line.TrimEnd())).Trim('\n');

    private static string Words(string text) => NoWord().Replace(text, " ").Trim();

    [GeneratedRegex(@"\W+")]
    private static partial Regex NoWord();
}
