using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BazhongTracker.Chaos.Planted;

/// <summary>Runs believe that they hold their locks.</summary>
internal sealed class LockNotTaken : DbCommandInterceptor
{
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Void(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Void(command);
        return ValueTask.FromResult(result);
    }

    private static void Void(DbCommand command) => command.CommandText = command.CommandText
        .Replace("pg_try_advisory_xact_lock(", "0 <> (", StringComparison.Ordinal)
        .Replace("pg_advisory_xact_lock(", "abs(", StringComparison.Ordinal);
}
