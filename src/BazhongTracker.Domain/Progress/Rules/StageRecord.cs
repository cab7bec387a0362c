namespace BazhongTracker.Domain.Progress.Rules;

/// <summary>What the visible reports say of one milestone or project. A stage that is not of the ladder says nothing.</summary>
internal sealed class StageRecord
{
    private readonly List<StageReport> reports;

    public StageRecord(IReadOnlyCollection<StageReport> visible, StageLadder ladder)
    {
        IsCancelled = visible.Any(r => r.Stage == StageLadder.Cancelled);
        reports = [.. visible.Where(r => r.Stage != StageLadder.Cancelled && ladder.Knows(r.Stage))];
    }

    public bool IsCancelled { get; }

    /// <summary>Not one that says it was given up.</summary>
    public IReadOnlyList<StageReport> Reports => reports;

    /// <summary>The newest day that any report speaks of; null where nothing was reported.</summary>
    public DateOnly? Newest => reports.Count == 0 ? null : reports.Max(r => r.Day);

    /// <summary>The report of the most; of several the earliest.</summary>
    public StageReport? Furthest(Func<StageReport, decimal> weight) =>
        reports.OrderByDescending(weight).ThenBy(r => r.Date).ThenBy(r => r.Stage, StringComparer.Ordinal).FirstOrDefault();
}
