using System.Globalization;
using System.Text.RegularExpressions;
using BazhongTracker.Domain;
using BazhongTracker.Web.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>Every sentence of the screen with nothing in its places, and with very much.</summary>
public sealed partial class WholeSentencesTests
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddLogging().AddWords().BuildServiceProvider();

    public static IEnumerable<TheoryDataRow<Type, string>> Resources =>
        from resource in typeof(Words).Assembly.GetTypes()
        where typeof(Words).Assembly.GetManifestResourceNames().Contains($"{resource.FullName}.resources")
        from culture in new[] { "zh-CN", "en" }
        select new TheoryDataRow<Type, string>(resource, culture);

    private static IStringLocalizer Words(Type resource) =>
        (IStringLocalizer)Services.GetRequiredService(typeof(IStringLocalizer<>).MakeGenericType(resource));

    [Fact]
    public void Every_resource_is_tried() => Assert.Contains(Resources, r => r.Data.Item1 == typeof(Refusals));

    [Theory]
    [MemberData(nameof(Resources))]
    public void No_sentence_has_a_hole_where_nothing_is_to_be_said_and_none_breaks_on_a_long_text(Type resource, string culture) =>
        Speech.In(culture, () =>
    {
        var words = Words(resource);
        foreach (var name in words.GetAllStrings(true).Select(s => s.Name).ToList())
        {
            var places = Place().Matches(words[name].Value).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))
                .Distinct().Order().ToList();
            if (places.Count == 0)
            {
                continue;
            }

            var empty = words[name, [.. Enumerable.Repeat("", places[^1] + 1)]].Value;
            var filled = words[name, [.. Enumerable.Range(0, places[^1] + 1).Select(i => $"〔{i}〕" + new string('长', 400))]].Value;

            Assert.False(Hole().IsMatch(empty), $"{resource.Name} {name}: {empty}");
            Assert.All(places, place => Assert.Contains($"〔{place}〕", filled, StringComparison.Ordinal));
        }

        return true;
    });

    [Theory]
    [InlineData("zh-CN", "本项没有单位，请只写数字（您写的是“%”）。")]
    [InlineData("en", "There is no unit here; write the number only (you wrote “%”).")]
    public void Where_there_is_no_unit_the_refusal_asks_for_the_number_only(string culture, string sentence) =>
        Assert.Equal(sentence, Speech.In(culture, () => Speech.Of<Spoken>().Refusal(new RuleViolation("figure.wrong_unit", "", "%"))));

    [GeneratedRegex(@"\{(\d+)")]
    private static partial Regex Place();

    [GeneratedRegex(@"“”|（）|\(\)|‘’|  |^ | $")]
    private static partial Regex Hole();
}
