using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace BazhongTracker.Domain.Progress.Json;

/// <summary>The settings of the method as JSON in the names of the configuration. Equal settings are equal texts.</summary>
public static class MethodSettingsJson
{
    private static readonly JsonSerializerOptions Names = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<BeatMode>(JsonNamingPolicy.SnakeCaseLower), new Plain(), new Ladder() },
    };

    public static string Write(MethodSettings settings) => JsonSerializer.Serialize(settings, Names);

    /// <summary>What is absent has its default; what is not known is passed over.</summary>
    /// <exception cref="JsonException">A value does not fit.</exception>
    /// <exception cref="ArgumentException">A ladder without a goal.</exception>
    public static MethodSettings Read(string json) => JsonSerializer.Deserialize<MethodSettings>(json, Names) ?? MethodSettings.Default;

    /// <returns>The settings that differ from <paramref name="from"/>, as in <see cref="Write"/>.</returns>
    public static JsonObject Changed(MethodSettings settings, MethodSettings from)
    {
        var before = JsonSerializer.SerializeToNode(from, Names)!.AsObject();
        var after = JsonSerializer.SerializeToNode(settings, Names)!.AsObject();
        return new JsonObject(after.Where(s => !JsonNode.DeepEquals(s.Value, before[s.Key])).Select(s => KeyValuePair.Create(s.Key, s.Value?.DeepClone())));
    }

    // 0.95 and 0.950 are the same choice.
    private sealed class Plain : JsonConverter<decimal>
    {
        private const decimal One = 1.0000000000000000000000000000m;

        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value / One);
    }

    private sealed class Ladder : JsonConverter<StageLadder>
    {
        public override StageLadder Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<Dictionary<string, decimal>>(ref reader, options)!.Select(s => (s.Key, s.Value)));

        public override void Write(Utf8JsonWriter writer, StageLadder value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Stages.OrderBy(value.Weight).ThenBy(s => s, StringComparer.Ordinal).ToDictionary(s => s, value.Weight), options);
    }
}
