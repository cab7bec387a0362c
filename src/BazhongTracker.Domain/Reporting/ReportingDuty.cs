using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Reporting;

/// <summary>asked: a figure is expected; settled: may be given, but the verdict stands for good; not_this_period: a yearly figure outside the fourth quarter; never: parents and words without a measure.</summary>
public enum ReportingDuty
{
    Asked,
    Settled,
    NotThisPeriod,
    Never,
}

public static class ReportingDuties
{
    /// <param name="verdict">The verdict in force; null when nothing is judged yet.</param>
    public static ReportingDuty DutyFor(this Target target, Quarter period, ProgressStatus? verdict)
    {
        if (target.IsParent || target.Kind is TargetKind.Qualitative or TargetKind.Composite)
        {
            return ReportingDuty.Never;
        }

        var staged = target.NatureFor(period) == FigureNature.Stage;
        if (target.Frequency == Frequency.Annual && !period.IsYearEnd && !staged)
        {
            return ReportingDuty.NotThisPeriod;
        }

        return IsSettled(target, period, verdict, staged) ? ReportingDuty.Settled : ReportingDuty.Asked;
    }

    // A stage reached stays reached; a number is settled only once its due date has passed.
    private static bool IsSettled(Target target, Quarter period, ProgressStatus? verdict, bool staged) =>
        verdict is ProgressStatus.Achieved or ProgressStatus.AchievedLate or ProgressStatus.Cancelled
        && (staged || target.Due is { } due && period > Quarter.LastEnded(due));
}
