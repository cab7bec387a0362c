using System.Text.Json;
using System.Text.Json.Nodes;
using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Domain.Progress.Json;

/// <summary>The format of <c>assess</c>: one case, an array of cases, or an object with <c>vectors</c>, each <c>{id?, target, observations, as_of}</c>.</summary>
public static class AssessFile
{
    /// <returns>The results in the order of the cases, and whether every case could be read.</returns>
    /// <exception cref="FormatException">The text is not JSON or holds no case.</exception>
    public static (JsonArray Results, bool AllRead) Run(string json)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(json);
        }
        catch (JsonException problem)
        {
            throw new FormatException($"This is not JSON: {problem.Message}", problem);
        }

        var cases = root switch
        {
            JsonArray many => many,
            JsonObject file when file["vectors"] is JsonArray vectors => vectors,
            JsonObject one => [one.DeepClone()],
            _ => throw new FormatException("A case, an array of cases, or an object with vectors is wanted."),
        };
        var allRead = true;
        var results = new JsonArray();
        foreach (var item in cases)
        {
            var (result, read) = One(item);
            results.Add(result);
            allRead &= read;
        }

        return (results, allRead);
    }

    private static (JsonObject Result, bool Read) One(JsonNode? item)
    {
        JsonNode? id = null;
        try
        {
            var node = item as JsonObject ?? throw new FormatException("A case must be an object.");
            id = node["id"]?.DeepClone();
            var target = CaseTarget.Read(node["target"] as JsonObject ?? throw new FormatException("The case has no target."));
            var asOf = node.Date("as_of") ?? throw new FormatException("The case has no as_of.");
            if (target is { Kind: TargetKind.Composite, Children.Count: 0 })
            {
                throw new FormatException("A composite has no children.");
            }

            var result = AssessResult.Write(ProgressMethod.Assess(target, CaseEvidence.Read(node["observations"], target), asOf));
            result.Insert(0, "id", id);
            return (result, true);
        }
        catch (Exception problem) when (problem is OverflowException or DivideByZeroException)
        {
            return (Failed(id, "The case cannot be computed: its numbers are too large or too close together."), false);
        }
        catch (Exception problem) when (problem is FormatException or InvalidOperationException or ArgumentException)
        {
            return (Failed(id, problem.Message), false);
        }
    }

    private static JsonObject Failed(JsonNode? id, string error) => new() { ["id"] = id, ["error"] = error };
}
