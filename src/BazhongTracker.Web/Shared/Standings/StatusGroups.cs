using BazhongTracker.Domain.Progress;

namespace BazhongTracker.Web.Shared.Standings;

/// <summary>The four groups in which targets are counted.</summary>
public static class StatusGroups
{
    public static IReadOnlyList<StatusSign> Kept { get; } = [ProgressStatus.Achieved, ProgressStatus.Ahead, ProgressStatus.OnTrack];
    public static IReadOnlyList<StatusSign> Lagging { get; } = [ProgressStatus.AtRisk, ProgressStatus.Behind, ProgressStatus.OffTrack];
    public static IReadOnlyList<StatusSign> PastDue { get; } = [ProgressStatus.AchievedLate, ProgressStatus.Missed, StatusSign.OverdueUnreported];

    /// <summary>暂不评价: everything else.</summary>
    public static IReadOnlyList<StatusSign> Open { get; } = [.. StatusSign.All.Except([.. Kept, .. Lagging, .. PastDue])
        .OrderBy(s => s.Status is ProgressStatus.TooEarly or ProgressStatus.NotStarted or ProgressStatus.Cancelled)];

    /// <summary>Shown even when nothing has this status.</summary>
    public static bool IsAlwaysShown(StatusSign status) => !Open.Contains(status);

    public static IReadOnlyList<(string Key, IReadOnlyList<StatusSign> Statuses)> All { get; } =
        [("kept", Kept), ("lagging", Lagging), ("past_due", PastDue), ("open", Open)];
}
