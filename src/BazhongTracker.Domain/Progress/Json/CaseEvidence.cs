using System.Text.Json.Nodes;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Domain.Progress.Json;

/// <summary>The <c>observations</c> of a case: figures, stages, or for a composite an object of such lists by the id of the child (method 2.0).</summary>
internal static class CaseEvidence
{
    public static Evidence Read(JsonNode? node, ProgressTarget target) => target.Kind switch
    {
        TargetKind.Milestone or TargetKind.ProjectList => new Evidence { Stages = [.. JsonFields.ListOf(node, "observations").Select(ReadStage)] },
        TargetKind.Composite => Parts(node is null ? [] : JsonFields.ObjectOf(node, "observations"), target),
        TargetKind.Qualitative => Evidence.None,
        _ => new Evidence { Figures = Figures(node) },
    };

    public static IReadOnlyList<Observation> Figures(JsonNode? node) => [.. JsonFields.ListOf(node, "observations").Select(ReadFigure)];

    private static Evidence Parts(JsonObject lists, ProgressTarget target) =>
        new() { Children = target.Children.DistinctBy(c => c.Id).ToDictionary(c => c.Id, c => Read(lists[c.Id], c.Target)) };

    private static Observation ReadFigure(JsonNode? item)
    {
        var node = JsonFields.ObjectOf(item, "An observation");
        return new Observation(
            JsonFields.Period(node["period"], "period") ?? throw new FormatException("An observation has no period."),
            node.Word<FigureNature>("nature", null),
            node.Number("value") ?? throw new FormatException("An observation has no value."),
            node.Date("published"),
            node.Yes("prelim"),
            JsonFields.Count(node["rev"], "rev") ?? 0);
    }

    private static StageReport ReadStage(JsonNode? item)
    {
        var node = JsonFields.ObjectOf(item, "An observation");
        var physical = node.Number("physical");
        return new StageReport(
            node.Text("item"),
            JsonFields.Day(node["date"], "date") ?? throw new FormatException("An observation has no date."),
            node.Text("stage") ?? throw new FormatException("An observation has no stage."),
            physical is null or >= 0 and <= 100 ? physical : throw new FormatException($"physical lies between 0 and 100: {physical}"),
            node.Date("published"),
            JsonFields.Period(node["period"], "period"));
    }
}
