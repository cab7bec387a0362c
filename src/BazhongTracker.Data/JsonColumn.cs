using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BazhongTracker.Domain.Time;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BazhongTracker.Data;

/// <summary>A short list that is read and written whole, in one column as JSON with names in snake_case; a quarter is written 2025Q3.</summary>
internal static class JsonColumn
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new QuarterConverter() },
    };

    public static void StoredAsJson<T>(this PropertyBuilder<IReadOnlyList<T>> property) => property.HasConversion(
        list => JsonSerializer.Serialize(list, Options),
        text => JsonSerializer.Deserialize<List<T>>(text, Options) ?? new List<T>(),
        new ValueComparer<IReadOnlyList<T>>(
            (one, other) => one == other || one != null && other != null && one.SequenceEqual(other),
            list => list.Aggregate(0, (hash, entry) => HashCode.Combine(hash, entry)),
            list => list));

    private sealed class QuarterConverter : JsonConverter<Quarter>
    {
        public override Quarter Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Quarter.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Quarter value, JsonSerializerOptions options) =>
            writer.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{value}"));
    }
}
