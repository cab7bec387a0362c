using System.Text.RegularExpressions;
using Xunit;

namespace BazhongTracker.House.Tests;

/// <summary>Every hostile input that the requirements name is tried by a test that is there.</summary>
public sealed class HostileInputsTests
{
    private static readonly string[] Groups = ["number", "text", "http", "circuit", "auth", "time", "concurrency"];

    private static List<string[]> Rows(string file) =>
        [.. File.ReadLines(Path.Combine(Checkout.Root, "tests/BazhongTracker.House.Tests/data", file)).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t'))];

    [Fact]
    public void Every_input_has_a_test()
    {
        var tried = Rows("hostile-tests.tsv").Select(r => r[0]).ToHashSet();
        var inputs = Rows("hostile-inputs.tsv");

        Assert.Empty(inputs.Select(r => r[0]).Except(tried));
        Assert.Empty(tried.Except(inputs.Select(r => r[0])));
        Assert.Equal(Groups.Order(), inputs.Select(r => r[1]).Distinct().Order());
        Assert.All(inputs, row => Assert.Equal(3, row.Length));
    }

    [Fact]
    public void Every_test_that_is_named_is_there()
    {
        var there = (from file in Checkout.Files("tests", ".cs")
                     from Match test in Regex.Matches(file.Text, @"public (?:async Task|void) (\w+)\(")
                     select $"{Path.GetFileNameWithoutExtension(file.Path)}.{test.Groups[1].Value}").ToHashSet();

        Assert.All(Rows("hostile-tests.tsv"), row => Assert.Contains(row[1], there));
    }
}
