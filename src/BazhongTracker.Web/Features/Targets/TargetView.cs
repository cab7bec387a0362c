using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Shared.Verdicts;

namespace BazhongTracker.Web.Features.Targets;

/// <summary>The sentence in which the target's words stand, errata applied, full-width; the three parts put together are the sentence.</summary>
public sealed record Clause(string Before, string Words, string After, bool Repaired);

/// <summary>A step of the way to the words: the part, the item, the paragraph, with the anchor in the reading room.</summary>
public sealed record Crumb(string Anchor, string Text);

/// <summary>Another target with its verdict: of the same sentence, a member, a parent.</summary>
public sealed record Relative(string Code, string Name, string? Strength, string Promise, StatusSign Status, string? Value);

/// <summary>One reported figure. <paramref name="Superseded"/>: a later vintage of the same period took its place. <paramref name="Rolling"/>: trailing four quarters, for flows.</summary>
public sealed record FigureRow(
    Quarter Period, FigureNature Nature, decimal? Value, decimal? Rolling, string? Stage, DateOnly? StageDate, string? Vintage, bool Preliminary, bool Superseded,
    string? Source, string? Link, string? Note, FigureOrigin Origin, FigureState State, DateOnly? Published, string ReportedBy, DateOnly ReportedOn,
    string? ReviewedBy, DateOnly? ReviewedOn, string? Comment)
{
    /// <summary>Which one of its period it is, 1 for the first; 0 for what is not accepted.</summary>
    public int Version { get; init; }

    /// <summary>回执号 of the report and of the review; null where nobody reported or reviewed here.</summary>
    public string? Receipt { get; init; }
    public string? ReviewReceipt { get; init; }

    /// <summary>What proves a stage, as words.</summary>
    public string? DocumentNumber { get; init; }
    public string? DocumentIssuer { get; init; }

    /// <summary>The reader may correct it, and no correction waits.</summary>
    public bool MayRevise { get; init; }
}

/// <summary>A status as it was stored for a day.</summary>
public sealed record Judged(DateOnly AsOf, StatusSign Status);

/// <summary>What happened on a day: <paramref name="Key"/> names the sentence, <paramref name="Figure"/> what was accepted, <paramref name="From"/> and <paramref name="To"/> the verdicts.</summary>
public sealed record Happening(DateOnly On, string Key, FigureRow? Figure = null, StatusSign? From = null, StatusSign? To = null);

/// <summary>The year-end of 2022 on the way: what the path asked for, what there was, and the verdict that held.</summary>
public sealed record Node(DateOnly On, decimal? Expected, decimal? Actual, StatusSign? Status, decimal? ShareOfTime)
{
    /// <summary>What that verdict was given on, as far as it was visible on the day; null where it rested on no figure.</summary>
    public (Quarter Period, decimal Value)? Used { get; init; }
}

/// <summary>A department that led, leads or will lead the target; <paramref name="To"/> is its last day.</summary>
public sealed record LeadTime(string Code, string Name, DateOnly From, DateOnly? To);

public sealed record TargetView(
    Target Target, string? Area, Verdict Verdict, Clause Clause, IReadOnlyList<Crumb> Crumbs, Trajectory? Trajectory, Node? Node, Judged? LastDecided,
    IReadOnlyList<FigureRow> Figures, IReadOnlyList<(string Series, Quarter Period, decimal Value)> Benchmarks,
    string? Lead, DateOnly? LeadSince, IReadOnlyList<string> Supporting, IReadOnlyList<Happening> Timeline,
    Relative? Parent, IReadOnlyList<Relative> Members, IReadOnlyList<Relative> SameSentence, bool MayReport)
{
    /// <summary>Where the figures come from that the verdict rests on.</summary>
    public IReadOnlyList<FigureOrigin> DecidedBy { get; init; } = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<LeadTime> LeadHistory { get; init; } = [];

    /// <summary>填报人 of the lead; null where the reader may not know them.</summary>
    public IReadOnlyList<string>? Clerks { get; init; }

    /// <summary>Set where the verdict rests on nobody having reported.</summary>
    public ReportingGap? Gap { get; init; }

    public StatusSign Sign => StatusSign.Of(Verdict.Status, Gap);

    public bool IsDemoOnly => DecidedBy is [FigureOrigin.Demo];

    public PathBasis PathBasis { get; } = Target.PathBasis();
}
