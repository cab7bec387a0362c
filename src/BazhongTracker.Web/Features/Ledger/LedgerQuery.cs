using BazhongTracker.Data;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Progress.Json;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Shared.Verdicts;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Ledger;

/// <summary>One line of the ledger. <paramref name="DueInferred"/>: the date is ours, not the text's.</summary>
public sealed record LedgerRow(
    string Code, string Name, int Item, string? Strength, string Promise, string? Due, bool DueInferred, ProgressStatus Status, string Label, string? Value, string Quote);

public sealed record LedgerView(IReadOnlyList<LedgerRow> Rows, IReadOnlyList<(string Code, string Label, int Count)> Statuses, int Total);

public sealed class LedgerQuery(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock)
{
    /// <param name="status">A status code; empty for all.</param>
    /// <param name="item">Item of the decision; null for all.</param>
    /// <param name="text">Found in code, name or words; empty for all.</param>
    public async Task<LedgerView> Run(string? status, int? item, string? text, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var targets = await db.Targets.AsNoTracking().Where(t => !t.IsParent).OrderBy(t => t.Code).ToListAsync(cancellation);
        var figures = (await db.Figures.AsNoTracking().ToListAsync(cancellation)).ToLookup(f => f.TargetId);
        var today = clock.Today();
        var method = (await db.Methods(cancellation)).Newest.Settings;
        var all = targets.Select(t => Row(t, t.Assess(figures[t.Id], today, settings: method))).ToList();
        var found = all.Where(r => (item is null || r.Item == item) && Contains(r, text)).ToList();
        return new LedgerView(
            [.. found.Where(r => string.IsNullOrEmpty(status) || r.Status.Code() == status)],
            [.. found.GroupBy(r => r.Status).OrderBy(g => g.Key).Select(g => (g.Key.Code(), AssessResult.Label(g.Key), g.Count()))],
            all.Count);
    }

    private static bool Contains(LedgerRow row, string? text) =>
        string.IsNullOrWhiteSpace(text)
        || new[] { row.Code, row.Name, row.Quote }.Any(s => s.Contains(text.Trim(), StringComparison.OrdinalIgnoreCase));

    private static LedgerRow Row(Target target, ProgressResult result) => new(
        target.Code, target.Name, target.Item, target.Strength,
        target.Value is { } value ? FormattableString.Invariant($"{Sign(target.Comparator)} {value:#,0.##}{target.Unit}") : target.RequiredStage ?? "—",
        target.Due?.ToString("yyyy.MM.dd", System.Globalization.CultureInfo.InvariantCulture), target.DueBasis == DueBasis.Inferred,
        result.Status, AssessResult.Label(result.Status),
        result.Value is { } now ? FormattableString.Invariant($"{now:#,0.##}{target.Unit}") : null, target.Quote);

    private static string Sign(Comparator? comparator) => comparator switch
    {
        Comparator.AtLeast => "≥",
        Comparator.Above => ">",
        Comparator.AtMost => "≤",
        Comparator.Below => "<",
        _ => "",
    };
}
