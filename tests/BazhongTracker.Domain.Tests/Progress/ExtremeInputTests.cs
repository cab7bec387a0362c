using System.Text.Json.Nodes;
using BazhongTracker.Domain.Progress.Json;
using CsCheck;
using Xunit;

namespace BazhongTracker.Domain.Tests.Progress;

/// <summary>Whatever the size of the figures, a case is judged or answered with its error, and the others go on.</summary>
public class ExtremeInputTests
{
    private static readonly string[] Kinds = ["reach", "hold", "beat", "avg_growth", "annual_new", "cum_new", "directional"];
    private static readonly string[] Natures = ["ytd", "qtr", "annual", "point", "rate", "level", "growth", "cum"];
    private static readonly string[] Measures = ["flow", "point", "rate"];
    private static readonly string[] Ops = [">=", ">", "<=", "<"];
    private static readonly decimal[] Whole = [0, 1, -1, 100, -100, 99_999_999, 1_000_000_000_000_000m, -1_000_000_000_000_000m, 999_999_999_999_999m];
    private static readonly decimal[] Broken = [.. Whole, 0.0000000001m, -0.0000000001m, 0.0000000000000000000000000001m, 3.0000000000000000000000001m];

    private static Gen<JsonObject> CaseOf(decimal[] numbers)
    {
        var number = Gen.Int[0, numbers.Length - 1].Select(i => numbers[i]);
        var figure = Gen.Select(Gen.Int[2019, 2026], Gen.Int[1, 4], Gen.Int[0, 7], number, (year, k, nature, value) =>
            new JsonObject { ["period"] = $"{year}Q{k}", ["nature"] = Natures[nature], ["value"] = value });
        return Gen.Select(
            Gen.Select(Gen.Int[0, 6], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 2]), Gen.Select(number, number, number), figure.Array[0, 14], Gen.Int[2021, 2027],
            (words, values, figures, year) => new JsonObject
            {
                ["target"] = new JsonObject
                {
                    ["kind"] = Kinds[words.Item1], ["measure"] = Measures[words.Item2], ["op"] = Ops[words.Item3],
                    ["value"] = values.Item1, ["baseline"] = words.Item4 == 0 ? null : values.Item2, ["seasonal"] = words.Item4 == 1,
                    ["path"] = words.Item4 == 2 ? "geometric" : new JsonArray(new JsonArray("2022", values.Item3)),
                    ["start"] = "2020Q4", ["due"] = "2025Q4",
                    ["benchmarks"] = new JsonObject { ["全国"] = new JsonArray([.. figures.Select(f => f.DeepClone())]) },
                },
                ["observations"] = new JsonArray([.. figures.Select(f => f.DeepClone())]),
                ["as_of"] = $"{year}-06-30",
            });
    }

    [Fact]
    public void Whole_numbers_of_any_accepted_size_never_overflow() =>
        CaseOf(Whole).Hold(c => AssessFile.Run(c.ToJsonString()).Results[0]!["error"] is not { } error
            || !error.GetValue<string>().Contains("cannot be computed", StringComparison.Ordinal));

    [Fact]
    public void Numbers_too_close_together_become_an_error_of_their_case() =>
        CaseOf(Broken).Hold(c => AssessFile.Run(c.ToJsonString()).Results is [JsonObject answer] && (answer.ContainsKey("status") || answer.ContainsKey("error")));

    [Theory]
    [InlineData(1_000_000_000_000_000, 999_999_999_999_999)]
    [InlineData(1_000_000_000_000_000, 1)]
    [InlineData(100_000_000, 40_000_000)]
    public void A_very_large_count_is_forecast_without_counting_it_out(long target, long now)
    {
        var answer = AssessFile.Run($$"""
            {"target":{"kind":"cum_new","op":">=","value":{{target}},"start":"2020Q4","due":"2025Q4"},"observations":[{"period":"2023Q4","nature":"cum","value":{{now}}}],"as_of":"2024-02-01"}
            """).Results[0]!;

        Assert.InRange(answer["forecast"]!["probability"]!.GetValue<decimal>(), 0, 1);
        Assert.True(answer["forecast"]!["lo"]!.GetValue<decimal>() >= now);
    }
}
