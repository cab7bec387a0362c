namespace BazhongTracker.Domain.Progress;

/// <summary>
/// 逾期未报: the due date has passed and nobody has reported about it. 尚无数据: nothing was ever reported, and nothing is overdue.
/// </summary>
public enum ReportingGapKind
{
    OverdueUnreported,
    NoData,
}

/// <summary>What was accepted by a day: nothing in the whole installation, nothing of this target, or something of it.</summary>
public enum FiguresSoFar
{
    None,
    OfOthers,
    OfTarget,
}

/// <summary>Why a target has no verdict where the reason is that nobody reported. The one place that decides it.</summary>
/// <param name="Days">Of 逾期未报: how long somebody could have reported; null where the lead department has no account yet.</param>
public sealed record ReportingGap(ReportingGapKind Kind, int? Days = null)
{
    /// <summary>The flag of a verdict that waits for a report of the due date or later.</summary>
    public const string OverdueFlag = "overdue_no_data";

    /// <param name="accountDay">The day on which the lead department got its first account; null where it has none.</param>
    /// <returns>Null where the verdict itself says enough.</returns>
    public static ReportingGap? Of(
        ProgressStatus status, IReadOnlyCollection<string> flags, DateOnly? due, DateOnly asOf, DateOnly? accountDay, FiguresSoFar figures)
    {
        // Before the first figure of all nobody can be blamed for not reporting.
        if (figures == FiguresSoFar.None)
        {
            return status is ProgressStatus.InsufficientData or ProgressStatus.PendingFinal
                ? new ReportingGap(ReportingGapKind.NoData) : null;
        }

        return status != ProgressStatus.InsufficientData ? null
            : flags.Contains(OverdueFlag)
                ? new ReportingGap(ReportingGapKind.OverdueUnreported, due is { } day ? DaysOver(day, asOf, accountDay) : null)
            : figures == FiguresSoFar.OfOthers ? new ReportingGap(ReportingGapKind.NoData)
            : null;
    }

    /// <summary>Counted from the later of the day on which something was due and the day from which somebody could report it.</summary>
    /// <returns>Null where nobody could by that day; 0 on the first day.</returns>
    public static int? DaysOver(DateOnly due, DateOnly asOf, DateOnly? accountDay) =>
        accountDay is { } account && account <= asOf ? Math.Max(0, asOf.DayNumber - Math.Max(due.DayNumber, account.DayNumber)) : null;
}
