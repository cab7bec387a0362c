using BazhongTracker.Domain.Progress;

namespace BazhongTracker.Web.Shared.Standings;

/// <summary>The four groups in which targets are counted.</summary>
public static class StatusGroups
{
    public static IReadOnlyList<ProgressStatus> Kept { get; } = [ProgressStatus.Achieved, ProgressStatus.Ahead, ProgressStatus.OnTrack];
    public static IReadOnlyList<ProgressStatus> Lagging { get; } = [ProgressStatus.AtRisk, ProgressStatus.Behind, ProgressStatus.OffTrack];
    public static IReadOnlyList<ProgressStatus> PastDue { get; } = [ProgressStatus.AchievedLate, ProgressStatus.Missed];

    /// <summary>暂不评价: everything else.</summary>
    public static IReadOnlyList<ProgressStatus> Open { get; } = [.. Enum.GetValues<ProgressStatus>().Except([.. Kept, .. Lagging, .. PastDue])
        .OrderBy(s => s is ProgressStatus.TooEarly or ProgressStatus.NotStarted or ProgressStatus.Cancelled)];

    /// <summary>Shown even when nothing has this status.</summary>
    public static bool IsAlwaysShown(ProgressStatus status) => !Open.Contains(status);

    public static IReadOnlyList<(string Key, IReadOnlyList<ProgressStatus> Statuses)> All { get; } =
        [("kept", Kept), ("lagging", Lagging), ("past_due", PastDue), ("open", Open)];
}
