using System.Text.RegularExpressions;
using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Decisions;
using BazhongTracker.Domain.Targets;
using Xunit;

namespace BazhongTracker.Seeds.Tests;

public class CatalogueTests
{
    private static readonly DecisionText Text = DecisionFiles.ReadText();
    private static readonly IReadOnlyList<Target> Targets = CatalogueFiles.Read();

    [Fact]
    public void Every_quote_stands_at_its_position_within_its_item()
    {
        var sections = SectionTree.Read(Text);
        Assert.All(Targets, t =>
        {
            Assert.Equal(t.Quote, Text.Shown(t.QuoteStart, t.QuoteLength));
            Assert.Equal(t.QuoteRepaired, Text.IsRepaired(t.QuoteStart, t.QuoteLength));
            var item = sections.Last(s => s.Start <= t.QuoteStart);
            Assert.Equal($"{t.Item}", item.ParentKey is { } parent && item.Level == SectionLevel.Paragraph ? parent : item.Key);
        });
    }

    [Fact]
    public void Codes_are_unique_and_begin_with_the_item()
    {
        Assert.Equal(Targets.Count, Targets.Select(t => t.Code).Distinct().Count());
        Assert.All(Targets, t => Assert.StartsWith($"{t.Item:00}-", t.Code, StringComparison.Ordinal));
    }

    [Fact]
    public void The_sums_by_class_are_what_was_agreed()
    {
        Assert.Equal(46, Targets.Count(t => t.Class == TargetClass.Quantitative));
        Assert.Equal(64, Targets.Count(t => t.Class == TargetClass.Milestone));
        Assert.Equal(2, Targets.Count(t => t.Class == TargetClass.Qualitative));
    }

    [Fact]
    public void The_class_follows_the_kind() =>
        Assert.All(Targets, t => Assert.Equal(t.Kind is TargetKind.Milestone or TargetKind.ProjectList, t.Class == TargetClass.Milestone));

    [Fact]
    public void An_inferred_date_has_its_reason_and_no_date_has_no_basis() =>
        Assert.All(Targets, t =>
        {
            Assert.False(t.DueBasis == DueBasis.Inferred && string.IsNullOrWhiteSpace(t.DueReason), t.Code);
            Assert.Equal(t.Due is null, t.DueBasis == DueBasis.None);
        });

    [Fact]
    public void The_comparator_follows_the_words() =>
        Assert.All(Targets.Where(t => t.Comparator is not null), t =>
        {
            if (Regex.IsMatch(t.Quote, "以上|以下|达到"))
            {
                Assert.False(t.Comparator!.Value.IsStrict(), t.Code);
            }
            else if (Regex.IsMatch(t.Quote, "超|突破(?!发展)|高于|低于") && t.Kind != TargetKind.CumNew)
            {
                Assert.True(t.Comparator!.Value.IsStrict(), t.Code);
            }
        });

    [Theory]
    [InlineData("06-03", "2023-07-13")]
    [InlineData("06-04", "2026-07-13")]
    [InlineData("06-05", "2029-07-13")]
    [InlineData("05-01", "2022-12-31")]
    public void Years_count_from_the_day_of_the_decision(string code, string due) =>
        Assert.Equal(due, $"{Targets.Single(t => t.Code == code).Due:yyyy-MM-dd}");
}
