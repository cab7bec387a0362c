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
    /// <param name="history">A stage that was promised and is reached needs no further report.</param>
    public static ReportingDuty DutyFor(this Target target, Quarter period, ProgressStatus? verdict, FigureHistory history)
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

        var isSettled = staged ? IsReached(target, history.NewestBefore(period)?.Stage) || IsFinal(verdict) : IsFinal(verdict) && IsPastDue(target, period);
        return isSettled ? ReportingDuty.Settled : ReportingDuty.Asked;
    }

    // A number is settled only once its due date has passed; until then it may still fall.
    private static bool IsPastDue(Target target, Quarter period) => target.Due is { } due && period > Quarter.LastEnded(due);

    private static bool IsFinal(ProgressStatus? verdict) => verdict is ProgressStatus.Achieved or ProgressStatus.AchievedLate or ProgressStatus.Cancelled;

    private static bool IsReached(Target target, string? stage) =>
        stage == StageLadder.Cancelled
        || StageLadder.Of(target) is { } ladder && stage is not null && ladder.Stages.Contains(stage)
            && ladder.Weight(stage) >= ladder.Weight(target.RequiredStage ?? ladder.Goal);
}
