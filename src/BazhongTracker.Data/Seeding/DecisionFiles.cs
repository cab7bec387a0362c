using BazhongTracker.Domain;
using BazhongTracker.Domain.Decisions;

namespace BazhongTracker.Data.Seeding;

/// <summary>What decision.json says of the document.</summary>
public sealed record Decision(string Code, string Title, string TitleEn, DateOnly AdoptedOn, string Body, string Source);

/// <summary>Reads <c>seeds/decision</c>: the text byte for byte as received, its errata, its title page.</summary>
public static class DecisionFiles
{
    public static string Folder => SeedFile.PathOf("decision");

    public static Decision ReadDecision() => SeedFile.Read<Decision>("decision/decision.json");

    public static DecisionText ReadText() =>
        new(TextFile.Read(Path.Combine(Folder, "decision.txt")), SeedFile.Read<List<Erratum>>("decision/errata.json"));
}
