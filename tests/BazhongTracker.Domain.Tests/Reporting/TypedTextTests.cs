using BazhongTracker.Domain.Reporting;
using Xunit;

namespace BazhongTracker.Domain.Tests.Reporting;

public class TypedTextTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("𠮷、𬭎、\ue000 与 é、👨‍👩‍👧")]
    [InlineData("第一行\r\n第二行\t<script>{0}%_'")]
    public void What_can_be_written_is_taken_as_it_is(string? text) => TypedText.Check(text, 60);

    [Theory]
    [InlineData("\0")]
    [InlineData("\u0007")]
    [InlineData("\u0085")]
    [InlineData("\ufffd")]
    [InlineData("1\u202e2")]
    [InlineData("\u2068a\u2069")]
    [InlineData("\u200f")]
    public void What_cannot_be_stored_or_hides_is_refused(string text) =>
        Assert.Equal("text.not_a_character", Assert.Throws<RuleViolation>(() => TypedText.Check(text, 60)).Code);

    [Theory]
    [InlineData(0xD842)]
    [InlineData(0xDFB7)]
    public void Half_a_character_is_refused_wherever_it_stands(int half)
    {
        foreach (var text in new[] { (char)half + "x", "x" + (char)half, "x" + (char)half + "x" })
        {
            Assert.Equal("text.not_a_character", Assert.Throws<RuleViolation>(() => TypedText.Check(text, 60)).Code);
        }
    }

    [Fact]
    public void What_is_too_long_is_refused_with_the_length()
    {
        var refusal = Assert.Throws<RuleViolation>(() => TypedText.Check(new string('字', 501), 500));

        Assert.Equal(("text.too_long", 500), (refusal.Code, refusal.Arguments[0]));
    }

    [Fact]
    public void Of_two_that_changed_different_cells_both_are_kept()
    {
        var seen = new DraftCells("1", null, "");
        var stored = seen with { Note = "甲" };

        Assert.Equal(new DraftCells("2", null, "甲"), (seen with { Text = "2" }).Over(seen, stored));
        Assert.Equal(stored, seen.Over(seen, stored));
        Assert.Equal(new DraftCells("1", null, "乙"), (seen with { Note = "乙" }).Over(seen, stored));
    }
}
