using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress.Json;

/// <summary>Fields of a case and of a catalogue row. An absent field and a null are the same; everything else that does not fit is a <see cref="FormatException"/> naming the field.</summary>
internal static class JsonFields
{
    private const decimal Largest = 1_000_000_000_000_000m;

    public static string? Text(this JsonObject node, string key) => node[key] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        var other => throw new FormatException($"{key} is not a text: {other.ToJsonString()}"),
    };

    public static TEnum Word<TEnum>(this JsonObject node, string key, TEnum? absent)
        where TEnum : struct, Enum =>
        node.WordOrNull<TEnum>(key) ?? absent ?? throw new FormatException($"{key} is missing.");

    public static TEnum? WordOrNull<TEnum>(this JsonObject node, string key)
        where TEnum : struct, Enum =>
        node.Text(key) is { } word ? WireNames.Find<TEnum>(word) ?? throw new FormatException($"Unknown {key}: {word}") : null;

    public static bool Yes(this JsonObject node, string key) => node[key]?.GetValueKind() switch
    {
        null or JsonValueKind.False => false,
        JsonValueKind.True => true,
        _ => throw new FormatException($"{key} is neither true nor false."),
    };

    public static decimal? Number(this JsonObject node, string key) => Number(node[key], key);

    public static decimal? Number(JsonNode? node, string key)
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

    /// <returns>Null when absent.</returns>
    public static int? Count(JsonNode? node, string key) => Number(node, key) switch
    {
        null => null,
        { } number when number >= 0 && number <= 1_000_000 && number == decimal.Truncate(number) => (int)number,
        _ => throw new FormatException($"{key} is not a whole number that can be used: {node!.ToJsonString()}"),
    };

    /// <returns>Empty when absent.</returns>
    public static JsonArray List(this JsonObject node, string key) => ListOf(node[key], key);

    public static JsonArray ListOf(JsonNode? node, string key) => node switch
    {
        null => [],
        JsonArray list => list,
        _ => throw new FormatException($"{key} is not a list."),
    };

    public static JsonObject ObjectOf(JsonNode? node, string key) => node as JsonObject ?? throw new FormatException($"{key} is not an object.");

    public static (JsonNode? First, JsonNode? Second) Pair(JsonNode? node, string key) =>
        node is JsonArray { Count: 2 } pair ? (pair[0], pair[1]) : throw new FormatException($"{key} is a list of pairs.");

    /// <summary>A day; a quarter or a year stands for its last one.</summary>
    public static DateOnly? Day(JsonNode? node, string key)
    {
        var text = node switch
        {
            null => null,
            JsonValue value when value.GetValueKind() is JsonValueKind.Number => value.ToJsonString(),
            JsonValue value when value.GetValueKind() is JsonValueKind.String => value.GetValue<string>(),
            _ => throw new FormatException($"{key} is not a period: {node.ToJsonString()}"),
        };
        if (text is null)
        {
            return null;
        }

        if (Time.Quarter.TryParse(text, out var quarter))
        {
            return quarter.LastDay;
        }

        if (text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && year is >= Time.Quarter.FirstYear and <= Time.Quarter.LastYear)
        {
            return Time.Quarter.YearEnd(year).LastDay;
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year is > Time.Quarter.FirstYear and <= Time.Quarter.LastYear
            ? date
            : throw new FormatException($"{key} is not a period: {text}");
    }

    /// <summary>The last quarter ended on the day or before it.</summary>
    public static Quarter? Period(JsonNode? node, string key) => Day(node, key) is { } day ? Time.Quarter.LastEnded(day) : null;

    public static DateOnly? Date(this JsonObject node, string key) =>
        node.Text(key) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw new FormatException($"{key} is not a date: {text}");
}
