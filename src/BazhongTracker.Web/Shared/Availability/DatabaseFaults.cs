using Microsoft.Data.Sqlite;
using Npgsql;

namespace BazhongTracker.Web.Shared.Availability;

/// <summary>Which failures are those of the database and not of what was asked.</summary>
public static class DatabaseFaults
{
    /// <summary>The code of the refusal of a deed before anything of it was begun: 数据库当前只读.</summary>
    public const string ReadOnlyCode = "database.read_only";

    /// <summary>The code of the refusal of a deed while the disk of the database is full: 磁盘空间不足.</summary>
    public const string FullCode = "database.full";

    // Of SQLite: busy and locked beyond the time-out, I/O, unable to open.
    private static readonly int[] SqliteAway = [5, 6, 10, 14];
    private const int SqliteReadOnly = 8;
    private const int SqliteFull = 13;

    /// <summary>The database could not be reached, went away or did not answer in time.</summary>
    public static bool IsAway(Exception problem) => Chain(problem).Any(one => one switch
    {
        DatabaseAway => true,
        PostgresException refused => refused.SqlState is
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections
            or PostgresErrorCodes.DiskFull or PostgresErrorCodes.IoError || refused.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException lost => lost.IsTransient || lost.InnerException is IOException or TimeoutException or System.Net.Sockets.SocketException,
        SqliteException sqlite => SqliteAway.Contains(sqlite.SqliteErrorCode),
        _ => false,
    });

    /// <summary>The database answers and takes nothing.</summary>
    public static bool IsReadOnly(Exception problem) => Chain(problem).Any(one =>
        one is PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } or SqliteException { SqliteErrorCode: SqliteReadOnly });

    /// <summary>The embedded database found no room on its disk. What it was to store is undone.</summary>
    public static bool IsFull(Exception problem) => Chain(problem).Any(one => one is SqliteException { SqliteErrorCode: SqliteFull });

    public static bool IsOfDatabase(Exception problem) => IsAway(problem) || IsReadOnly(problem) || IsFull(problem);

    private static IEnumerable<Exception> Chain(Exception? problem)
    {
        for (; problem is not null; problem = problem.InnerException)
        {
            yield return problem;
        }
    }
}
