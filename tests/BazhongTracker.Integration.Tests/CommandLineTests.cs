using BazhongTracker.Web.Commands;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>How the program with a verb says no: one sentence in one language.</summary>
public sealed class CommandLineTests
{
    private static async Task<(int Exit, string Said)> Run(params string[] args)
    {
        var before = Console.Error;
        using var error = new StringWriter();
        Console.SetError(error);
        try
        {
            return (await CommandLine.Run(args), error.ToString());
        }
        finally
        {
            Console.SetError(before);
        }
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("2025-02-30")]
    [InlineData("2025/12/31")]
    public async Task What_is_no_day_is_wrong_usage_and_said_in_one_sentence(string text)
    {
        Assert.Equal((2, $"--as-of的值“{text}”不是日期：请写成2025-12-31的样子。{Environment.NewLine}"), await Run("recompute", "--as-of", text));
        Assert.Equal(2, (await Run("create-api-key", "k", "--role", "reader", "--expires", text)).Exit);
    }

    [Fact]
    public async Task A_user_name_that_is_not_possible_is_refused_in_one_sentence() =>
        Assert.Equal((1, $"账号名“a b”不合规：请用小写字母、数字、点、连字符或下划线。{Environment.NewLine}"), await Run("create-admin", "a b"));
}
