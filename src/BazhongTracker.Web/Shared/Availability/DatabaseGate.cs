using System.Data.Common;
using BazhongTracker.Data;
using BazhongTracker.Domain;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace BazhongTracker.Web.Shared.Availability;

/// <summary>Stands before every connection of the serving program: lets nobody wait for a database that is known to be away, and hears what fails.</summary>
public sealed class DatabaseGate(DatabaseState state) : IDbConnectionInterceptor, IDbCommandInterceptor, IDbTransactionInterceptor
{
    public bool IsWritable => !state.IsWatched || state.Now == DatabaseCondition.Well;

    /// <exception cref="RuleViolation">database.away, database.full, database.read_only: of the deed nothing was begun.</exception>
    public void DemandWritable()
    {
        if (state.Refuses)
        {
            throw new RuleViolation(DatabaseAway.Code);
        }

        if (state is { IsWatched: true, Now: DatabaseCondition.Full })
        {
            throw new RuleViolation(DatabaseFaults.FullCode);
        }

        if (state is { IsWatched: true, Now: DatabaseCondition.ReadOnly })
        {
            throw new RuleViolation(DatabaseFaults.ReadOnlyCode);
        }
    }

    public InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        Refuse();
        return result;
    }

    public ValueTask<InterceptionResult> ConnectionOpeningAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Refuse();
        return ValueTask.FromResult(result);
    }

    public void ConnectionFailed(DbConnection connection, ConnectionErrorEventData eventData) => state.Hear(eventData.Exception);

    public Task ConnectionFailedAsync(DbConnection connection, ConnectionErrorEventData eventData, CancellationToken cancellationToken = default) => Hear(eventData.Exception);

    public void CommandFailed(DbCommand command, CommandErrorEventData eventData) => state.Hear(eventData.Exception);

    public Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default) => Hear(eventData.Exception);

    public Task TransactionFailedAsync(DbTransaction transaction, TransactionErrorEventData eventData, CancellationToken cancellationToken = default) => Hear(eventData.Exception);

    private void Refuse()
    {
        if (state.Refuses)
        {
            throw new DatabaseAway();
        }
    }

    private Task Hear(Exception problem)
    {
        state.Hear(problem);
        return Task.CompletedTask;
    }
}

internal static class Gates
{
    /// <summary>Asked before a deed is begun. Of a context without a gate (a verb, the start) nothing is refused.</summary>
    /// <exception cref="RuleViolation">As <see cref="DatabaseGate.DemandWritable"/>.</exception>
    public static void DemandWritable(this TrackerDbContext db) => db.Gate()?.DemandWritable();

    public static bool IsWritable(this TrackerDbContext db) => db.Gate()?.IsWritable ?? true;

    private static DatabaseGate? Gate(this TrackerDbContext db) =>
        db.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.Interceptors?.OfType<DatabaseGate>().FirstOrDefault();
}
