using System.Globalization;
using System.Text.Json.Nodes;
using BazhongTracker.Domain.Progress.Json;

namespace BazhongTracker.Domain.Tests.Progress;

/// <summary>The answer of <c>assess</c> to one case, in short: figures as "2023Q2 ytd 215" or "2023Q2 ytd 215 2023-08-01 prelim", stages as "2022-06-01 公示".</summary>
internal sealed class Judged
{
    private readonly JsonNode answer;

    private Judged(string target, JsonNode observations, string asOf) =>
        answer = AssessFile.Run(new JsonObject { ["target"] = JsonNode.Parse(target), ["observations"] = observations, ["as_of"] = asOf }.ToJsonString()).Results[0]!;

    public string Status => answer["status"]?.GetValue<string>() ?? "error: " + answer["error"];
    public string Flags => string.Join(" ", answer["flags"]!.AsArray().Select(f => f!.GetValue<string>()));
    public string? Confidence => (string?)answer["confidence"];

    public JsonNode? this[string key] => answer[key];

    public double? Number(string key) => answer[key] is { } node ? double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture) : null;

    /// <param name="terms">The keys of the target beside kind, start and due, as JSON without braces.</param>
    public static Judged Figures(string kind, string terms, string asOf, params string[] figures) => new(Target(kind, terms), Read(figures), asOf);

    public static Judged Stages(string kind, string terms, string asOf, params string[] stages) => new(Target(kind, terms), ReadStages(stages), asOf);

    public static Judged Parts(string terms, string asOf, JsonObject observations) => new(Target("composite", terms), observations, asOf);

    public static JsonArray Read(params string[] figures) => new([.. figures.Select(line =>
    {
        var words = line.Split(' ');
        return new JsonObject
        {
            ["period"] = words[0], ["nature"] = words[1], ["value"] = decimal.Parse(words[2], CultureInfo.InvariantCulture),
            ["published"] = words.Length > 3 ? words[3] : null, ["prelim"] = words.Length > 4,
        };
    })]);

    public static JsonArray ReadStages(params string[] stages) => new([.. stages.Select(line =>
    {
        var words = line.Split(' ');
        return new JsonObject
        {
            ["date"] = words[0], ["stage"] = words[1], ["item"] = words.Length > 2 ? words[2] : null,
            ["physical"] = words.Length > 3 ? decimal.Parse(words[3], CultureInfo.InvariantCulture) : null,
        };
    })]);

    private static string Target(string kind, string terms) =>
        (terms.Contains("\"due\"", StringComparison.Ordinal) || kind is "composite" or "directional" ? "{" : """{"start":"2020Q4","due":"2025Q4",""")
        + $"\"kind\":\"{kind}\"" + (terms.Length > 0 ? "," + terms : "") + "}";
}
