using System.Text;
using BazhongTracker.Domain.Reporting;
using CsCheck;
using Xunit;

namespace BazhongTracker.Domain.Tests;

public class TypedTextTests
{
    [Theory]
    [InlineData("Ｇｒａｉｎ\u200B", "grain")]
    [InlineData("\u00AD粮食\u2060产量　", "粮食产量")]
    [InlineData("（６）", "(6)")]
    [InlineData("a\u2028b", "a b")]
    [InlineData("a\uD800\u200B", "a\uD800")]
    [InlineData(null, "")]
    public void What_is_looked_up_has_one_width_one_case_and_nothing_unseen(string? typed, string folded) =>
        Assert.Equal(folded, TypedText.Folded(typed));

    [Fact]
    public void A_receipt_is_read_with_what_nobody_sees_between() =>
        Assert.Equal("ABCD-EFGH-JKLM", Receipts.Read("ａｂｃｄ\u200B-efgh\u2011\uFEFFjklm"));

    [Fact]
    public void What_was_normalised_once_stays_as_it_is() => Gen.String[0, 40].Sample(text =>
        TypedText.Bare(TypedText.Bare(text)) == TypedText.Bare(text) && TypedText.Kept(TypedText.Kept(text)) == TypedText.Kept(text));
}

public class TextFileTests
{
    private const string Text = "{\"数\":\"巴中\"}";

    private static Encoding Chinese => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    [Fact]
    public void A_file_is_read_in_the_encoding_it_is_in() => Assert.All(
        new byte[][] { Encoding.UTF8.GetBytes(Text), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)], [0xFF, 0xFE,
            .. Encoding.Unicode.GetBytes(Text)], [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Text)], Chinese.GetBytes(Text) },
        bytes => Assert.Equal(Text, TextFile.Decode(bytes, "x.json")));

    [Fact]
    public void What_can_be_read_in_none_of_them_is_refused_by_name() => Assert.All(
        new byte[][] { [0x61, 0xFF, 0xFF, 0x62], [0xEF, 0xBB, 0xBF, 0xD6, 0xD0], [0xFF, 0xFE, 0x00, 0xD8] },
        bytes => Assert.Equal(("file.encoding", "x.json"), Assert.Throws<RuleViolation>(
            () => TextFile.Decode(bytes, "x.json")) is var refused ? (refused.Code, refused.Arguments[0]) : default));
}
