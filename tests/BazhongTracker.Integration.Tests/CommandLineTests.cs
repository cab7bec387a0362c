using BazhongTracker.Web.Commands;
using BazhongTracker.Web.Startup;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>Tests that listen to the console, which the whole process shares.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>How the program with a verb says no: one sentence in one language.</summary>
[Collection(nameof(Alone))]
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

    [Theory]
    [InlineData("", "没有写要做什么。可用的命令：assess migrate seed recompute create-admin create-person set-roles end-sessions disable-person enable-person reset-password remove-second-factor create-api-key revoke-api-key verify-audit。")]
    [InlineData("foo", "不认识“foo”，请用--help看可用的命令和选项。")]
    [InlineData("migrate --bogus 1", "不认识“--bogus 1”，请用--help看可用的命令和选项。")]
    [InlineData("assess", "缺少FILE。")]
    [InlineData("seed --profile all", "--profile的值“all”不可用，可选：decision demo published。")]
    [InlineData("recompute --as-of", "--as-of后面缺少值。")]
    [InlineData("seed --profile demo --profile decision", "--profile只能有一个值，现有“demo decision”。")]
    [InlineData("create-person a --role clerk", "必须写明--department。")]
    public async Task Wrong_usage_is_said_in_Chinese(string line, string sentence) =>
        Assert.Equal((2, sentence + Environment.NewLine), await Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public async Task The_version_is_answered_with_the_name_on_one_line_and_nothing_else()
    {
        var before = Console.Out;
        await using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            Assert.Equal((0, ""), await Run("--version"));
        }
        finally
        {
            Console.SetOut(before);
        }

        Assert.Matches(@"\ABazhongTracker \d+\.\d+\.\d+\r?\n\z", output.ToString());
        Assert.Equal($"{Product.Name} {Product.Version}", output.ToString().Trim());
    }

    [Fact]
    public async Task A_user_name_that_is_not_possible_is_refused_in_one_sentence() =>
        Assert.Equal((1, $"账号名“a b”不合规：请用小写字母、数字、点、连字符或下划线。{Environment.NewLine}"), await Run("create-admin", "a b"));
}
