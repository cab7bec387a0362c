using BazhongTracker.Domain.Progress;

namespace BazhongTracker.Web.Shared.Standings;

/// <summary>The four groups in which targets are counted.</summary>
public static class StatusGroups
{
    public static IReadOnlyList<StatusSign> Kept { get; } = [ProgressStatus.Achieved, ProgressStatus.Ahead, ProgressStatus.OnTrack];
    public static IReadOnlyList<StatusSign> Lagging { get; } = [ProgressStatus.AtRisk, ProgressStatus.Behind, ProgressStatus.OffTrack];
    public static IReadOnlyList<StatusSign> PastDue { get; } =
        [ProgressStatus.AchievedLate, ProgressStatus.Missed, StatusSign.OverdueUnreported];

    /// <summary>暂不评价: everything else.</summary>
    public static IReadOnlyList<StatusSign> Open { get; } = [.. StatusSign.All.Except([.. Kept, .. Lagging, .. PastDue])
        .OrderBy(s => s.Status is ProgressStatus.TooEarly or ProgressStatus.NotStarted or ProgressStatus.Cancelled)];

    /// <summary>没有口径或期限: the decision says no criterion or no date.</summary>
    public static IReadOnlyList<StatusSign> Unwritten { get; } = [ProgressStatus.NoDeadline, ProgressStatus.Undefined];

    /// <summary>Shown even when nothing has this status.</summary>
    public static bool IsAlwaysShown(StatusSign status) => !Open.Contains(status);

    public static IReadOnlyList<(string Key, IReadOnlyList<StatusSign> Statuses)> All { get; } =
        [("kept", Kept), ("lagging", Lagging), ("past_due", PastDue), ("open", Open)];

    /// <summary>The groups before the first accepted figure: nothing can be lagging then.</summary>
    public static IReadOnlyList<(string Key, IReadOnlyList<StatusSign> Statuses)> Empty { get; } =
        [("figured", [.. Kept, .. Lagging, .. PastDue]),
            ("waiting", [StatusSign.NoData, .. Open.Except([.. Unwritten, StatusSign.NoData])]), ("unwritten", Unwritten)];

    /// <summary>The groups of these targets with the statuses to show, those always shown first of all.</summary>
    public static IEnumerable<(string Key, int Count, IReadOnlyList<(StatusSign Status, int Count)> Shown)> Counted(
        IReadOnlyCollection<Standing> standings)
    {
        var empty = standings.NothingAccepted();
        int Of(StatusSign status) => standings.Count(s => s.Sign == status);
        return from gathered in empty ? Empty : All
               select (gathered.Key, gathered.Statuses.Sum(Of), (IReadOnlyList<(StatusSign, int)>)
                   [.. from status in gathered.Statuses
                       where Of(status) > 0 || (empty ? Kept.Contains(status) : IsAlwaysShown(status))
                       select (status, Of(status))]);
    }
}
