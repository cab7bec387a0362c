using System.Text.Json;
using System.Text.Json.Serialization;
using BazhongTracker.Domain.Decisions;

namespace BazhongTracker.Data.Seeding;

/// <summary>What decision.json says of the document.</summary>
public sealed record Decision(string Code, string Title, string TitleEn, DateOnly AdoptedOn, string Body, string Source);

/// <summary>Reads <c>seeds/decision</c>: the text byte for byte as received, its errata, its title page.</summary>
public static class DecisionFiles
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "seeds", "decision");

    public static Decision ReadDecision() => Read<Decision>("decision.json");

    public static DecisionText ReadText() =>
        new(File.ReadAllText(Path.Combine(Folder, "decision.txt")), Read<List<Erratum>>("errata.json"));

    private static T Read<T>(string file)
    {
        using var stream = File.OpenRead(Path.Combine(Folder, file));
        return JsonSerializer.Deserialize<T>(stream, Options) ?? throw new InvalidDataException($"{file} is empty");
    }
}
