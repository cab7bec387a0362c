using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

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
