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
    [InlineData("十二", "figure.not_a_number")]
    [InlineData("〇.五", "figure.not_a_number")]
    [InlineData("٣", "figure.not_a_number")]
    [InlineData("1.2.3", "figure.not_a_number")]
    [InlineData("1,23", "figure.not_a_number")]
    [InlineData("(5)", "figure.not_a_number")]
    [InlineData("0x10", "figure.not_a_number")]
    [InlineData("121000头", "figure.wrong_unit")]
    [InlineData("3.5%", "figure.wrong_unit")]
    [InlineData("1234567890123456789", "figure.too_many_digits")]
    public void What_is_no_number_in_this_unit_is_refused_with_a_reason(string? text, string code)
    {

        Assert.Equal(code, Assert.Throws<RuleViolation>(() => FigureText.Read(text, "万头")).Code);
    }
}
