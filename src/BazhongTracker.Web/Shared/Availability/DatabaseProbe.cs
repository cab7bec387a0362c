using System.Data.Common;
using BazhongTracker.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BazhongTracker.Web.Shared.Availability;

/// <summary>Where the database is, for who asks it outside a context.</summary>
public sealed record DatabaseAddress(DatabaseProvider Provider, string ConnectionString);

/// <summary>The question itself: one statement on a connection of its own, outside the pool, kept while all is well.</summary>
internal sealed class DatabaseProbe(DatabaseAddress address) : IAsyncDisposable
{
    // A right taken from the tables shows like a server that takes nothing.
    private const string Postgres = """SELECT current_setting('transaction_read_only') = 'on' OR NOT coalesce(has_table_privilege(to_regclass('"Operations"'), 'INSERT'), true)""";
    private const string Sqlite = "SELECT count(*) FROM sqlite_master LIMIT 1";

    // Takes the lock of writers and lets it go: refused where nothing can be written, and writes nothing. BEGIN IMMEDIATE alone is allowed on a file that cannot be written.
    private const string SqliteWriting = "DELETE FROM \"__EFMigrationsHistory\" WHERE 0";
    private const int SqliteBusy = 5;
    private DbConnection? kept;

    /// <param name="within">Seconds for the connection and again for the answer; whoever asks sets a limit of his own over both.</param>
    /// <param name="closely">Also ask what costs a lock.</param>
    /// <returns>Whether it takes nothing.</returns>
    public async Task<bool> Ask(int within, bool closely, CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref kept, null) is { } before)
        {
            try
            {
                return await On(before, closely, cancellation);
            }
            catch (Exception) when (!cancellation.IsCancellationRequested)
            {
                // Cut off, perhaps alone: a new connection says more.
                await before.DisposeAsync();
            }
        }

        var connection = Connection(within);
        try
        {
            await connection.OpenAsync(cancellation);
            return await On(connection, closely, cancellation);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connections that were open before are dead, or nobody knows.</summary>
    public void ForgetConnections()
    {
        if (address.Provider == DatabaseProvider.Postgres)
        {
            using var pooled = new NpgsqlConnection(address.ConnectionString);
            NpgsqlConnection.ClearPool(pooled);
        }
        else
        {
            using var pooled = new SqliteConnection(address.ConnectionString);
            SqliteConnection.ClearPool(pooled);
        }
    }

    public async ValueTask DisposeAsync() => await (Interlocked.Exchange(ref kept, null)?.DisposeAsync() ?? ValueTask.CompletedTask);

    private async Task<bool> On(DbConnection connection, bool closely, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = address.Provider == DatabaseProvider.Postgres ? Postgres : closely ? SqliteWriting : Sqlite;
        var readOnly = false;
        try
        {
            readOnly = await command.ExecuteScalarAsync(cancellation) is true;
        }
        catch (SqliteException refused) when (DatabaseFaults.IsReadOnly(refused) || refused.SqliteErrorCode == SqliteBusy)
        {
            readOnly = refused.SqliteErrorCode != SqliteBusy;
        }

        if (Interlocked.Exchange(ref kept, connection) is { } late)
        {
            // Of a question that was given up and answered after all.
            await late.DisposeAsync();
        }

        return readOnly;
    }

    private DbConnection Connection(int within) => address.Provider == DatabaseProvider.Postgres
        ? new NpgsqlConnection(new NpgsqlConnectionStringBuilder(address.ConnectionString) { Pooling = false, Timeout = within, CommandTimeout = within, CancellationTimeout = -1 }.ConnectionString)
        : new SqliteConnection(WithoutMaking(within));

    // Asking must not make a file where there is none.
    private string WithoutMaking(int within)
    {
        var builder = new SqliteConnectionStringBuilder(address.ConnectionString) { Pooling = false, DefaultTimeout = within };
        builder.Mode = builder.Mode == SqliteOpenMode.ReadWriteCreate ? SqliteOpenMode.ReadWrite : builder.Mode;
        return builder.ConnectionString;
    }
}
