using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress.Json;

/// <summary>The format of <c>assess</c>: one case, an array of cases, or an object with <c>vectors</c>, each <c>{id?, target, observations, as_of}</c>.</summary>
public static class AssessFile
{
    private const decimal Largest = 1_000_000_000_000_000m;

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
        var id = (item as JsonObject)?["id"]?.DeepClone();
        try
        {
            var node = item as JsonObject ?? throw new FormatException("A case must be an object.");
            var target = ReadTarget(node["target"] as JsonObject ?? throw new FormatException("The case has no target."));
            var asOf = Date(node["as_of"], "as_of") ?? throw new FormatException("The case has no as_of.");
            var observations = target.Kind is TargetKind.Reach or TargetKind.Hold
                ? (node["observations"] as JsonArray ?? []).Select(ReadObservation).ToList()
                : [];
            var result = AssessResult.Write(ProgressMethod.Assess(target, observations, asOf));
            result.Insert(0, "id", id);
            return (result, true);
        }
        catch (Exception problem) when (problem is FormatException or InvalidOperationException or OverflowException or ArgumentException or DivideByZeroException)
        {
            return (new JsonObject { ["id"] = id, ["error"] = problem.Message }, false);
        }
    }

    private static ProgressTarget ReadTarget(JsonObject node)
    {
        var kind = Word<TargetKind>(node, "kind", null);
        if (kind is not (TargetKind.Reach or TargetKind.Hold))
        {
            return new ProgressTarget(kind);
        }

        var op = Text(node, "op");
        var limits = node["limits"] as JsonArray;
        return new ProgressTarget(kind)
        {
            Op = op is null ? null : Comparators.FromSign(op) ?? throw new FormatException($"Unknown op: {op}"),
            Value = Number(node["value"], "value"),
            Start = Period(node["start"], "start"),
            Due = Period(node["due"], "due"),
            Baseline = Number(node["baseline"], "baseline"),
            Measure = Word<Measure>(node, "measure", Measure.Flow),
            Frequency = Text(node, "frequency") switch
            {
                null or "Q" => Frequency.Quarterly,
                "A" => Frequency.Annual,
                var other => throw new FormatException($"Unknown frequency: {other}"),
            },
            Geometric = node["path"] is JsonValue && Text(node, "path") == "geometric",
            Nodes = [.. (node["path"] as JsonArray ?? []).Select(ReadNode)],
            LimitLow = limits is null ? null : Number(limits[0], "limits"),
            LimitHigh = limits is null ? null : Number(limits[1], "limits"),
            Seasonal = node["seasonal"]?.GetValue<bool>() ?? false,
            ExcludedYears = [.. (node["exclude_years"] as JsonArray ?? []).Select(y => y!.GetValue<int>())],
            Buffer = Number(node["buffer"], "buffer") ?? 0.01m,
            FinalLagDays = node["final_lag_days"]?.GetValue<int>() ?? 150,
        };
    }

    private static (Quarter Period, decimal Value) ReadNode(JsonNode? node) =>
        node is JsonArray { Count: 2 } pair && Period(pair[0], "path") is { } period && Number(pair[1], "path") is { } value
            ? (period, value)
            : throw new FormatException("A path is linear, geometric, or a list of [period, value].");

    private static Observation ReadObservation(JsonNode? item)
    {
        var node = item as JsonObject ?? throw new FormatException("An observation must be an object.");
        return new Observation(
            Period(node["period"], "period") ?? throw new FormatException("An observation has no period."),
            Word<FigureNature>(node, "nature", null),
            Number(node["value"], "value") ?? throw new FormatException("An observation has no value."),
            Date(node["published"], "published"),
            node["prelim"]?.GetValue<bool>() ?? false,
            node["rev"]?.GetValue<int>() ?? 0);
    }

    private static string? Text(JsonObject node, string key) => node[key]?.GetValue<string>();

    private static TEnum Word<TEnum>(JsonObject node, string key, TEnum? absent)
        where TEnum : struct, Enum =>
        Text(node, key) is not { } word
            ? absent ?? throw new FormatException($"{key} is missing.")
            : WireNames.Find<TEnum>(word) ?? throw new FormatException($"Unknown {key}: {word}");

    private static decimal? Number(JsonNode? node, string key)
    {
        if (node is null)
        {
            return null;
        }

        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number
            || !decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || Math.Abs(number) > Largest)
        {
            throw new FormatException($"{key} is not a number that can be used: {node.ToJsonString()}");
        }

        return number;
    }

    // A year is its last quarter; a date the last quarter ended on or before it.
    private static Quarter? Period(JsonNode? node, string key)
    {
        var text = node switch
        {
            null => null,
            JsonValue value when value.GetValueKind() == JsonValueKind.Number => value.ToJsonString(),
            _ => node.GetValue<string>(),
        };
        if (text is null)
        {
            return null;
        }

        if (Quarter.TryParse(text, out var quarter))
        {
            return quarter;
        }

        if (text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= Quarter.FirstYear and <= Quarter.LastYear)
        {
            return Quarter.YearEnd(year);
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? Quarter.LastEnded(date)
            : throw new FormatException($"{key} is not a period: {text}");
    }

    private static DateOnly? Date(JsonNode? node, string key) =>
        node is null ? null
        : DateOnly.TryParseExact(node.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw new FormatException($"{key} is not a date: {node}");
}
