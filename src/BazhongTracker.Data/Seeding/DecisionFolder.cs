using BazhongTracker.Domain;
using BazhongTracker.Domain.Decisions;
using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Data.Seeding;

/// <summary>
/// One decision as files: <c>decision.json</c>, the text byte for byte as received in <c>decision.txt</c>, <c>errata.json</c>,
/// <c>no-targets.json</c>, <c>leads.json</c> and the catalogue <c>targets/*.json</c>.
/// </summary>
public sealed class DecisionFolder(string path)
{
    private const string Shipped = "bazhong-2021-07-13";

    /// <summary>The decision for which the published and the invented figures are.</summary>
    public static DecisionFolder Main { get; } = new(Path.Combine(SeedFile.PathOf("decisions"), Shipped));

    /// <summary>What ships with the program.</summary>
    public static IEnumerable<DecisionFolder> All =>
        Directory.EnumerateDirectories(SeedFile.PathOf("decisions")).Order(StringComparer.Ordinal).Select(folder => new DecisionFolder(folder));

    public string Code => Path.GetFileName(path);

    public string TextFile => Path.Combine(path, "decision.txt");

    public string Targets => Path.Combine(path, "targets");

    /// <exception cref="InvalidDataException">The folder is not named by the code.</exception>
    public Decision ReadDecision()
    {
        var decision = SeedFile.ReadFrom<Decision>(Path.Combine(path, "decision.json"));
        return decision.Code == Code ? decision : throw new InvalidDataException($"The folder {Code} holds the decision {decision.Code}.");
    }

    public DecisionVersion ReadVersion() => new()
    {
        DecisionCode = Code,
        Received = Domain.TextFile.Read(TextFile),
        Errata = SeedFile.ReadFrom<List<Erratum>>(Path.Combine(path, "errata.json")),
        NoTargets = ReadNoTargets(),
    };

    public DecisionText ReadText()
    {
        var version = ReadVersion();
        return new DecisionText(version.Received, version.Errata);
    }

    /// <exception cref="InvalidDataException">A row cannot be read; the message names the file and the code.</exception>
    public IReadOnlyList<Target> ReadTargets() => CatalogueFiles.Read(Targets, ReadDecision());

    public IReadOnlyList<NoTarget> ReadNoTargets() => SeedFile.ReadFrom<List<NoTarget>>(Path.Combine(path, "no-targets.json"));

    public Leads ReadLeads() => SeedFile.ReadFrom<Leads>(Path.Combine(path, "leads.json"));
}
