using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BazhongTracker.Chaos.Workload;

/// <summary>Counts the commands and commits of a night, and stays at the one that was named until it is told to go on.</summary>
internal sealed class Points : DbCommandInterceptor, IDbTransactionInterceptor
{
    private int count;
    private int stop;
    private Action reached = () => { };
    private TaskCompletionSource on = new();

    public int Count => count;

    /// <param name="at">The number of the point before which, or for a commit around which, to stay; 0 for none.</param>
    public void Begin(int at, Action whenReached) => (count, stop, reached, on) = (0, at, whenReached, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    public void GoOn() => on.TrySetResult();

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await Pass();
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await Pass();
        return result;
    }

    public async ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        await Pass();
        return result;
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) => Pass();

    private Task Pass()
    {
        if (++count != stop)
        {
            return Task.CompletedTask;
        }

        reached();
        return on.Task;
    }
}
