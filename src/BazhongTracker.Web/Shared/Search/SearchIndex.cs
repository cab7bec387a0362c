using BazhongTracker.Domain;
using BazhongTracker.Domain.Progress;

namespace BazhongTracker.Web.Shared.Search;

public enum SearchGroup
{
    Target,
    Clause,
    Department,
    Page,
}

/// <summary>How a target stands today, so that two of one name are told apart.</summary>
/// <param name="Value">The number or stage that stands for it; empty where nothing was accepted.</param>
/// <param name="Lead">Empty where nobody leads it.</param>
public sealed record FoundStanding(StatusSign Sign, string Value, string Lead);

/// <summary>Something that can be gone to.</summary>
/// <param name="Keys">Codes and numbers, found by their beginning.</param>
/// <param name="Texts">Further words it is found by, shown when they are what was found.</param>
public sealed record SearchEntry(SearchGroup Group, string Title, string Note, string Href, IReadOnlyList<string> Keys, IReadOnlyList<string> Texts)
{
    private readonly string title = TypedText.Folded(Title);
    private readonly List<string> keys = [.. Keys.Select(TypedText.Folded)];
    private readonly List<(string Shown, string Folded)> texts = [.. Texts.Select(text => (text, TypedText.Folded(text)))];
    private Initials initials = new(Title);

    /// <summary>Its name in Chinese, where the title is in another language.</summary>
    public string Chinese
    {
        init => initials = new Initials(value);
    }

    /// <summary>Null for what has no verdict.</summary>
    public FoundStanding? Standing { get; init; }

    /// <summary>How well one word fits: 0 best, null not at all. A key, its beginning, the beginning of the title, the title, its initials, other words.</summary>
    /// <param name="word">Folded.</param>
    internal (int Rank, string? Hit)? Fit(string word)
    {
        if (keys.Any(key => key == word))
        {
            return (0, null);
        }

        if (keys.Any(key => key.StartsWith(word, StringComparison.Ordinal)))
        {
            return (1, null);
        }

        if (title.IndexOf(word, StringComparison.Ordinal) is >= 0 and var at)
        {
            return (at == 0 ? 2 : 3, null);
        }

        if (initials.Find(word) is >= 0 and var start)
        {
            return (start == 0 ? 4 : 5, null);
        }

        return texts.Find(text => text.Folded.Contains(word, StringComparison.Ordinal)).Shown is { } hit ? (6, hit) : null;
    }
}

/// <param name="Hit">The words in which it was found, when they are not its title.</param>
public sealed record SearchHit(SearchEntry Entry, string? Hit);

/// <param name="Count">All that fit; <paramref name="Hits"/> are the best of them.</param>
public sealed record FoundGroup(SearchGroup Group, int Count, IReadOnlyList<SearchHit> Hits);

/// <summary>All that can be searched for by one person, in memory: typing asks nothing of the database.</summary>
public sealed class SearchIndex(IReadOnlyList<SearchEntry> entries)
{
    public const int Shown = 6;

    /// <param name="term">Several words must all be found. Empty for the pages alone.</param>
    public IReadOnlyList<FoundGroup> Find(string term)
    {
        var words = Words(term);
        var hits = from entry in words.Count > 0 ? entries : entries.Where(e => e.Group == SearchGroup.Page)
                   let fits = words.Select(entry.Fit).ToList()
                   where fits.TrueForAll(f => f is not null)
                   let rank = fits.Sum(f => f!.Value.Rank)
                   orderby rank
                   select (Rank: rank, Hit: new SearchHit(entry, fits.Select(f => f!.Value.Hit).FirstOrDefault(h => h is not null)));
        // Who types a code or the number of an item means just that: its group comes first.
        return [.. hits.GroupBy(h => h.Hit.Entry.Group).OrderBy(g => g.First().Rank).ThenBy(g => g.Key)
            .Select(g => new FoundGroup(g.Key, g.Count(), [.. g.Take(Shown).Select(h => h.Hit)]))];
    }

    /// <summary>Whether every word of a search is found in one entry.</summary>
    public static bool Fits(SearchEntry entry, string term) => Words(term).TrueForAll(word => entry.Fit(word) is not null);

    // （六） and (六), Ａ and A are the same to whoever types them.
    private static List<string> Words(string term) =>
        [.. TypedText.Folded(term).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
