using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BazhongTracker.Domain.Progress.Json;
using BazhongTracker.Domain.Targets;
using Xunit;

namespace BazhongTracker.Domain.Tests.Progress;

/// <summary>The worked examples that the people who are judged can read in docs/.</summary>
public partial class DocumentTests
{
    private const string English = "progress-method.md";
    private const string Chinese = "progress-method.zh.md";

    public static IEnumerable<TheoryDataRow<string, string>> Examples =>
        new[] { English, Chinese }.SelectMany(document => Read(document).Select(c => new TheoryDataRow<string, string>(document, (string)c["id"]!)));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_in_the_documents_comes_out_as_printed(string document, string id)
    {
        var example = Read(document).Single(c => (string)c["id"]! == id);

        var (results, allRead) = AssessFile.Run(example.ToJsonString());

        Assert.True(allRead, results.ToJsonString());
        Assert.Empty(VectorTests.Differences("", example["expect"], results[0]));
    }

    [Fact]
    public void Both_languages_hold_the_same_examples_and_every_kind_has_one()
    {
        var (english, chinese) = (Read(English), Read(Chinese));

        Assert.Equal(english.Select(c => c.ToJsonString()), chinese.Select(c => c.ToJsonString()));
        Assert.Distinct(english.Select(c => (string)c["id"]!));
        var kinds = english.Select(c => (string)c["target"]!["kind"]!).ToHashSet();
        Assert.Empty(Enum.GetValues<TargetKind>().Where(k => k != TargetKind.Qualitative).Select(WireNames.Of).Except(kinds));
    }

    private static List<JsonNode> Read(string document) =>
        [.. Fenced().Matches(File.ReadAllText(Path.Combine(Root(), "docs", document))).Select(m => JsonNode.Parse(m.Groups[1].Value)!)];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BazhongTracker.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("BazhongTracker.sln not found above the tests");
        }

        return folder.FullName;
    }

    [GeneratedRegex("```json\n(.+?)\n```", RegexOptions.Singleline)]
    private static partial Regex Fenced();
}
