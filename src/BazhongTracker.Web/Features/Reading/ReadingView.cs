using BazhongTracker.Domain.Decisions;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Web.Shared.Verdicts;

namespace BazhongTracker.Web.Features.Reading;

/// <summary>A target as the reading room marks it and tells of it.</summary>
public sealed record Bound(Target Target, ProgressStatus Status, string? Value, Verdict? Verdict, string? Lead)
{
    public ReportingGap? Gap { get; init; }

    public StatusSign Sign => StatusSign.Of(Status, Gap);
}

/// <summary>One line of the decision, cut for marking; the first <paramref name="LeadSegments"/> segments are its heading.</summary>
public sealed record ReadingLine(Section Section, IReadOnlyList<Segment> Segments, int LeadSegments);

/// <summary>A part or an item in the outline. <paramref name="Attention"/>: targets at risk, behind or missed.</summary>
public sealed record OutlineRow(string Anchor, bool IsPart, string Text, int Attention, int Targets);

/// <summary>A repaired place: where, what is shown, and why. What was received there is not told.</summary>
public sealed record Repair(string Anchor, string Where, string Shown, string Reason);

/// <summary>Parents are anchors only; <paramref name="NoTargets"/> are clauses with a number that promise nothing countable.</summary>
public sealed record ReadingView(
    string Title, DateOnly AsOf, IReadOnlyList<ReadingLine> Lines, IReadOnlyList<OutlineRow> Outline, IReadOnlyDictionary<string, Bound> Targets,
    IReadOnlyList<Target> Parents, IReadOnlyList<(string Key, string Quote, string Reason, string Anchor)> NoTargets,
    IReadOnlyList<Repair> Repairs, int BoundClauses)
{
    /// <summary>Nothing was accepted by that day.</summary>
    public bool IsEmpty { get; init; }
}
