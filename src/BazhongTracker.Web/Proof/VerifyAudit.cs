using BazhongTracker.Data;
using BazhongTracker.Domain.Proof;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Proof;

/// <param name="Rows">Looked at.</param>
/// <param name="Unsealed">Of these, written since the last seal.</param>
/// <param name="Checkpoints">Lines outside the database that were compared.</param>
/// <param name="First">Null when nothing is wrong.</param>
public sealed record AuditVerdict(int Rows, int Unsealed, int Seals, int Checkpoints, AuditFault? First);

/// <summary>Reads the whole audit and says whether it is what the program wrote, whole and in order.</summary>
public sealed class VerifyAudit(IDbContextFactory<TrackerDbContext> contexts, AuditKeys keys)
{
    /// <param name="files">What was written down outside.</param>
    public async Task<AuditVerdict> Run(IEnumerable<string> files, CancellationToken cancellation = default)
    {
        // In this order: what comes meanwhile is a row without a seal, or a seal without a checkpoint, and neither is a fault.
        var points = new List<Checkpoint>();
        foreach (var file in files)
        {
            points.AddRange(await Checkpoints.Read(file, cancellation));
        }

        var check = new AuditCheck(keys.All);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.TakeItsTime(cancellation);
        await foreach (var seal in db.AuditSeals.AsNoTracking().OrderBy(s => s.Number).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            check.Look(seal);
        }

        await foreach (var row in db.Audit.AsNoTracking().OrderBy(a => a.Id).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            check.Look(row);
        }

        check.Close();
        points.ForEach(p => check.Compare(p.Seal, p.Signature));
        return new AuditVerdict(check.Rows, check.Unsealed, check.Seals, points.Count, check.First);
    }
}
