using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Decisions;
using BazhongTracker.Web.Features.Reading;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class SegmentTests
{
    private static readonly DecisionText Text = DecisionFolder.Main.ReadText();
    private static readonly IReadOnlyList<Section> Sections = SectionTree.Read(Text);
    private static readonly List<Span> Spans =
        [.. DecisionFolder.Main.ReadTargets().Select(t => new Span(t.QuoteStart, t.QuoteStart + t.QuoteLength, t.Code))];

    [Fact]
    public void The_segments_of_every_line_put_together_are_the_line_as_shown()
    {
        Assert.All(Sections, s => Assert.Equal(
            Typesetting.FullWidth(Text.Shown(s.Start, s.Length)), string.Concat(Segments.Of(Text, s.Start, s.Length, Spans).Select(p => p.Shown))));
    }

    [Fact]
    public void The_segments_of_every_target_put_together_are_its_words()
    {
        var segments = Sections.SelectMany(s => Segments.Of(Text, s.Start, s.Length, Spans)).ToList();

        Assert.All(DecisionFolder.Main.ReadTargets(), target => Assert.Equal(
            Typesetting.FullWidth(target.Quote), string.Concat(segments.Where(p => p.Keys.Contains(target.Code)).Select(p => p.Shown))));
    }

    [Fact]
    public void The_advertisement_is_in_no_segment_wherever_a_line_is_cut()
    {
        var word = new string([(char)0x51EF, (char)0x53D1]);
        Assert.Contains(word, Text.Received, StringComparison.Ordinal);

        var everywhere = Text.Errata.SelectMany(e => Enumerable.Range(e.Start - 1, e.Length + 2)).Select((at, i) => new Span(at, at + 2, $"{i}")).ToList();
        foreach (var section in Sections)
        {
            var shown = string.Concat(Segments.Of(Text, section.Start, section.Length, everywhere).Select(p => p.Shown));
            Assert.DoesNotContain(word, shown, StringComparison.Ordinal);
            Assert.Equal(Typesetting.FullWidth(Text.Shown(section.Start, section.Length)), shown);
        }
    }

    [Fact]
    public void Shared_words_carry_both_targets_and_nested_words_name_the_inner_one_first()
    {
        var text = new DecisionText("确保甲乙丙丁,戊", []);

        var segments = Segments.Of(text, 0, 8, [new Span(2, 6, "outer"), new Span(3, 5, "inner"), new Span(3, 5, "twin")], 2);

        Assert.Equal(["确保", "甲", "乙丙", "丁", "，戊"], segments.Select(s => s.Shown));
        Assert.Equal(["inner", "twin", "outer"], segments[2].Keys);
        Assert.Equal(["outer"], segments[1].Keys);
        Assert.Empty(segments[4].Keys);
    }
}
