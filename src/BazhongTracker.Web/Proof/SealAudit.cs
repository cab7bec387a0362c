using BazhongTracker.Data;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Proof;

/// <summary>Seals what the audit has gained, every half minute and at the end of every command, and writes each seal down outside the database. Safe on several instances: of two seals with one number one is stored.</summary>
public sealed class SealAudit(IDbContextFactory<TrackerDbContext> contexts, AuditKeys keys, Checkpoints checkpoints, TimeProvider clock)
{
    /// <summary>A transaction under way may store a row with a number lower than those sealed already; it is looked for as far back as this.</summary>
    private const int LookBack = 10_000;
    private const int AtOnce = 5_000;

    /// <returns>How many rows were sealed.</returns>
    public async Task<int> Run(CancellationToken cancellation = default)
    {
        var (rows, sealedNow) = (0, 0);
        do
        {
            sealedNow = await Next(cancellation);
            rows += sealedNow;
        }
        while (sealedNow == AtOnce);
        await checkpoints.Write(cancellation);
        return rows;
    }

    private async Task<int> Next(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var last = await db.AuditSeals.AsNoTracking().OrderByDescending(s => s.Number).FirstOrDefaultAsync(cancellation);
        var from = (last?.LastRow ?? 0) - LookBack;
        var known = (await db.AuditSeals.AsNoTracking().Where(s => s.LastRow > from).ToListAsync(cancellation)).SelectMany(s => s.Entries).Select(e => e.Row).ToHashSet();
        var numbers = (await db.Audit.Where(a => a.Id > from).OrderBy(a => a.Id).Select(a => a.Id).Take(LookBack + AtOnce).ToListAsync(cancellation)).Where(id => !known.Contains(id)).Take(AtOnce).ToList();
        if (numbers.Count == 0)
        {
            return 0;
        }

        var (lowest, highest) = (numbers[0], numbers[^1]);
        var rows = await db.Audit.AsNoTracking().Where(a => a.Id >= lowest && a.Id <= highest).OrderBy(a => a.Id).ToListAsync(cancellation);
        var fresh = rows.Where(r => !known.Contains(r.Id)).ToList();
        db.Add(AuditSeal.Of(last, fresh, keys.Current, clock.GetUtcNow().UtcDateTime));
        try
        {
            await db.SaveChangesAsync(cancellation);
            return fresh.Count;
        }
        catch (DbUpdateException) when (last is null || db.AuditSeals.AsNoTracking().Any(s => s.Number == last.Number + 1))
        {
            // Another instance was quicker; what it left comes with the next.
            return 0;
        }
    }
}
