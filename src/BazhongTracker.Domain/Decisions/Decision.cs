namespace BazhongTracker.Domain.Decisions;

/// <summary>A group of items that lists show together.</summary>
/// <param name="Key">Stable within the decision.</param>
/// <param name="Group">What kind of thing it is (市, 地, 枢纽); null for a theme that carries the others.</param>
/// <param name="Items">Numbers of items whose targets stand in it.</param>
public sealed record Theme(string Key, string Name, string NameEn, IReadOnlyList<int> Items, string? Group = null, string? GroupEn = null);

/// <summary>How lists call an item of a decision.</summary>
public sealed record ItemTitle(int Number, string Name, string NameEn);

/// <summary>A clause with a number that promises nothing countable, and why. <paramref name="Start"/> counts characters of the text as received.</summary>
public sealed record NoTarget(int Item, int Start, int Length, string Quote, string Reason);

/// <summary>A policy decision whose promises are kept: what it is, where it holds, and what pages show of it first.</summary>
public sealed class Decision
{
    public required string Code { get; init; }
    public required string Title { get; init; }
    public required string TitleEn { get; init; }
    public DateOnly AdoptedOn { get; init; }

    /// <summary>Who adopted it.</summary>
    public required string Body { get; init; }
    public required string Source { get; init; }

    /// <summary>The area it is about.</summary>
    public required string AreaCode { get; init; }

    /// <summary>Days on which its progress is reviewed, in order of time.</summary>
    public IReadOnlyList<DateOnly> ReviewDates { get; init; } = [];

    /// <summary>主要指标: codes of the targets a leader is asked about anywhere.</summary>
    public IReadOnlyList<string> Headlines { get; init; } = [];
    public IReadOnlyList<Theme> Themes { get; init; } = [];
    public IReadOnlyList<ItemTitle> Items { get; init; } = [];
}

/// <summary>The text of a decision as it was received at one time. A correction of the source is another version; the old one stays readable.</summary>
public sealed class DecisionVersion
{
    public int Id { get; init; }
    public required string DecisionCode { get; init; }

    /// <summary>1 for the first text received.</summary>
    public int Number { get; init; } = 1;
    public required string Received { get; init; }
    public IReadOnlyList<Erratum> Errata { get; init; } = [];
    public IReadOnlyList<NoTarget> NoTargets { get; init; } = [];
}
