using System.ComponentModel;
using System.Text.Json.Nodes;
using BazhongTracker.Domain.Decisions;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Web.Api;

// What answers look like, for the description of the API alone: a row goes out as it stands in the catalogue, and a verdict as it was stored.

/// <summary>A decision; <paramref name="AdoptedOn"/> is the day of its adoption, <paramref name="Body"/> who adopted it.</summary>
internal sealed record DecisionShape(string Code, string Title, string TitleEn, DateOnly AdoptedOn, string Body, string Source)
{
    public static DecisionShape Of(Decision decision) =>
        new(decision.Code, decision.Title, decision.TitleEn, decision.AdoptedOn, decision.Body, decision.Source);
}

/// <summary>The catalogue row with who leads it today and its verdict; what does not apply is left out.</summary>
internal sealed record TargetShape
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public string? NameEn { get; init; }
    public required TargetClass Class { get; init; }
    public required TargetKind Kind { get; init; }
    [Description(">=, >, <= or <")] public string? Comparator { get; init; }
    public decimal? Value { get; init; }
    public string? Unit { get; init; }
    public Measure? Measure { get; init; }
    [Description("Q or A")] public string? Frequency { get; init; }
    public DateOnly? Start { get; init; }
    public DateOnly? Due { get; init; }
    public required DueBasis DueBasis { get; init; }
    public string? DueReason { get; init; }
    public string? Recurrence { get; init; }
    public BaselineShape? Baseline { get; init; }
    public decimal? Initial { get; init; }
    public string? InitialSource { get; init; }
    [Description("Lowest and highest plausible value.")] public IReadOnlyList<decimal>? Limits { get; init; }
    public bool? Seasonal { get; init; }
    [Description("The way expected between start and due, where it is not linear.")] public JsonNode? Path { get; init; }
    public string? Mode { get; init; }
    public string? Direction { get; init; }
    [Description("The ladder of a milestone where it is no title: document, institution or approval.")] public string? Ladder { get; init; }
    public string? RequiredStage { get; init; }
    public string? StageBasis { get; init; }
    public string? StageReason { get; init; }
    [Description("Nodes with their own values or stages.")] public JsonNode? Plan { get; init; }
    [Description("Series of the nation or the province.")] public IReadOnlyList<string>? Benchmarks { get; init; }
    [Description("Codes; a row with members is left out of every count.")] public IReadOnlyList<string>? Members { get; init; }
    public string? Parent { get; init; }
    public string? Strength { get; init; }
    public required ClauseShape Clause { get; init; }
    public required string? Lead { get; init; }
    public required IReadOnlyList<string> Supporting { get; init; }
    public string? Area { get; init; }
    public string? Note { get; init; }
    public required AssessmentShape? Assessment { get; init; }
}

internal sealed record BaselineShape(string? Period, decimal? Value, string? Source);

/// <summary>The exact words after errata; start and length count characters of the text as received.</summary>
internal sealed record ClauseShape(int Item, string? Paragraph, string Quote, int Start, int Length, bool? Repaired = null);

/// <summary>A verdict with its working. c, e and r are shares (0.6, not 60). Kinds add names of their own: compliance, margin, nowcast, items, tally, children, index and others.</summary>
internal sealed record AssessmentShape
{
    public required DateOnly AsOf { get; init; }
    public required ProgressStatus Status { get; init; }
    public required string LabelZh { get; init; }
    [Description("Share of the way gone.")] public required decimal? C { get; init; }
    [Description("Share of the way expected by now.")] public required decimal? E { get; init; }
    [Description("c divided by e.")] public required decimal? R { get; init; }
    [Description("A number, or \"inf\" when no pace would do.")] public required JsonNode? Af { get; init; }
    [Description("A number in the target's unit; for stages the name of the stage.")] public required JsonNode? Value { get; init; }
    [Description("2025 or 2025Q3")] public required string? ValuePeriod { get; init; }
    public required decimal? ExpectedValue { get; init; }
    public required decimal? RequiredPerYear { get; init; }
    public required WorkingShape? Forecast { get; init; }
    public required IReadOnlyList<string>? Flags { get; init; }
    [Description("high, middle or low, in one Chinese character")] public required string? Confidence { get; init; }
    [Description("Why insufficient_data or pending_final: overdue_unreported (the due date has passed and nobody reported about it), "
        + "no_data (nothing was ever reported), or null.")]
    public required ReportingGapKind? ReportingGap { get; init; }
    [Description("Of overdue_unreported: days since the later of the due date and "
        + "the day the lead got its first account; null where it has none.")]
    public required int? UnreportedDays { get; init; }
    public required string WhyZh { get; init; }
    public required string MethodVersion { get; init; }
}

internal sealed record WorkingShape(string? Method, decimal? Value, decimal? Lo, decimal? Hi, int? N, string? Verdict, bool? Robust, decimal? Probability = null);

internal sealed record AssessedShape(string Target, AssessmentShape Assessment);
