using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace BazhongTracker.Domain.Progress.Json;

/// <summary>
/// A stored result read back for pages: the names of the read API, what does not apply is null.
/// C, E and R are shares (0.6, not 60); values are in the target's unit; <see cref="Margin"/> is a share of the threshold for hold, percentage points for beat.
/// </summary>
public sealed record Working
{
    private static readonly JsonSerializerOptions Names = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public decimal? C { get; init; }
    public decimal? E { get; init; }
    public decimal? R { get; init; }

    /// <summary>A number, or "inf" when no pace would do.</summary>
    [JsonConverter(typeof(Acceleration))]
    public decimal? Af { get; init; }
    public decimal? GapPp { get; init; }

    /// <summary>A number; for milestones the stage's name.</summary>
    public JsonElement? Value { get; init; }
    public string? ValuePeriod { get; init; }
    public decimal? ExpectedValue { get; init; }
    public decimal? RequiredPerYear { get; init; }
    public decimal? Margin { get; init; }

    /// <summary>What reached the target after the due date; the other numbers are those of the due date. Null also in what was stored before this was kept.</summary>
    public WorkingLate? Late { get; init; }

    /// <summary>Of a single project: the stage it has reached.</summary>
    public WorkingStage? Reached { get; init; }
    public string? Confidence { get; init; }
    public IReadOnlyList<string> Flags { get; init; } = [];
    public WorkingForecast? Forecast { get; init; }
    public WorkingCompliance? Compliance { get; init; }

    /// <summary>The settings that differed from the specification's defaults when the verdict was given; null when none did.</summary>
    public JsonObject? Settings { get; init; }

    /// <summary>Whatever else the rule of the kind says (tally, items, children, index…), under its own name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; init; }

    [JsonIgnore]
    public decimal? Number => Value is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : null;

    /// <summary>The number by which the status in force came about, its period and completion: after a late success not the one of the due date.</summary>
    [JsonIgnore]
    public decimal? DecidingNumber => Late?.Value ?? Number;

    [JsonIgnore]
    public string? DecidingPeriod => Late?.Period ?? ValuePeriod;

    [JsonIgnore]
    public decimal? DecidingC => Late is null ? C : Late.C;

    [JsonIgnore]
    public string? Stage => Value is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    [JsonIgnore]
    public bool NoPaceWouldDo => Af == decimal.MaxValue;

    /// <summary>The settings by which the verdict was given.</summary>
    [JsonIgnore]
    public MethodSettings Rule => Settings is null ? MethodSettings.Default : MethodSettingsJson.Read(Settings.ToJsonString());

    /// <summary>What is stored: everything but what follows from the status.</summary>
    /// <param name="settings">Null for the specification's defaults.</param>
    public static string Write(ProgressResult result, MethodSettings? settings = null)
    {
        var stored = new JsonObject();
        foreach (var (name, value) in AssessResult.Write(result))
        {
            if (value is not null && name is not ("status" or "zh" or "light" or "rank"))
            {
                stored[name.ToLowerInvariant()] = value.DeepClone();
            }
        }

        if (settings is not null && settings != MethodSettings.Default && MethodSettingsJson.Changed(settings with { Binding = [] }, MethodSettings.Default) is { Count: > 0 } changed)
        {
            stored["settings"] = changed;
        }

        return stored.ToJsonString(Names);
    }

    public static Working Read(string stored) => JsonSerializer.Deserialize<Working>(stored, Names) ?? new Working();

    private sealed class Acceleration : JsonConverter<decimal?>
    {
        public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType switch
            {
                JsonTokenType.Number => reader.GetDecimal(),
                JsonTokenType.String => decimal.MaxValue,
                _ => null,
            };

        public override void Write(Utf8JsonWriter writer, decimal? value, JsonSerializerOptions options)
        {
            if (value == decimal.MaxValue)
            {
                writer.WriteStringValue("inf");
            }
            else if (value is { } number)
            {
                writer.WriteNumberValue(number);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}

public sealed record WorkingLate(string Period, decimal Value, [property: JsonPropertyName("C")] decimal? C);

public sealed record WorkingStage(string Stage, decimal? Physical);

public sealed record WorkingForecast(string Method, decimal? Value, decimal? Lo, decimal? Hi, int N, string? Verdict, bool Robust, decimal? Probability);

public sealed record WorkingCompliance(int Met, int Assessed, int Years, IReadOnlyList<int> Misses);
