using CsCheck;
using BazhongTracker.Domain.Reporting;
using Xunit;

namespace BazhongTracker.Domain.Tests.Reporting;

public class WrittenTextTests
{
    [Theory]
    [InlineData("𠮷")]
    [InlineData("𬭎")]
    [InlineData("㛃")]
    [InlineData("䶮")]
    [InlineData("𰻝")]
    [InlineData("\uE000")]
    [InlineData("👨‍👩‍👧")]
    [InlineData("e\u0301")]
    [InlineData("a\nb\tc")]
    [InlineData("<script>alert(1)</script>")]
    public void Rare_characters_and_markup_stay_byte_for_byte(string text) => Assert.Equal(text, WrittenText.Read(text));

    [Theory]
    [InlineData("a\u0000b", "text.control")]
    [InlineData("a\u0007", "text.control")]
    [InlineData("巴中\u202Egnp.xlsx", "text.direction")]
    [InlineData("\u2066x\u2069", "text.direction")]
    public void What_hides_or_forges_is_refused(string text, string code) =>
        Assert.Equal(code, Assert.Throws<RuleViolation>(() => WrittenText.Read(text)).Code);

    [Fact]
    public void Half_a_character_is_refused() =>
        Assert.All(["a\uD800", "\uDC00a", "\uD800\uD800"], text => Assert.Equal("text.broken", Assert.Throws<RuleViolation>(() => WrittenText.Read(text)).Code));

    [Theory]
    [InlineData("ad\u200Bmin", "admin")]
    [InlineData("\uFEFF值", "值")]
    [InlineData("  两头空  ", "两头空")]
    [InlineData("a\u2028b\vc", "a b c")]
    [InlineData("\u200B", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void What_nobody_sees_is_not_kept(string? text, string? kept) => Assert.Equal(kept, WrittenText.Read(text));

    [Fact]
    public void Length_is_counted_as_a_person_counts()
    {
        Assert.NotNull(WrittenText.Read(string.Concat(Enumerable.Repeat("𠮷", WrittenText.Longest))));
        Assert.NotNull(WrittenText.Read("e" + new string('\u0301', 1000)));
        Assert.Equal("text.too_long", Assert.Throws<RuleViolation>(() => WrittenText.Read(new string('字', WrittenText.Longest + 1))).Code);
        Assert.Equal("text.too_long", Assert.Throws<RuleViolation>(() => WrittenText.Read(new string('\0', 10_000_000))).Code);
    }

    [Fact]
    public void What_was_read_once_reads_the_same_again() => Gen.String[0, 60].Sample(text =>
    {
        try
        {
            var once = WrittenText.Read(text);
            return WrittenText.Read(once) == once;
        }
        catch (RuleViolation)
        {
            return true;
        }
    });
}
