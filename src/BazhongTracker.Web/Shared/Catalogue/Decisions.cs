using BazhongTracker.Data;
using BazhongTracker.Domain.Decisions;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Shared.Catalogue;

/// <summary>A decision with its newest text, ready to be read.</summary>
public sealed record LoadedDecision(Decision Decision, DecisionText Text, IReadOnlyList<Section> Sections, IReadOnlyList<NoTarget> NoTargets)
{
    public string Code => Decision.Code;

    /// <param name="position">Counts characters of the text as received.</param>
    public Section SectionAt(int position) => Sections.Last(s => s.Start <= position);
}

/// <summary>The decisions that are stored. A text costs more to parse than to read, and a version of it never changes, so it is kept once parsed.</summary>
public sealed class Decisions(IDbContextFactory<TrackerDbContext> contexts, DecisionSettings? settings = null)
{
    private volatile IReadOnlyList<LoadedDecision> known = [];

    /// <summary>What was read so far, the oldest first; empty before the first question.</summary>
    public IReadOnlyList<LoadedDecision> Known => known;

    /// <summary>The day on which the first of them was adopted; null before the first question.</summary>
    public DateOnly? FirstAdopted => known is [var first, ..] ? first.Decision.AdoptedOn : null;

    /// <summary>The decision that is meant where none is named: that of the settings, else the oldest.</summary>
    /// <exception cref="InvalidOperationException">No decision is stored, or not the one that the settings name.</exception>
    public async ValueTask<LoadedDecision> Default(CancellationToken cancellation = default) =>
        settings?.Default is { } code
            ? await Find(code, cancellation) ?? throw new InvalidOperationException($"Decision:Default names {code}, which is not stored.")
            : await All(cancellation) is [var first, ..] ? first : throw new InvalidOperationException("No decision is stored; run the verb seed.");

    /// <returns>Null for a code that nobody knows.</returns>
    public async ValueTask<LoadedDecision?> Find(string code, CancellationToken cancellation = default)
    {
        if (known.FirstOrDefault(d => d.Code == code) is { } found)
        {
            return found;
        }

        // Whoever asks for what is not there does not make the texts be read and parsed again.
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Decisions.AnyAsync(d => d.Code == code, cancellation)
            ? (await Refresh(cancellation)).FirstOrDefault(d => d.Code == code) : null;
    }

    public async ValueTask<IReadOnlyList<LoadedDecision>> All(CancellationToken cancellation = default) =>
        known is { Count: > 0 } all ? all : await Refresh(cancellation);

    /// <summary>Reads them again: after one was added.</summary>
    public async Task<IReadOnlyList<LoadedDecision>> Refresh(CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var decisions = await db.Decisions.AsNoTracking().OrderBy(d => d.AdoptedOn).ThenBy(d => d.Code).ToListAsync(cancellation);
        var texts = (await db.DecisionVersions.AsNoTracking().ToListAsync(cancellation)).ToLookup(v => v.DecisionCode);
        return known = [.. decisions.Where(d => texts.Contains(d.Code)).Select(d => Read(d, texts[d.Code].MaxBy(v => v.Number)!))];
    }

    private static LoadedDecision Read(Decision decision, DecisionVersion version)
    {
        var text = new DecisionText(version.Received, version.Errata);
        return new LoadedDecision(decision, text, SectionTree.Read(text), version.NoTargets);
    }
}
