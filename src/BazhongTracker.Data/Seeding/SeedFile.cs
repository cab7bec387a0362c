using System.Text.Json;
using System.Text.Json.Serialization;

namespace BazhongTracker.Data.Seeding;

/// <summary>A JSON file under <c>seeds/</c>, its names in snake_case. A name nobody knows is an error, not a surprise later.</summary>
internal static class SeedFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "seeds", name);

    /// <exception cref="JsonException">The file is not JSON or has a name that <typeparamref name="T"/> lacks.</exception>
    public static T Read<T>(string name) => ReadFrom<T>(PathOf(name));

    /// <exception cref="JsonException">The file is not JSON or has a name that <typeparamref name="T"/> lacks.</exception>
    public static T ReadFrom<T>(string path)
    {
        using var stream = File.OpenRead(path);
        return JsonSerializer.Deserialize<T>(stream, Options) ?? throw new InvalidDataException($"{Path.GetFileName(path)} is empty");
    }
}
