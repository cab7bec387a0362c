using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress;

/// <summary>How the verdict takes a figure.</summary>
public enum FigureWeight
{
    /// <summary>It goes into the verdict.</summary>
    Counts,

    /// <summary>After the due date, whose own figure has decided.</summary>
    DueDecided,

    /// <summary>After the due date, whose own figure is not there yet.</summary>
    DueAwaited,

    /// <summary>After the due date, and the years up to it decide.</summary>
    YearsDecide,

    /// <summary>After the due date, and the first that reaches what was promised.</summary>
    TurnsLate,

    /// <summary>After the due date, and an earlier figure has reached what was promised since.</summary>
    LateAlready,
}

/// <summary>What a figure has to do with the verdict that includes it: a number alone does not say why nothing changes.</summary>
/// <param name="Decides">The period whose figure the verdict rests on; null while there is none.</param>
/// <param name="Rolling">Where four quarters are judged and not the figure as it was entered.</param>
public sealed record FigureBearing(FigureWeight Weight, Quarter? Decides, RollingSum? Rolling)
{
    /// <summary>It is kept and changes nothing.</summary>
    public bool IsOnlyRecord => Weight is not (FigureWeight.Counts or FigureWeight.TurnsLate);

    /// <param name="accepted">With the figure, as if it were accepted.</param>
    /// <param name="verdict">On these figures, as of the day.</param>
    public static FigureBearing Of(Target target, ReportedFigure figure, IEnumerable<ReportedFigure> accepted, ProgressResult verdict, DateOnly asOf)
    {
        var rolling = target is { Measure: Measure.Flow, Kind: TargetKind.Reach or TargetKind.Hold }
            ? YearTotals.Of(target, accepted, asOf).RollingAt(figure.Period) : null;
        return target.Due is { } day && day < asOf && Quarter.LastEnded(day) is var due && figure.Period > due && figure.Nature != FigureNature.Stage
            ? new FigureBearing(AfterDue(target, figure, verdict), verdict.ValuePeriod ?? due, rolling)
            : new FigureBearing(FigureWeight.Counts, verdict.ValuePeriod, rolling);
    }

    private static FigureWeight AfterDue(Target target, ReportedFigure figure, ProgressResult verdict)
    {
        if (verdict.Status == ProgressStatus.AchievedLate)
        {
            return verdict.Flags.Contains($"late:{figure.Period}") ? FigureWeight.TurnsLate : FigureWeight.LateAlready;
        }

        return verdict.ValuePeriod == figure.Period || verdict.Status is ProgressStatus.Undefined or ProgressStatus.Cancelled ? FigureWeight.Counts
            : target.Kind is TargetKind.Hold or TargetKind.AnnualNew or TargetKind.Beat or TargetKind.AvgGrowth ? FigureWeight.YearsDecide
            : verdict.Status is ProgressStatus.PendingFinal or ProgressStatus.InsufficientData ? FigureWeight.DueAwaited
            : FigureWeight.DueDecided;
    }
}
