namespace BazhongTracker.Web.Shared.Availability;

public enum DatabaseCondition
{
    Well,
    ReadOnly,

    /// <summary>Read-only, since its disk has no room left.</summary>
    Full,
    Away,
}

/// <summary>
/// What this process knows of its database. Five failures within ten seconds, or one silence of the probe, and it counts as away: whoever asks it is refused at once.
/// Only the probe says that it is back.
/// </summary>
public sealed partial class DatabaseState(TimeProvider clock, ILogger<DatabaseState> log)
{
    public const int MostFailures = 5;
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly Lock changing = new();
    private readonly Queue<long> failures = new();
    private DatabaseCondition now = DatabaseCondition.Well;
    private DateTimeOffset since = clock.GetUtcNow();
    private DateTimeOffset lastGood = clock.GetUtcNow();
    private TaskCompletionSource awake = Signal();
    private TaskCompletionSource turnedAway = Signal();

    private event Action? Changed;

    public DatabaseCondition Now
    {
        get
        {
            lock (changing)
            {
                return now;
            }
        }
    }

    public DateTimeOffset Since
    {
        get
        {
            lock (changing)
            {
                return since;
            }
        }
    }

    /// <summary>When it was last known to answer; pages that hear of every change show what held then.</summary>
    public DateTimeOffset LastGood
    {
        get
        {
            lock (changing)
            {
                return lastGood;
            }
        }
    }

    /// <summary>Somebody asks it again and again, so that it will be known when it is back. Nobody is refused before: at the start, and under a verb.</summary>
    public bool IsWatched { get; set; }

    /// <summary>Whoever asks is refused at once.</summary>
    public bool Refuses => IsWatched && Now == DatabaseCondition.Away;

    /// <summary>A page is open somewhere and wants to know.</summary>
    public bool IsHeard => Changed is not null;

    /// <summary>Done when somebody wants the database to be asked at once.</summary>
    internal Task Awake => awake.Task;

    /// <param name="hear">Called for every change, on a thread of the pool, in the language of whoever listens.</param>
    /// <returns>Dispose it to hear no more.</returns>
    public IDisposable Listen(Action hear)
    {
        var own = ExecutionContext.Capture();
        Action heard = own is null ? hear : () => ExecutionContext.Run(own, _ => hear(), null);
        Changed += heard;
        return new Listening(this, heard);
    }

    /// <summary>Something failed: counted when it is the database's fault.</summary>
    public void Hear(Exception problem)
    {
        if (problem is DatabaseAway)
        {
            return;
        }

        if (DatabaseFaults.IsReadOnly(problem))
        {
            Turn(DatabaseCondition.ReadOnly, "a write was refused");
        }
        else if (DatabaseFaults.IsFull(problem))
        {
            Turn(DatabaseCondition.Full, "its disk is full");
        }
        else if (DatabaseFaults.IsAway(problem) && IsOneTooMany())
        {
            Turn(DatabaseCondition.Away, problem.Message);
        }

        awake.TrySetResult();
    }

    /// <summary>The probe had an answer.</summary>
    internal void Answered(bool readOnly, bool full = false)
    {
        lock (changing)
        {
            lastGood = clock.GetUtcNow();
            if (now == DatabaseCondition.Away)
            {
                failures.Clear();
            }
        }

        Turn(full ? DatabaseCondition.Full : readOnly ? DatabaseCondition.ReadOnly : DatabaseCondition.Well, "");
    }

    /// <summary>The probe had none.</summary>
    internal void Silent(string why) => Turn(DatabaseCondition.Away, why);

    internal void SleepAgain() => awake = Signal();

    /// <summary>Waits for the work, but not on when the database turns out to be away meanwhile.</summary>
    /// <exception cref="DatabaseAway">It is; what comes of the work is nobody's.</exception>
    public async Task<T> OrAway<T>(Task<T> work)
    {
        if (await Task.WhenAny(work, turnedAway.Task) == work || work.IsCompleted || !IsWatched)
        {
            return await work;
        }

        _ = work.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        throw new DatabaseAway();
    }

    private bool IsOneTooMany()
    {
        lock (changing)
        {
            var at = clock.GetTimestamp();
            failures.Enqueue(at);
            while (clock.GetElapsedTime(failures.Peek(), at) > Window)
            {
                failures.Dequeue();
            }

            return failures.Count >= MostFailures;
        }
    }

    private void Turn(DatabaseCondition next, string why)
    {
        lock (changing)
        {
            // What a single use says is less than what the probe said.
            if (now == next || now == DatabaseCondition.Away && next is (DatabaseCondition.ReadOnly or DatabaseCondition.Full)
                && why.Length > 0)
            {
                return;
            }

            (now, since) = (next, clock.GetUtcNow());
            if (next == DatabaseCondition.Away)
            {
                turnedAway.TrySetResult();
            }
            else
            {
                turnedAway = turnedAway.Task.IsCompleted ? Signal() : turnedAway;
            }
        }

        LogTurned(log, next, why);
        foreach (var hear in (Changed?.GetInvocationList() ?? []).Cast<Action>())
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ => Tell(hear), null);
        }
    }

    private void Tell(Action hear)
    {
        try
        {
            hear();
        }
        catch (Exception problem)
        {
            LogDeaf(log, problem);
        }
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(EventId = 7020, Level = LogLevel.Warning, Message = "The database is now {Condition}. {Why}")]
    private static partial void LogTurned(ILogger log, DatabaseCondition condition, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An open page could not hear how the database is.")]
    private static partial void LogDeaf(ILogger log, Exception problem);

    private sealed class Listening(DatabaseState state, Action hear) : IDisposable
    {
        public void Dispose() => state.Changed -= hear;
    }
}
