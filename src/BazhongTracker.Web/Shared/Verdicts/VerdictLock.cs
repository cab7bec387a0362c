using BazhongTracker.Data;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Shared.Verdicts;

/// <summary>
/// Who stores verdicts beside whom, until the end of the transaction: acceptances beside each other, a recompute alone. So a recompute has seen every figure whose verdict is stored,
/// and an acceptance that waited for it judges from what it left. On SQLite a transaction of the program is alone from its beginning.
/// </summary>
internal static class VerdictLock
{
    private const long Number = 0x42615A_76657264;

    public static Task JudgeBesideOthers(this TrackerDbContext db, CancellationToken cancellation) =>
        db.Database.IsNpgsql() ? db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared({Number})", cancellation) : Task.CompletedTask;

    public static Task JudgeAlone(this TrackerDbContext db, CancellationToken cancellation) =>
        db.Database.IsNpgsql() ? db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Number})", cancellation) : Task.CompletedTask;
}
