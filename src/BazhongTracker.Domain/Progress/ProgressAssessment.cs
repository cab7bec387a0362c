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

    /// <summary>
    /// Of the verdicts of one day the one that is read. A past day keeps the one that was stored first: what another version of the method says of it later stands beside it.
    /// Today's is that of the version in force.
    /// </summary>
    public bool IsShown { get; private set; }

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

    /// <summary>Nothing else is stored for its day.</summary>
    public void BecomeShown() => IsShown = true;

    /// <summary>Judged again with the same outcome: whoever judged from older figures at the same time must still notice.</summary>
    public void Renew() => Stamp = Guid.NewGuid();

    /// <summary>This is the verdict the pages show from now on.</summary>
    public void BecomeCurrent()
    {
        if (!IsCurrent || !IsShown)
        {
            IsCurrent = true;
            IsShown = true;
            Stamp = Guid.NewGuid();
        }
    }

    /// <summary>A newer as-of date took its place; the row stays as history.</summary>
    public void BecomePast()
    {
        IsCurrent = false;
        Stamp = Guid.NewGuid();
    }

    /// <summary>Another version of the method took its place on its day; the row stays beside it.</summary>
    public void StepAside()
    {
        IsShown = false;
        Stamp = Guid.NewGuid();
    }
}
