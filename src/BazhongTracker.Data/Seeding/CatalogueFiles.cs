using System.Text.Json.Nodes;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Decisions;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Data.Seeding;

/// <summary>Reads the catalogue of targets of a decision, <c>targets/*.json</c> in its folder: one file an item, one object a target.</summary>
internal static class CatalogueFiles
{
    /// <exception cref="InvalidDataException">A row cannot be read; the message names the file and the code.</exception>
    public static IReadOnlyList<Target> Read(string folder, Decision decision) =>
        [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).SelectMany(file => ReadFile(file, decision))];

    private static IEnumerable<Target> ReadFile(string file, Decision decision)
    {
        foreach (var row in JsonNode.Parse(TextFile.Read(file))!.AsArray())
        {
            Target target;
            try
            {
                target = ReadRow(row!.AsObject(), decision);
            }
            catch (Exception problem) when (problem is InvalidOperationException or FormatException or KeyNotFoundException or NullReferenceException)
            {
                throw new InvalidDataException($"{Path.GetFileName(file)}, {row?["code"]}: {problem.Message}", problem);
            }

            yield return target;
        }
    }

    private static Target ReadRow(JsonObject row, Decision decision)
    {
        var clause = row["clause"]!.AsObject();
        return new Target
        {
            DecisionCode = decision.Code,
            Code = Text(row, "code")!,
            Name = Text(row, "name")!,
            NameEn = Text(row, "name_en"),
            Strength = Text(row, "strength"),
            ParentCode = Text(row, "parent"),
            Item = clause["item"]!.GetValue<int>(),
            Paragraph = Text(clause, "paragraph"),
            Quote = Text(clause, "quote")!,
            QuoteStart = clause["start"]!.GetValue<int>(),
            QuoteLength = clause["length"]!.GetValue<int>(),
            QuoteRepaired = clause["repaired"]?.GetValue<bool>() ?? false,
            AreaCode = Text(row, "area") ?? decision.AreaCode,
            Note = Text(row, "note"),
            IsParent = row["members"] is not null,
            Definition = ReadDefinition(row, decision.AdoptedOn),
        };
    }

    private static TargetVersion ReadDefinition(JsonObject row, DateOnly adopted)
    {
        var (low, high) = row["limits"] is JsonArray limits ? (limits[0]?.GetValue<decimal>(), limits[1]?.GetValue<decimal>()) : (null, null);
        var path = row["path"];
        return new TargetVersion
        {
            EffectiveOn = adopted,
            ApprovedOn = adopted,
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
            Recurrence = Text(row, "recurrence"),
            BaselineValue = row["baseline"]?["value"]?.GetValue<decimal>(),
            BaselinePeriod = (string?)row["baseline"]?["period"],
            BaselineSource = (string?)row["baseline"]?["source"],
            RequiredStage = Text(row, "required_stage"),
            StageBasis = Word<StageBasis>(row, "stage_basis"),
            StageReason = Text(row, "stage_reason"),
            Ladder = Text(row, "ladder"),
            Initial = row["initial"]?.GetValue<decimal>(),
            InitialSource = Text(row, "initial_source"),
            LimitLow = low,
            LimitHigh = high,
            Seasonal = row["seasonal"]?.GetValue<bool>() ?? false,
            Mode = Word<BeatMode>(row, "mode"),
            Direction = Word<Direction>(row, "direction"),
            Benchmarks = [.. (row["benchmarks"] as JsonArray ?? []).Select(name => name!.GetValue<string>())],
            Geometric = path is JsonValue word && word.GetValue<string>() == "geometric",
            Path = [.. (path as JsonArray ?? []).Select(n => new PathNode(Quarter.Parse(n![0]!.GetValue<string>()), n[1]!.GetValue<decimal>()))],
            Plan = [.. (row["plan"] as JsonArray ?? []).Select(p => new PlannedStage(
                DateOnly.ParseExact(p![0]!.GetValue<string>(), "yyyy-MM-dd"), p[1]!.GetValue<string>()))],
        };
    }

    private static string? Text(JsonObject row, string key) => row[key]?.GetValue<string>();

    private static DateOnly? Date(JsonObject row, string key) =>
        Text(row, key) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd") : null;

    private static TEnum? Word<TEnum>(JsonObject row, string key)
        where TEnum : struct, Enum =>
        Text(row, key) is { } word ? WireNames.Find<TEnum>(word) ?? throw new FormatException($"{key} {word}") : null;
}
