using BazhongTracker.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Startup;

/// <summary>Brings the database to the schema of this version; one process at a time.</summary>
internal static class Migrating
{
    private const long AdvisoryLock = 0x42615A_6D696772;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);

    /// <exception cref="ConfigurationRefused">The database is newer than this program, or another process does not finish.</exception>
    public static async Task Run(TrackerDbContext db, TimeProvider clock, CancellationToken cancellation)
    {
        if (db.Database.IsNpgsql())
        {
            // EF's own lock is let go between two migrations; this one goes with the connection.
            if (!await db.Database.CanConnectAsync(cancellation))
            {
                await db.Database.MigrateAsync(cancellation);
                return;
            }

            await db.TakeItsTime(cancellation);
            await db.Database.ExecuteSqlRawAsync("SET lock_timeout = '60s'", cancellation);
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({AdvisoryLock})", cancellation);
            await RefuseNewer(db, cancellation);
            await db.Database.MigrateAsync(cancellation);
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({AdvisoryLock})", cancellation);
            await db.Database.CloseConnectionAsync();
            return;
        }

        // EF's lock on SQLite is a row, which outlives its process and is waited for for ever. The lock of a file goes with the process.
        var source = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        await using var held = await Hold(source + ".migrating", clock, cancellation);
        if (await db.Database.CanConnectAsync(cancellation))
        {
            await RefuseNewer(db, cancellation);
            await Break(db, cancellation);
        }

        await db.Database.MigrateAsync(cancellation);
    }

    private static async Task RefuseNewer(TrackerDbContext db, CancellationToken cancellation)
    {
        var known = db.Database.GetMigrations().ToList();
        if ((await db.Database.GetAppliedMigrationsAsync(cancellation)).Except(known).LastOrDefault() is { } newer)
        {
            throw new ConfigurationRefused($"The database has the schema {newer}, this program knows them up to {known[^1]}: it is older than the database. Nothing was touched; start the newer program.");
        }
    }

    private static async Task<FileStream> Hold(string file, TimeProvider clock, CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() + Longest;
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file))
            {
                if (clock.GetUtcNow() >= until)
                {
                    throw new ConfigurationRefused($"Another process has been changing the schema for {Longest.TotalSeconds:0} seconds; {file} is held by it.");
                }

                await Task.Delay(BetweenTries, cancellation);
            }
        }
    }

    // Whoever else would hold EF's lock would hold the file: it is left by a process that was killed.
    private static async Task Break(TrackerDbContext db, CancellationToken cancellation)
    {
        if (await db.Database.SqlQuery<int>($"SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(cancellation) > 0)
        {
            await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", cancellation);
        }
    }
}
