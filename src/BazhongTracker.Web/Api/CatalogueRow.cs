using System.Globalization;
using System.Text.Json.Nodes;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Web.Api;

/// <summary>A target in the names of the catalogue (docs/catalogue.md); what does not apply is left out.</summary>
internal static class CatalogueRow
{
    /// <param name="members">Codes of the members of a parent, in their order.</param>
    public static JsonObject Of(Target target, IReadOnlyList<string> members)
    {
        var asked = target.Definition;
        var row = new JsonObject
        {
            ["code"] = target.Code,
            ["name"] = target.Name,
            ["name_en"] = target.NameEn,
            ["class"] = WireNames.Of(asked.Class),
            ["kind"] = WireNames.Of(asked.Kind),
            ["comparator"] = asked.Comparator?.Sign(),
            ["value"] = Number(asked.Value),
            ["unit"] = asked.Unit,
            ["measure"] = Word(asked.Measure),
            ["frequency"] = asked.Frequency == Frequency.Annual ? "A" : "Q",
            ["start"] = Day(asked.Start),
            ["due"] = Day(asked.Due),
            ["due_basis"] = WireNames.Of(asked.DueBasis),
            ["due_reason"] = asked.DueReason,
            ["recurrence"] = asked.Recurrence,
            ["baseline"] = asked.BaselineValue is null ? null : new JsonObject
            {
                ["period"] = asked.BaselinePeriod, ["value"] = Number(asked.BaselineValue), ["source"] = asked.BaselineSource,
            },
            ["initial"] = Number(asked.Initial),
            ["initial_source"] = asked.InitialSource,
            ["limits"] = asked.LimitLow is null && asked.LimitHigh is null ? null : new JsonArray(Number(asked.LimitLow), Number(asked.LimitHigh)),
            ["seasonal"] = asked.Seasonal ? true : null,
            ["path"] = asked.Path.Count > 0 ? new JsonArray([.. asked.Path.Select(n => new JsonArray($"{n.Period}", Number(n.Value)))])
                : asked.Geometric ? "geometric" : null,
            ["mode"] = Word(asked.Mode),
            ["direction"] = Word(asked.Direction),
            ["ladder"] = asked.Ladder,
            ["required_stage"] = asked.RequiredStage,
            ["stage_basis"] = Word(asked.StageBasis),
            ["stage_reason"] = asked.StageReason,
            ["plan"] = asked.Plan.Count == 0 ? null : new JsonArray([.. asked.Plan.Select(p => new JsonArray(Day(p.Date), p.Stage))]),
            ["benchmarks"] = Words(asked.Benchmarks),
            ["members"] = Words(members),
            ["parent"] = target.ParentCode,
            ["strength"] = target.Strength,
            ["area"] = target.AreaCode,
            ["note"] = target.Note,
            ["clause"] = Clause(target),
        };
        foreach (var (name, _) in row.Where(field => field.Value is null).ToList())
        {
            row.Remove(name);
        }

        return row;
    }

    private static JsonObject Clause(Target target)
    {
        var clause = new JsonObject { ["item"] = target.Item };
        if (target.Paragraph is { } paragraph)
        {
            clause["paragraph"] = paragraph;
        }

        clause["quote"] = target.Quote;
        clause["start"] = target.QuoteStart;
        clause["length"] = target.QuoteLength;
        if (target.QuoteRepaired)
        {
            clause["repaired"] = true;
        }

        return clause;
    }

    private static string? Word<TEnum>(TEnum? value)
        where TEnum : struct, Enum => value is { } word ? WireNames.Of(word) : null;

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Without the zeros that a database adds.
    private static JsonNode? Number(decimal? number) =>
        number is { } value ? JsonNode.Parse(value.ToString("0.############", CultureInfo.InvariantCulture)) : null;

    private static JsonArray? Words(IReadOnlyList<string> words) => words.Count == 0 ? null : new JsonArray([.. words.Select(w => JsonValue.Create(w))]);
}
