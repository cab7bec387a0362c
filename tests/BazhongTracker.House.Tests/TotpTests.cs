using System.Text;
using BazhongTracker.Web.Access.SecondFactors;
using Xunit;

namespace BazhongTracker.House.Tests;

public class TotpTests
{
    private static readonly byte[] Seed = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 6238, appendix B, SHA-1; the last six of its eight figures.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long second, string code) =>
        Assert.Equal(code, Totp.CodeOf(Seed, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(second).UtcDateTime)));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(20, false)]
    public void A_code_counts_one_step_around_now(int steps, bool counts)
    {
        var now = new DateTime(2026, 11, 25, 2, 0, 10, DateTimeKind.Utc);
        var step = Totp.StepAt(now) + steps;
        Assert.Equal(counts ? step : null, Totp.StepOf(Seed, Totp.CodeOf(Seed, step), now));
    }

    [Fact]
    public void A_code_typed_in_full_width_is_the_same_code() => Assert.Equal("456989", Base32.Plain("４５６ ９８９"));

    /// <summary>RFC 4648, section 10.</summary>
    [Theory]
    [InlineData("f", "MY")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("foobar", "MZXW6YTBOI")]
    [InlineData("12345678901234567890", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")]
    public void Keys_are_written_as_the_standard_says(string bytes, string text)
    {
        Assert.Equal(text, Base32.Of(Encoding.ASCII.GetBytes(bytes)));
        Assert.Equal(text, Base32.Plain(Base32.Grouped(text).ToLowerInvariant().Replace(' ', '-')));
    }
}
