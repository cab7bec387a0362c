using System.Text.Json.Nodes;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Data.Seeding;

/// <summary>A clause with a number that promises nothing countable, and why. <paramref name="Start"/> counts characters of the text as received.</summary>
public sealed record NoTarget(int Item, int Start, int Length, string Quote, string Reason);

/// <summary>Reads the catalogue of targets, <c>seeds/targets/*.json</c> (one file an item, one object a target), and <c>seeds/no-targets.json</c>.</summary>
public static class CatalogueFiles
{
    public static string Folder => SeedFile.PathOf("targets");

    /// <exception cref="InvalidDataException">A row cannot be read; the message names the file and the code.</exception>
    public static IReadOnlyList<Target> Read() =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal).SelectMany(ReadFile)];

    public static IReadOnlyList<NoTarget> ReadNoTargets() => SeedFile.Read<List<NoTarget>>("no-targets.json");

    private static IEnumerable<Target> ReadFile(string file)
    {
        foreach (var row in JsonNode.Parse(TextFile.Read(file))!.AsArray())
        {
            Target target;
            try
            {
                target = ReadRow(row!.AsObject());
            }
            catch (Exception problem) when (problem is InvalidOperationException or FormatException or KeyNotFoundException or NullReferenceException)
            {
                throw new InvalidDataException($"{Path.GetFileName(file)}, {row?["code"]}: {problem.Message}", problem);
            }

            yield return target;
        }
    }

    private static Target ReadRow(JsonObject row)
    {
        var clause = row["clause"]!.AsObject();
        return new Target
        {
            Code = Text(row, "code")!,
            Name = Text(row, "name")!,
            NameEn = Text(row, "name_en"),
            Class = Word<TargetClass>(row, "class")!.Value,
            Kind = Word<TargetKind>(row, "kind")!.Value,
            Comparator = Text(row, "comparator") is { } sign ? Comparators.FromSign(sign) ?? throw new FormatException($"comparator {sign}") : null,
            Value = row["value"]?.GetValue<decimal>(),
            Unit = Text(row, "unit"),
            Measure = Word<Measure>(row, "measure"),
            Frequency = Text(row, "frequency") == "A" ? Frequency.Annual : Frequency.Quarterly,
            Start = Date(row, "start"),
            Due = Date(row, "due"),
            DueBasis = Word<DueBasis>(row, "due_basis")!.Value,
            DueReason = Text(row, "due_reason"),
            BaselineValue = row["baseline"]?["value"]?.GetValue<decimal>(),
            BaselinePeriod = (string?)row["baseline"]?["period"],
            BaselineSource = (string?)row["baseline"]?["source"],
            Strength = Text(row, "strength"),
            RequiredStage = Text(row, "required_stage"),
            Ladder = Text(row, "ladder"),
            ParentCode = Text(row, "parent"),
            Item = clause["item"]!.GetValue<int>(),
            Paragraph = Text(clause, "paragraph"),
            Quote = Text(clause, "quote")!,
            QuoteStart = clause["start"]!.GetValue<int>(),
            QuoteLength = clause["length"]!.GetValue<int>(),
            QuoteRepaired = clause["repaired"]?.GetValue<bool>() ?? false,
            AreaCode = Text(row, "area"),
            RowJson = row.ToJsonString(),
            IsParent = row["members"] is not null,
        };
    }

    private static string? Text(JsonObject row, string key) => row[key]?.GetValue<string>();

    private static DateOnly? Date(JsonObject row, string key) =>
        Text(row, key) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd") : null;

    private static TEnum? Word<TEnum>(JsonObject row, string key)
        where TEnum : struct, Enum =>
        Text(row, key) is { } word ? WireNames.Find<TEnum>(word) ?? throw new FormatException($"{key} {word}") : null;
}
