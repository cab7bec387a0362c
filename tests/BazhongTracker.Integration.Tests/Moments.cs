using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace BazhongTracker.Integration.Tests;

/// <summary>Something happens, once, just before a transaction commits.</summary>
internal sealed class BeforeCommit(Func<Task> happens) : DbTransactionInterceptor
{
    private int times;

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Increment(ref times) == 1)
        {
            await happens();
        }

        return result;
    }
}

/// <summary>On PostgreSQL the first transaction that is about to commit says nothing for so long that the server ends it.</summary>
internal sealed class SilentOnce : DbTransactionInterceptor
{
    public int Begun { get; private set; }

    public override ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        Begun++;
        return ValueTask.FromResult(result);
    }

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (Begun == 1 && transaction.Connection is NpgsqlConnection silent)
        {
            await using var limit = new NpgsqlCommand("SET LOCAL idle_in_transaction_session_timeout = '10ms'", silent);
            await limit.ExecuteNonQueryAsync(cancellationToken);
            await using var other = new NpgsqlConnection(DatabaseTemplate.Server);
            await other.OpenAsync(cancellationToken);
            await using var lives = new NpgsqlCommand($"SELECT count(*) FROM pg_stat_activity WHERE pid = {silent.ProcessID}", other);
            while ((long)(await lives.ExecuteScalarAsync(cancellationToken))! > 0)
            {
                await Task.Delay(10, cancellationToken);
            }
        }

        return result;
    }
}

/// <summary>Tells when a transaction is about to begin.</summary>
internal sealed class Begun : DbTransactionInterceptor
{
    private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task First => first.Task;

    public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        first.TrySetResult();
        return ValueTask.FromResult(result);
    }
}
