using BazhongTracker.Domain.Reporting;
using Xunit;

namespace BazhongTracker.Domain.Tests.Reporting;

public class FigureTextTests
{
    [Theory]
    [InlineData("178.4", "178.4")]
    [InlineData(" 1,784.50 ", "1784.50")]
    [InlineData("１２３．４", "123.4")]
    [InlineData("−5", "-5")]
    [InlineData("－5", "-5")]
    [InlineData("12.1万头", "12.1")]
    [InlineData("12.1 万头", "12.1")]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("001", "1")]
    [InlineData("\u200B7.5", "7.5")]
    [InlineData("7.5\u200B", "7.5")]
    [InlineData("7\u2060.5", "7.5")]
    [InlineData("\u202A7.5\u202C", "7.5")]
    [InlineData("\uFEFF7.5\u200D万头\u2028", "7.5")]
    public void A_number_is_read_as_people_write_it(string text, string value) =>
        Assert.Equal(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), FigureText.Read(text, "万头"));

    [Theory]
    [InlineData("", "figure.empty")]
    [InlineData(null, "figure.empty")]
    [InlineData("NaN", "figure.not_a_number")]
    [InlineData("Infinity", "figure.not_a_number")]
    [InlineData("∞", "figure.not_a_number")]
    [InlineData("1e400", "figure.not_a_number")]
    [InlineData("1e3", "figure.not_a_number")]
    [InlineData("十二", "figure.chinese_number")]
    [InlineData("一百二十", "figure.chinese_number")]
    [InlineData("〇.五", "figure.chinese_number")]
    [InlineData("٣", "figure.not_a_number")]
    [InlineData("1.2.3", "figure.not_a_number")]
    [InlineData("1,23", "figure.not_a_number")]
    [InlineData("(5)", "figure.not_a_number")]
    [InlineData("0x10", "figure.not_a_number")]
    [InlineData("1_000", "figure.not_a_number")]
    [InlineData("+5", "figure.not_a_number")]
    [InlineData("--5", "figure.not_a_number")]
    [InlineData("5-", "figure.not_a_number")]
    [InlineData("1E+3", "figure.not_a_number")]
    [InlineData("1.2e9元", "figure.not_a_number")]
    [InlineData("—", "figure.not_a_number")]
    [InlineData("-", "figure.not_a_number")]
    [InlineData("缺", "figure.not_a_number")]
    [InlineData("#N/A", "figure.not_a_number")]
    [InlineData("#DIV/0!", "figure.not_a_number")]
    [InlineData("null", "figure.not_a_number")]
    [InlineData("　", "figure.empty")]
    [InlineData("121000头", "figure.wrong_unit")]
    [InlineData("3.5%", "figure.wrong_unit")]
    [InlineData("1234567890123456789", "figure.too_many_digits")]
    [InlineData("0.123456789", "figure.too_many_decimals")]
    public void What_is_no_number_in_this_unit_is_refused_with_a_reason(string? text, string code)
    {
        Assert.Equal(code, Assert.Throws<RuleViolation>(() => FigureText.Read(text, "万头")).Code);
    }

    [Fact]
    public void A_text_of_a_million_digits_is_refused_by_its_length() =>
        Assert.Equal("figure.too_long", Assert.Throws<RuleViolation>(() => FigureText.Read(new string('9', 1_000_000), "万头")).Code);
}
