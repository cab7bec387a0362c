using System.Text.Json.Nodes;
using BazhongTracker.Domain.Progress.Json;
using Xunit;

namespace BazhongTracker.Domain.Tests.Progress;

/// <summary>The worked examples of the method.</summary>
public class VectorTests
{
    private static readonly JsonArray Vectors =
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Progress", "vectors.json")))!["vectors"]!.AsArray();

    public static IEnumerable<TheoryDataRow<string>> Ids => Vectors.Select(v => new TheoryDataRow<string>(v!["id"]!.GetValue<string>()));

    [Fact]
    public void There_are_one_hundred_and_four_worked_examples() => Assert.Equal(104, Ids.Count());

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_worked_example_comes_out_as_specified(string id)
    {
        var vector = Vectors.Single(v => v!["id"]!.GetValue<string>() == id)!;

        var (results, allRead) = AssessFile.Run(vector.ToJsonString());

        Assert.True(allRead, results.ToJsonString());
        var differences = Differences("", vector["expect"], results[0]).ToList();
        Assert.True(differences.Count == 0, string.Join("; ", differences));
    }

    [Fact]
    public void A_seasonal_forecast_without_a_point_of_its_season_in_the_window_starts_from_the_last_point()
    {
        var example = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Progress", "forecast-window.json")))!;

        Assert.Empty(Differences("", example["expect"], AssessFile.Run(example.ToJsonString()).Results[0]));
    }

    /// <returns>Where the answer differs in a field that is expected; fields not expected may be anything.</returns>
    internal static IEnumerable<string> Differences(string path, JsonNode? expected, JsonNode? actual)
    {
        if (expected is JsonObject known)
        {
            return known.SelectMany(p => Differences($"{path}/{p.Key}", p.Value, (actual as JsonObject)?[p.Key]));
        }

        if (expected is JsonValue && actual is JsonValue && double.TryParse(expected.ToJsonString(), out var e) && double.TryParse(actual.ToJsonString(), out var a))
        {
            return Math.Abs(e - a) <= 1e-6 * Math.Max(1, Math.Abs(e)) ? [] : [$"{path}: {e} expected, {a} found"];
        }

        return JsonNode.DeepEquals(expected, actual) ? [] : [$"{path}: {expected?.ToJsonString() ?? "null"} expected, {actual?.ToJsonString() ?? "null"} found"];
    }
}
