using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Progress.Json;

namespace BazhongTracker.Web.Startup.Settings;

/// <summary>Section <c>Method</c>: the owner's choices, and for a change of them the name of the new version, who made it and why.</summary>
public sealed record MethodSection(MethodSettings Settings, string? Version, string? ChangedBy, string? Why)
{
    private static readonly string[] OfTheChange = [nameof(Version), nameof(ChangedBy), nameof(Why)];

    /// <exception cref="ConfigurationRefused">A key is not known, a value does not fit, or the settings contradict themselves.</exception>
    public static MethodSection Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Method");
        var chosen = JsonNode.Parse(MethodSettingsJson.Write(MethodSettings.Default))!.AsObject();
        foreach (var given in section.GetChildren().Where(c => !OfTheChange.Contains(c.Key, StringComparer.OrdinalIgnoreCase)))
        {
            Choose(chosen, given);
        }

        MustKeepTheOrder(chosen, nameof(MethodSettings.MilestoneLadder), StageLadder.Milestone);
        MustKeepTheOrder(chosen, nameof(MethodSettings.ProjectLadder), StageLadder.Project);
        return new MethodSection(Settle(chosen), Said(nameof(Version)), Said(nameof(ChangedBy)), Said(nameof(Why)));

        string? Said(string key) => section[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
    }

    private static void Choose(JsonObject chosen, IConfigurationSection given)
    {
        var key = chosen.Select(c => c.Key).FirstOrDefault(k => string.Equals(k, given.Key, StringComparison.OrdinalIgnoreCase))
            ?? throw new ConfigurationRefused($"{given.Path} is no setting.");
        chosen[key] = chosen[key] switch
        {
            JsonArray => Codes(given),
            JsonObject ladder => Weights(ladder, given),
            { } value when value.GetValueKind() == JsonValueKind.Number => Number(given),
            _ => given.Value,
        };
    }

    private static JsonArray Codes(IConfigurationSection given)
    {
        var codes = given.GetChildren().Select(c => c.Value ?? "").Concat((given.Value ?? "").Split(',')).Select(c => c.Trim());
        return [.. codes.Where(c => c.Length > 0).Distinct().Order(StringComparer.Ordinal).Select(c => JsonValue.Create(c))];
    }

    private static JsonObject Weights(JsonObject ladder, IConfigurationSection given)
    {
        var weights = ladder.DeepClone().AsObject();
        foreach (var stage in given.GetChildren())
        {
            weights[stage.Key] = weights.ContainsKey(stage.Key) ? Number(stage) : throw new ConfigurationRefused($"{stage.Path} is no stage of this ladder.");
        }

        return weights;
    }

    private static JsonValue Number(IConfigurationSection given) =>
        decimal.TryParse(given.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : throw new ConfigurationRefused($"{given.Path} is not a number: {given.Value}");

    private static void MustKeepTheOrder(JsonObject chosen, string ladder, StageLadder asSpecified)
    {
        var weights = asSpecified.Stages.Select(s => chosen[ladder]![s]!.GetValue<decimal>()).ToList();
        if (weights.Zip(weights.Skip(1)).Any(pair => pair.Second < pair.First))
        {
            throw new ConfigurationRefused($"Method:{ladder} must keep its stages in order: {string.Join(", ", asSpecified.Stages)}.");
        }
    }

    private static MethodSettings Settle(JsonObject chosen)
    {
        try
        {
            return MethodSettingsJson.Read(chosen.ToJsonString()).Checked();
        }
        catch (JsonException problem)
        {
            throw new ConfigurationRefused($"Method:{problem.Path?.TrimStart('$', '.')} has a value that does not fit.", problem);
        }
        catch (ArgumentException problem)
        {
            throw new ConfigurationRefused($"The settings in section Method cannot be used: {problem.Message}", problem);
        }
    }
}
