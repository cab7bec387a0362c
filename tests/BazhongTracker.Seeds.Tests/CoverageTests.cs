using System.Text.RegularExpressions;
using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Decisions;
using BazhongTracker.Domain.Targets;
using Xunit;

namespace BazhongTracker.Seeds.Tests;

/// <summary>No number of items (四)–(十九) is overlooked: it is a target, the date of one, or listed as no target with the reason.</summary>
public partial class CoverageTests
{
    private static readonly DecisionText Text = DecisionFolder.Main.ReadText();
    private static readonly IReadOnlyList<Target> Targets = DecisionFolder.Main.ReadTargets();
    private static readonly IReadOnlyList<NoTarget> NoTargets = DecisionFolder.Main.ReadNoTargets();
    private static readonly string Words = WithoutErrata();
    private static readonly List<Section> Sections =
        [.. SectionTree.Read(Text).SkipWhile(s => s.Key != "4").Where(s => s.Level is SectionLevel.Item or SectionLevel.Paragraph)];

    // As long as the text received, so that positions stay.
    private static string WithoutErrata() =>
        Text.Errata.Aggregate(Text.Received, (words, e) => words.Remove(e.Start, e.Length).Insert(e.Start, new string('～', e.Length)));

    private static bool IsKnown(int start, int length) =>
        Targets.Any(t => t.QuoteStart < start + length && start < t.QuoteStart + t.QuoteLength)
        || NoTargets.Any(n => n.Start < start + length && start < n.Start + n.Length);

    private static IEnumerable<Match> Find(Regex pattern) =>
        Sections.SelectMany(s => pattern.Matches(Words).Where(m => s.Start <= m.Index && m.Index < s.End));

    [Fact]
    public void Every_clause_with_a_number_is_a_target_or_is_listed_as_none()
    {
        var numbered = Find(Clause()).Where(c => Number().IsMatch(c.Value)).ToList();
        Assert.True(numbered.Count >= 42);
        Assert.Empty(numbered.Where(c => !IsKnown(c.Index, c.Length)).Select(c => c.Value));
    }

    [Fact]
    public void Every_single_number_is_in_the_words_of_a_target_or_of_none_or_is_a_date() =>
        Assert.Empty(Find(Number()).Where(n => !IsKnown(n.Index, n.Length) && !Year().IsMatch(Words.AsSpan(n.Index, 5)))
            .Select(n => Words.Substring(n.Index - 5, 15)));

    [Fact]
    public void What_is_no_target_stands_at_its_position_holds_a_number_and_has_a_reason() =>
        Assert.All(NoTargets, n =>
        {
            Assert.Equal(n.Quote, Text.Shown(n.Start, n.Length));
            Assert.Equal($"{n.Item}", Sections.Single(s => s.Start <= n.Start && n.Start < s.End).Key.Split('.')[0]);
            Assert.Matches(Number(), n.Quote);
            Assert.False(string.IsNullOrWhiteSpace(n.Reason), n.Quote);
        });

    [Fact]
    public void What_is_no_target_is_not_also_a_target() =>
        Assert.All(NoTargets, n => Assert.DoesNotContain(Targets, t => t.QuoteStart < n.Start + n.Length && n.Start < t.QuoteStart + t.QuoteLength));

    [GeneratedRegex("[^。；;，,\n]+")]
    private static partial Regex Clause();

    [GeneratedRegex("[0-9]+|零|百名|千名|万名|全覆盖|大幅")]
    private static partial Regex Number();

    [GeneratedRegex("^20[0-9]{2}年")]
    private static partial Regex Year();
}
