using BazhongTracker.Data;
using BazhongTracker.Domain.Progress;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BazhongTracker.Web.Shared.Runs;

/// <summary>
/// A run is one transaction: the lock of its key, its unique row, its work. Whoever reads sees all of it or nothing; a process that dies leaves nothing, and its lock goes with its connection.
/// </summary>
internal static class OneStroke
{
    // A holder that is frozen in the middle is cut off by the database, and what it did is undone. Whoever waits for a lock lets others pass every three seconds.
    private const string Limits = "SET LOCAL lock_timeout = '3s'; SET LOCAL idle_in_transaction_session_timeout = '15s'; SET LOCAL tcp_user_timeout = '15s'";

    /// <summary>A code of PostgreSQL that Npgsql has no name for.</summary>
    private const string IdleInTransactionSessionTimeout = "25P03";

    /// <param name="begin">The row of the run, anew at each attempt.</param>
    /// <param name="waits">Whether to wait, about a minute, while somebody else holds a lock.</param>
    /// <param name="work">Ends with <see cref="JobRun.Finish"/>; done again from the beginning when somebody was in the way.</param>
    /// <returns>The run after COMMIT; null when it is done already, or somebody else is at it and this one does not wait.</returns>
    public static async Task<JobRun?> RunOnce(
        this IDbContextFactory<TrackerDbContext> contexts, Func<JobRun> begin, bool waits, Func<TrackerDbContext, JobRun, Task> work, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var attempts = db.Database.IsNpgsql() ? waits ? 20 : 3 : waits ? 2 : 1;
            try
            {
                return await Stroke(db, begin(), waits, work, cancellation);
            }
            catch (Exception held) when (IsHeld(held) && !(waits && attempt == attempts))
            {
                if (attempt == attempts)
                {
                    return null;
                }
            }
            catch (Exception cut) when (attempt < attempts && IsCutOff(cut))
            {
                // Silent for too long, on a machine that is too busy or was frozen: it was undone, and begins again.
            }
            catch (DbUpdateConcurrencyException) when (attempt < attempts)
            {
                // Somebody stored a verdict without the lock: from the beginning.
            }
        }
    }

    private static async Task<JobRun?> Stroke(TrackerDbContext db, JobRun run, bool waits, Func<TrackerDbContext, JobRun, Task> work, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await TakeKey(db, run.Key, waits, cancellation))
        {
            return null;
        }

        if (await db.JobRuns.AnyAsync(r => r.Key == run.Key, cancellation))
        {
            return null;
        }

        db.Add(run);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException refused) when (refused.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // The second wall, should the lock not have held.
            return null;
        }

        await work(db, run);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return run;
    }

    // On SQLite the transaction that has begun is the lock.
    private static async Task<bool> TakeKey(TrackerDbContext db, string key, bool waits, CancellationToken cancellation)
    {
        if (!db.Database.IsNpgsql())
        {
            return true;
        }

        await db.Database.ExecuteSqlRawAsync(Limits, cancellation);
        if (!waits)
        {
            return await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_xact_lock(hashtextextended({key}, 0)) AS \"Value\"").SingleAsync(cancellation);
        }

        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({key}, 0))", cancellation);
        return true;
    }

    private static bool IsCutOff(Exception problem) =>
        problem.GetBaseException() is PostgresException { SqlState: IdleInTransactionSessionTimeout };

    private static bool IsHeld(Exception problem) => problem.GetBaseException() is
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected } or SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED };
}
