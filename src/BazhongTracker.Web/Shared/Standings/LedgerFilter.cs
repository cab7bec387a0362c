using System.Globalization;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Web.Shared.Search;

namespace BazhongTracker.Web.Shared.Standings;

/// <summary>What the ledger is narrowed to; it stands in the address, so that every count can link to its rows.</summary>
/// <param name="Statuses">Any of these; empty for all.</param>
/// <param name="Department">Code of the lead.</param>
/// <param name="Item">Item of the decision, 4–19.</param>
/// <param name="Text">Found in code, name, its initials or words, as by the search of the frame.</param>
/// <param name="Firm">Only 确保.</param>
public sealed record LedgerFilter(
    IReadOnlyList<StatusSign> Statuses, string? Department = null, int? Item = null, TargetKind? Kind = null, string? Text = null,
    bool Firm = false, DateOnly? AsOf = null)
{
    public const string Path = "targets";

    public static LedgerFilter Everything(DateOnly? asOf) => new([], AsOf: asOf);

    public static LedgerFilter Of(DateOnly? asOf, params IReadOnlyList<StatusSign> statuses) => new(statuses, AsOf: asOf);

    /// <summary>Reads the address; words it does not know are as if they were not there.</summary>
    public static LedgerFilter Read(string[]? statuses, string? department, string? item, string? kind, string? text, string? firm, DateOnly? asOf) => new(
        [.. (statuses ?? []).Select(StatusSign.Find).OfType<StatusSign>().Distinct()],
        string.IsNullOrWhiteSpace(department) ? null : department,
        int.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
        kind is null ? null : WireNames.Find<TargetKind>(kind),
        TypedText.Bare(text ?? "").Trim() is { Length: > 0 } words ? words : null,
        firm == "1",
        asOf);

    public LedgerFilter Toggled(StatusSign status) =>
        this with { Statuses = Statuses.Contains(status) ? [.. Statuses.Where(s => s != status)] : [.. Statuses, status] };

    /// <summary>The address of the ledger with this filter.</summary>
    public string Href
    {
        get
        {
            var parts = Fields.Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}").ToList();
            return parts.Count == 0 ? Path : $"{Path}?{string.Join('&', parts)}";
        }
    }

    /// <summary>The fields of the address that are set, in a fixed order; status may come several times.</summary>
    public IEnumerable<(string Name, string Value)> Fields =>
        Statuses.Select(s => ("status", s.Code))
            .Concat(new (string Name, string? Value)[]
            {
                ("department", Department),
                ("item", Item?.ToString(CultureInfo.InvariantCulture)),
                ("kind", Kind is { } kind ? WireNames.Of(kind) : null),
                ("q", Text),
                ("firm", Firm ? "1" : null),
                ("as_of", AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            }.Where(f => f.Value is not null).Select(f => (f.Name, f.Value!)));

    public bool Holds(Standing standing) => HoldsButStatus(standing) && (Statuses.Count == 0 || Statuses.Contains(standing.Sign));

    /// <summary>For the counts on the status chips: what each would give.</summary>
    public bool HoldsButStatus(Standing standing) =>
        (Department is null || standing.LeadCode == Department)
        && (Item is null || standing.Target.Item == Item)
        && (Kind is null || standing.Target.Kind == Kind)
        && (!Firm || standing.Target.Strength == Gravity.Firm)
        && (Text is null || SearchIndex.Fits(SearchQuery.EntryOf(standing.Target), Text));
}
