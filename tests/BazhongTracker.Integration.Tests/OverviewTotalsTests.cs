using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>What the overview writes is read again and added up.</summary>
public sealed partial class OverviewTotalsTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/?as_of=2025-06-30")]
    public async Task Every_total_is_the_sum_of_its_parts(string path)
    {
        var page = WebUtility.HtmlDecode(await server.Http.GetStringAsync(path));

        var headline = Between(page, "<h1>", "</h1>");
        var sentence = Numbers(Tag().Replace(headline[headline.IndexOf("<b>", StringComparison.Ordinal)..], ""));
        Assert.Equal(sentence[0], sentence.Skip(1).Sum());

        var groups = Between(page, "class=\"counts panel\"", "</section>").Split("<div>").Skip(1)
            .Select(g => Bold().Matches(g).Select(Value).ToList()).ToList();
        Assert.Equal(sentence[0], groups.Sum(g => g[0]));
        Assert.All(groups, g => Assert.Equal(g[0], g.Skip(1).Sum()));

        var strips = Of().Matches(Between(page, "class=\"strips panel\"", "</section>"))
            .Select(m => int.Parse(m.Groups["all"].Value, CultureInfo.InvariantCulture));
        Assert.Equal(sentence[0], strips.Sum());

        var owed = Numbers(Owed().Match(page).Value);
        Assert.Equal(owed[0], owed.Skip(1).Sum());
    }

    [Fact]
    public async Task After_the_due_date_the_missed_are_the_sum_of_near_half_and_far()
    {
        var page = WebUtility.HtmlDecode(await server.Http.GetStringAsync("/"));

        var told = Numbers(Distances().Match(page).Value);
        Assert.Equal(told[0], told.Skip(1).Sum());
        Assert.Equal(told[0], Numbers(Between(page, "class=\"pressing after panel\"", "</header>")).Last());
    }

    private static string Between(string page, string from, string to)
    {
        var start = page.IndexOf(from, StringComparison.Ordinal);
        return page[start..page.IndexOf(to, start, StringComparison.Ordinal)];
    }

    private static List<int> Numbers(string text) =>
        [.. Number().Matches(text).Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture))];

    private static int Value(Match match) => int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<b>(?<n>\\d+)</b>")]
    private static partial Regex Bold();

    [GeneratedRegex("</b>／(?<all>\\d+)")]
    private static partial Regex Of();

    [GeneratedRegex("应报\\d+＝已采用\\d+＋待审\\d+＋未报\\d+")]
    private static partial Regex Owed();

    [GeneratedRegex("逾期未完成的\\d+项中，[^。]*。")]
    private static partial Regex Distances();

    [GeneratedRegex("\\d+")]
    private static partial Regex Number();
}
