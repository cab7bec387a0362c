using System.Security.Cryptography;
using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Decisions;
using Xunit;

namespace BazhongTracker.Seeds.Tests;

public class DecisionTests
{
    private static readonly string Advertisement = new([(char)0x51EF, (char)0x53D1]);
    private static readonly DecisionText Text = DecisionFolder.Main.ReadText();
    private static readonly IReadOnlyList<Section> Sections = SectionTree.Read(Text);

    [Fact]
    public void The_text_is_kept_byte_for_byte_as_received() =>
        Assert.Equal("8a80e4780a08849a4567467f06bc48587be8c6d3fd27ddf7308a079db219f0a3", Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(DecisionFolder.Main.TextFile))));

    [Fact]
    public void Five_errata_stand_exactly_where_the_advertisement_stands()
    {
        Assert.Equal(5, Text.Errata.Count);
        Assert.All(Text.Errata, e => Assert.StartsWith(Advertisement, Text.Received.Substring(e.Start, e.Length), StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_shown_contains_the_advertisement()
    {
        Assert.DoesNotContain(Advertisement, Text.Shown(0, Text.Received.Length), StringComparison.Ordinal);
        Assert.All(Sections, s => Assert.DoesNotContain(Advertisement, s.Heading + Text.Shown(s.Start, s.Length), StringComparison.Ordinal));
    }

    [Fact]
    public void A_span_that_begins_inside_an_erratum_shows_no_part_of_it()
    {
        var erratum = Text.Errata[0];

        Assert.Equal("秦巴山区", Text.Shown(erratum.Start + 1, erratum.Length + 1));
        Assert.True(Text.IsRepaired(erratum.Start, 1));
        Assert.False(Text.IsRepaired(erratum.End, 5));
    }

    [Fact]
    public void One_character_is_one_code_unit_so_positions_are_the_same_for_everybody() =>
        Assert.DoesNotContain(Text.Received, char.IsSurrogate);

    [Fact]
    public void It_has_four_parts_and_nineteen_items_in_order()
    {
        Assert.Equal([1, 2, 3, 4], Sections.Where(s => s.Level == SectionLevel.Part).Select(s => s.Number));
        Assert.Equal(Enumerable.Range(1, 19), Sections.Where(s => s.Level == SectionLevel.Item).Select(s => s.Number));
    }

    [Theory]
    [InlineData("6", "建设国家全域旅游示范市", "part-2")]
    [InlineData("10.1", "以巴中经开区“二次创业”为抓手打造高质量发展新引擎", "10")]
    [InlineData("12.3", "加快完善现代城乡建设体系", "12")]
    [InlineData("15.4", "在广聚民智上持续发力", "15")]
    [InlineData("19", "健全落实机制", "part-4")]
    public void Headings_stand_under_their_parent(string key, string heading, string parent)
    {
        var section = Assert.Single(Sections, s => s.Key == key);

        Assert.Equal((heading, parent), (section.Heading, section.ParentKey));
    }

    [Fact]
    public void The_last_appeal_belongs_to_no_item()
    {
        Assert.Equal(SectionLevel.Closing, Sections[^1].Level);
        Assert.Single(Sections, s => s.Level == SectionLevel.Closing);
    }

    [Fact]
    public void Sections_cover_the_text_without_gap_or_overlap()
    {
        var at = 0;
        foreach (var section in Sections)
        {
            Assert.True(Text.Received[at..section.Start].Trim('\r', '\n').Length == 0, section.Key);
            at = section.End;
        }

        Assert.Equal("", Text.Received[at..].Trim('\r', '\n'));
    }
}
