namespace BazhongTracker.Domain.Progress;

/// <summary>A stored verdict: one row per target, as-of date and method version, with its working.</summary>
public sealed class ProgressAssessment
{
    public long Id { get; init; }
    public int TargetId { get; init; }
    public DateOnly AsOf { get; init; }
    public required string MethodVersion { get; init; }
    public ProgressStatus Status { get; private set; }

    /// <summary>The result as JSON in the names of the read API.</summary>
    public string Working { get; private set; } = "{}";
    public DateTime ComputedAtUtc { get; private set; }

    /// <summary>The newest as-of date of the target; every page reads these rows and no others.</summary>
    public bool IsCurrent { get; private set; }

    /// <summary>Changes with every record, so that a verdict computed from older figures cannot overwrite a newer one.</summary>
    public Guid Stamp { get; private set; }

    /// <returns>Whether status or working differ from what was stored.</returns>
    public bool Record(ProgressStatus status, string working, DateTime nowUtc)
    {
        if (Status == status && Working == working && ComputedAtUtc != default)
        {
            return false;
        }

        Status = status;
        Working = working;
        ComputedAtUtc = nowUtc;
        Stamp = Guid.NewGuid();
        return true;
    }

    /// <summary>This is the verdict the pages show from now on.</summary>
    public void BecomeCurrent()
    {
        if (!IsCurrent)
        {
            IsCurrent = true;
            Stamp = Guid.NewGuid();
        }
    }

    /// <summary>A newer as-of date took its place; the row stays as history.</summary>
    public void BecomePast()
    {
        IsCurrent = false;
        Stamp = Guid.NewGuid();
    }
}
