using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress;

/// <summary>An accepted figure: an input to progress. A yearly figure has the period of its fourth quarter.</summary>
public sealed record Observation(
    Quarter Period, FigureNature Nature, decimal Value, DateOnly? Published = null, bool Preliminary = false, int Revision = 0)
{
    public DateOnly VisibleFrom => Published ?? Period.LastDay;

    /// <summary>Whether it could be known on the day: published, and its period ended.</summary>
    public bool IsVisible(DateOnly asOf) => VisibleFrom <= asOf && Period.LastDay <= asOf;
}

/// <summary>An accepted stage of a milestone, or of the project <paramref name="Item"/> of a list; <paramref name="Physical"/> is its physical progress, 0–100.</summary>
/// <param name="Date">The day the stage was reached.</param>
/// <param name="Period">The quarter the report was made for: 本期无变化 repeats an old day for a new quarter.</param>
/// <param name="Replaced">The day from which a revision stands in its place.</param>
public sealed record StageReport(
    string? Item, DateOnly Date, string Stage, decimal? Physical = null, DateOnly? Published = null, Quarter? Period = null,
    DateOnly? Replaced = null)
{
    /// <summary>The day the report speaks of.</summary>
    public DateOnly Day => Period is { } period && period.LastDay > Date ? period.LastDay : Date;

    public bool IsVisible(DateOnly asOf) => Day <= asOf && (Published ?? Day) <= asOf && !(Replaced <= asOf);
}

/// <summary>Everything reported for a target: figures, or stages, or for a composite the evidence of each part.</summary>
public sealed record Evidence
{
    public static Evidence None { get; } = new();

    public IReadOnlyList<Observation> Figures { get; init; } = [];
    public IReadOnlyList<StageReport> Stages { get; init; } = [];
    public IReadOnlyDictionary<string, Evidence> Children { get; init; } = new Dictionary<string, Evidence>();
}
