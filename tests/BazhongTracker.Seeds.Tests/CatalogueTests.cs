using System.Text.RegularExpressions;
using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Decisions;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;
using Xunit;

namespace BazhongTracker.Seeds.Tests;

public class CatalogueTests
{
    private static readonly DecisionText Text = DecisionFolder.Main.ReadText();
    private static readonly IReadOnlyList<Target> Targets = DecisionFolder.Main.ReadTargets();

    [Fact]
    public void Every_quote_stands_at_its_position_within_its_paragraph()
    {
        var sections = SectionTree.Read(Text);
        Assert.All(Targets, t =>
        {
            Assert.Equal(t.Quote, Text.Shown(t.QuoteStart, t.QuoteLength));
            Assert.Equal(t.QuoteRepaired, Text.IsRepaired(t.QuoteStart, t.QuoteLength));
            var section = sections.Single(s => s.Start <= t.QuoteStart && t.QuoteStart + t.QuoteLength <= s.End);
            Assert.Equal(section.Key, t.Paragraph);
            Assert.Equal($"{t.Item}", section.Level == SectionLevel.Paragraph ? section.ParentKey : section.Key);
        });
    }

    [Fact]
    public void Codes_are_unique_and_begin_with_the_item()
    {
        Assert.Equal(Targets.Count, Targets.Select(t => t.Code).Distinct().Count());
        Assert.All(Targets, t => Assert.StartsWith($"{t.Item:00}-", t.Code, StringComparison.Ordinal));
    }

    [Fact]
    public void The_class_follows_the_kind_the_number_and_the_date() =>
        Assert.All(Targets, t => Assert.Equal(
            t.Kind is TargetKind.Milestone or TargetKind.ProjectList ? TargetClass.Milestone
            : t.Value is null && t.Due is null ? TargetClass.Qualitative
            : TargetClass.Quantitative,
            t.Class));

    [Fact]
    public void Every_target_has_an_English_name_and_a_known_area()
    {
        var areas = DepartmentFiles.ReadAreas().Select(a => a.Code).ToList();
        Assert.All(Targets, t =>
        {
            Assert.False(string.IsNullOrWhiteSpace(t.NameEn), t.Code);
            Assert.Contains(t.AreaCode, areas);
        });
    }

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

    [Fact]
    public void The_modal_word_stands_in_the_sentence_of_the_clause() =>
        Assert.All(Targets.Where(t => t.Strength is not null), t => Assert.Contains(t.Strength!, SentenceUpToTheClause(t), StringComparison.Ordinal));

    [Fact]
    public void A_date_is_explicit_where_the_sentence_gives_it_inherited_where_the_sentence_opens_with_the_plan_period_and_ours_otherwise() =>
        Assert.All(Targets, t =>
        {
            var sentence = SentenceUpToTheClause(t);
            var opens = Regex.IsMatch(sentence, "^“十四五”(期间|时期),");
            var dated = Regex.IsMatch(sentence, "20[0-9]{2}年|[0-9]年|“十四五”(期间|时期|末)");
            Assert.Equal(t.DueBasis, opens ? DueBasis.Inherited : dated ? DueBasis.Explicit : t.Due is null ? DueBasis.None : DueBasis.Inferred);
        });

    [Fact]
    public void A_ladder_is_named_only_for_a_milestone_and_is_known() =>
        Assert.All(Targets.Where(t => t.Ladder is not null),
            t => Assert.True(t.Kind == TargetKind.Milestone && StageLadder.Named(t.Ladder!) is not null, t.Code));

    [Fact]
    public void A_project_names_the_stage_it_must_reach_and_a_stage_that_is_ours_has_its_reason() =>
        Assert.All(Targets, t =>
        {
            var asked = t.Definition;
            Assert.Equal(t.Kind == TargetKind.ProjectList, t.RequiredStage is not null);
            Assert.Equal(asked.StageBasis == StageBasis.Inferred, asked.StageReason is not null);
            Assert.True(t.RequiredStage is null or "前期" or "启动" or "开工" or "建成", t.Code);
            Assert.Equal(t.RequiredStage is null, asked.StageBasis is null);
            if (asked.StageBasis == StageBasis.Explicit)
            {
                Assert.Contains(t.Strength == "完成" ? "完成" : t.RequiredStage!, GroupOrClause(t), StringComparison.Ordinal);
            }
        });

    [Fact]
    public void A_target_that_must_beat_others_names_their_series() =>
        Assert.All(Targets.Where(t => t.Kind == TargetKind.Beat), t =>
        {
            var series = t.Definition.Benchmarks;
            Assert.Equal(2, series.Count);
            Assert.All(series, s => Assert.Matches(@"^(gdp_per_capita|urban_income|rural_income)_growth\.(national|sichuan)$", s));
        });

    [Fact]
    public void A_share_has_its_natural_limits() =>
        Assert.All(Targets.Where(t => t is { Unit: "%", Kind: TargetKind.Reach or TargetKind.Hold or TargetKind.Directional, Code: not "04-04" }), t =>
            Assert.Equal((0, 100), (t.Definition.LimitLow, t.Definition.LimitHigh)));

    [Theory]
    [InlineData("06-03", "2023-07-13")]
    [InlineData("06-04", "2026-07-13")]
    [InlineData("06-05", "2029-07-13")]
    [InlineData("05-01", "2022-12-31")]
    public void Years_count_from_the_day_of_the_decision(string code, string due) =>
        Assert.Equal(due, $"{Targets.Single(t => t.Code == code).Due:yyyy-MM-dd}");

    // In a list of projects one verb governs all of them and stands in the words of the parent.
    private static string GroupOrClause(Target target)
    {
        if (Targets.FirstOrDefault(t => t.Code == target.ParentCode) is { } parent)
        {
            return parent.Quote;
        }

        char[] stops = [.. "。；;，,\n"];
        var start = Text.Received.LastIndexOfAny(stops, target.QuoteStart) + 1;
        return Text.Shown(start, Text.Received.IndexOfAny(stops, target.QuoteStart) - start);
    }

    private static string SentenceUpToTheClause(Target target)
    {
        var start = SentenceStart(target);
        return Text.Shown(start, target.QuoteStart + target.QuoteLength - start);
    }

    private static int SentenceStart(Target target) => Text.Received.LastIndexOfAny(['。', ';', '\n'], target.QuoteStart) + 1;
}
