using System.Diagnostics;
using BazhongTracker.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BazhongTracker.Integration.Tests;

/// <summary>Counts the commands that whoever made it sends to one database and the rows it gives, while it lives; not those of jobs at the same time.</summary>
internal sealed class QueryCount : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly AsyncLocal<QueryCount?> Mine = new();
    private readonly List<IDisposable> subscriptions = [];
    private readonly string? database;
    private int commands;
    private int rows;

    public QueryCount(TrackerDbContext of)
    {
        Mine.Value = this;
        database = of.Database.GetConnectionString();
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public int Commands => commands;

    /// <summary>Rows that were fetched.</summary>
    public int Rows => rows;

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (Mine.Value != this)
        {
            return;
        }

        if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData { Context: { } context } && context.Database.GetConnectionString() == database)
        {
            Interlocked.Increment(ref commands);
        }
        else if (value.Key == RelationalEventId.DataReaderDisposing.Name && value.Value is DataReaderDisposingEventData { Context: { } reading } read && reading.Database.GetConnectionString() == database)
        {
            Interlocked.Add(ref rows, read.ReadCount);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => subscriptions.ForEach(s => s.Dispose());
}
