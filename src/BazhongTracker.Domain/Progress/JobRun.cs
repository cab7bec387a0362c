namespace BazhongTracker.Domain.Progress;

/// <summary>One run of the recompute, or of another job of the night: when, how much, with what outcome. Committed with its effect, so that a row which is there is done.</summary>
public sealed class JobRun
{
    public long Id { get; init; }

    /// <summary>Unique: a nightly run has its business date in it, and one that was asked for the number of its operation, so two instances cannot both do it.</summary>
    public required string Key { get; init; }

    /// <summary>See <see cref="RunTriggers"/>.</summary>
    public required string Trigger { get; init; }
    public DateOnly AsOf { get; init; }
    public DateTime StartedUtc { get; init; }

    /// <summary>Null until the run ends, which is before its row is committed.</summary>
    public DateTime? FinishedUtc { get; private set; }
    public int Assessed { get; private set; }
    public int Changed { get; private set; }
    public int Failed { get; private set; }
    public string? FirstError { get; private set; }

    public bool WasGood => FinishedUtc is not null && Failed == 0;

    public void Finish(int assessed, int changed, int failed, string? firstError, DateTime nowUtc)
    {
        Assessed = assessed;
        Changed = changed;
        Failed = failed;
        FirstError = firstError;
        FinishedUtc = nowUtc;
    }
}
