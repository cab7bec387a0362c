using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace BazhongTracker.House.Tests;

public class WordsTests
{
    private static readonly string Text = Path.Combine(Checkout.Root, "src/BazhongTracker.Web/Text");

    private static Dictionary<string, string> Read(string file) => XDocument.Load(file).Root!.Elements("data")
        .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    public static IEnumerable<TheoryDataRow<string>> Resources => Directory.EnumerateFiles(Text, "*.resx")
        .Where(f => !f.EndsWith(".en.resx", StringComparison.Ordinal)).Select(f => new TheoryDataRow<string>(Path.GetFileNameWithoutExtension(f)));

    [Theory]
    [MemberData(nameof(Resources))]
    public void Chinese_and_English_have_the_same_keys_and_the_same_places_to_fill(string name)
    {
        var chinese = Read(Path.Combine(Text, name + ".resx"));
        var english = Read(Path.Combine(Text, name + ".en.resx"));

        Assert.Equal(chinese.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.All(chinese, pair => Assert.Equal(Places(pair.Value), Places(english[pair.Key])));
        Assert.All(english, pair => Assert.False(string.IsNullOrWhiteSpace(pair.Value) && !string.IsNullOrWhiteSpace(chinese[pair.Key]), pair.Key));
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public void Every_text_is_used(string name)
    {
        // The catalogue's names, units and stages are looked up by what the catalogue says.
        if (name == "Terms")
        {
            return;
        }

        var files = Checkout.Files("src", ".cs", ".razor").ToList();
        var whole = files.SelectMany(f => Regex.Matches(f.Text, @"(?<="")[^""\n]+(?="")").Select(m => m.Value)).ToHashSet();
        var composed = files.Where(f => Speaks(f.Path, f.Text, name)).SelectMany(f => Composed(f.Text)).Distinct().Select(c => new Regex($"^{c}$")).ToList();

        var unused = Read(Path.Combine(Text, name + ".resx")).Keys.Except(whole).Where(key => !composed.Exists(c => c.IsMatch(key))).ToList();
        Assert.Empty(unused);
    }

    [Fact]
    public void Every_rule_that_says_no_has_its_sentence()
    {
        var sentences = Read(Path.Combine(Text, "Refusals.resx")).Keys.ToHashSet();
        var codes = Checkout.Files("src", ".cs", ".razor")
            .SelectMany(f => Regex.Matches(f.Text, @"RuleViolation\(\s*""([a-z_.0-9]+)""").Select(m => m.Groups[1].Value)).Distinct().ToList();

        Assert.NotEmpty(codes);
        Assert.All(codes, code => Assert.Contains(code, sentences));
    }

    // A file that asks for these texts, or one of those named like them: WhyPace.cs speaks through what Why.cs was given.
    private static bool Speaks(string path, string text, string name) =>
        text.Contains($"IStringLocalizer<{name}>", StringComparison.Ordinal) || name.EndsWith("Words", StringComparison.Ordinal) && name.Length > 5 && Path.GetFileName(path).StartsWith(name[..^5], StringComparison.Ordinal);

    /// <summary>Patterns of the keys that are put together: $"group.{key}", "forecast." + how, key + ".bare".</summary>
    private static IEnumerable<string> Composed(string text) =>
        Regex.Matches(text, @"\$""(?<key>[a-z_]+\.[^""\n]*\{[^""\n]*)").Select(m => string.Join(".+", Regex.Split(m.Groups["key"].Value, @"\{[^{}]*\}?").Select(Regex.Escape)))
            .Concat(Regex.Matches(text, @"""(?<key>[a-z_.]+\.)"" \+").Select(m => Regex.Escape(m.Groups["key"].Value) + ".+"))
            .Concat(Regex.Matches(text, @"\+ ""(?<key>\.[a-z_]+)""").Select(m => ".+" + Regex.Escape(m.Groups["key"].Value)));

    private static List<string> Places(string text) => [.. Regex.Matches(text, @"\{(\d+)").Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];
}
