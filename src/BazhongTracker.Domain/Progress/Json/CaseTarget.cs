using System.Text.Json;
using System.Text.Json.Nodes;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress.Json;

/// <summary>The <c>target</c> of a case (method 2.0). Keys that are not of the method are ignored.</summary>
internal static class CaseTarget
{
    /// <exception cref="FormatException">A field does not fit; the message names it.</exception>
    public static ProgressTarget Read(JsonObject node)
    {
        var op = node.Text("op");
        return Shape(node, node.Word<TargetKind>("kind", null)) with
        {
            Op = op is null ? null : Comparators.FromSign(op) ?? throw new FormatException($"Unknown op: {op}"),
            Value = node.Number("value"),
            StartDate = JsonFields.Day(node["start"], "start"),
            DueDate = JsonFields.Day(node["due"], "due"),
            Baseline = node.Number("baseline"),
            Measure = node.Word<Measure>("measure", Measure.Flow),
            Frequency = node.Text("frequency") switch
            {
                null or "Q" => Frequency.Quarterly,
                "A" => Frequency.Annual,
                var other => throw new FormatException($"Unknown frequency: {other}"),
            },
            Buffer = node.Number("buffer"),
            FinalLagDays = JsonFields.Count(node["final_lag_days"], "final_lag_days"),
            Benchmarks = Benchmarks(node["benchmarks"]),
            Items = [.. node.List("items").Select(ReadItem)],
            Children = [.. node.List("children").Select(ReadChild)],
        };
    }

    // The fields that are read without their kind: initial, limits, seasonal, exclude_years, path, mode, direction, plan, ladder.
    private static ProgressTarget Shape(JsonObject node, TargetKind kind)
    {
        var path = node["path"];
        var isList = path is JsonArray;
        var word = isList ? null : node.Text("path");
        var (low, high) = node["limits"] is { } limits ? JsonFields.Pair(limits, "limits") : (null, null);
        return new ProgressTarget(kind)
        {
            Geometric = word switch
            {
                null or "linear" => false,
                "geometric" => true,
                _ => throw new FormatException("A path is linear, geometric, or a list of [period, value]."),
            },
            Nodes = isList ? [.. path!.AsArray().Select(ReadNode)] : [],
            LimitLow = JsonFields.Number(low, "limits"),
            LimitHigh = JsonFields.Number(high, "limits"),
            Seasonal = node.Yes("seasonal"),
            ExcludedYears = [.. node.List("exclude_years").Select(y => JsonFields.Count(y, "exclude_years") ?? throw new FormatException("exclude_years holds years."))],
            Initial = node.Number("initial") ?? 0,
            Mode = node.WordOrNull<BeatMode>("mode"),
            Up = node.Text("direction") switch
            {
                null or "up" => true,
                "down" => false,
                var other => throw new FormatException($"Unknown direction: {other}"),
            },
            Plan = [.. node.List("plan").Select(ReadPlanned)],
            Ladder = Ladder(node["ladder"]),
        };
    }

    private static (Quarter Period, decimal Value) ReadNode(JsonNode? node) =>
        JsonFields.Pair(node, "path") is var (period, value) && JsonFields.Period(period, "path") is { } quarter && JsonFields.Number(value, "path") is { } number
            ? (quarter, number)
            : throw new FormatException("A path is linear, geometric, or a list of [period, value].");

    private static (DateOnly Date, string Stage) ReadPlanned(JsonNode? node) =>
        JsonFields.Pair(node, "plan") is var (date, stage) && JsonFields.Day(date, "plan") is { } day && stage?.GetValueKind() == JsonValueKind.String
            ? (day, stage.GetValue<string>())
            : throw new FormatException("A plan is a list of [date, stage].");

    private static StageLadder? Ladder(JsonNode? node)
    {
        (string, decimal) Rung(string? stage, JsonNode? weight) => (
            stage ?? throw new FormatException("A ladder gives each stage its weight."),
            JsonFields.Number(weight, "ladder") ?? throw new FormatException("A ladder gives each stage its weight."));
        return node switch
        {
            null => null,
            JsonValue name when name.GetValueKind() == JsonValueKind.String =>
                StageLadder.Named(name.GetValue<string>()) ?? throw new FormatException($"Unknown ladder: {name}"),
            JsonObject stages => new StageLadder(stages.Select(s => Rung(s.Key, s.Value))),
            _ => new StageLadder(JsonFields.ListOf(node, "ladder").Select(s => JsonFields.Pair(s, "ladder") is var (stage, weight) ? Rung(stage?.ToString(), weight) : default)),
        };
    }

    private static Dictionary<string, IReadOnlyList<Observation>> Benchmarks(JsonNode? node) =>
        node is null ? [] : JsonFields.ObjectOf(node, "benchmarks").ToDictionary(b => b.Key, b => CaseEvidence.Figures(b.Value));

    private static ProjectItem ReadItem(JsonNode? node)
    {
        var item = JsonFields.ObjectOf(node, "items");
        return new ProjectItem(
            item.Text("name") ?? throw new FormatException("An item has no name."),
            item.Text("required") ?? throw new FormatException("An item has no required stage."));
    }

    private static (string Id, ProgressTarget Target) ReadChild(JsonNode? node)
    {
        var child = JsonFields.ObjectOf(node, "children");
        return (child.Text("id") ?? throw new FormatException("A child has no id."), Read(child));
    }
}
