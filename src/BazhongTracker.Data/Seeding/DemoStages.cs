using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Data.Seeding;

/// <summary>Invented stage reports of a certification or a project: up the ladder, never past or behind what was published.</summary>
internal sealed class DemoStages(Target target, DemoCourse course, IEnumerable<PublishedFigure> published)
{
    /// <summary>How far a work had come before a published stage, going back, in weight a quarter.</summary>
    private const decimal PaceBefore = 0.025m;

    private const decimal AroundRung = 0.1m;

    private readonly Dictionary<(Quarter Period, string Stage), DateOnly?> daysPublished =
        published.Where(p => p.Entry.Stage is not null).GroupBy(p => (p.Entry.Period, p.Entry.Stage!))
            .ToDictionary(g => g.Key, g => g.Min(p => p.Entry.StageDate));
    private readonly decimal required = PublishedLadders.Required(target);
    private readonly List<(Quarter Period, decimal Weight)> known =
        [.. published.Where(p => p.Entry.Stage is not null)
            .Select(p => (p.Entry.Period, PublishedLadders.Weight(target, p.Entry.Stage!) ?? 0))];

    /// <returns>Null once the target is kept or given up: then nobody reports any more.</returns>
    public FigureEntry? At(Quarter quarter)
    {
        var before = Weight(quarter.Plus(-1));
        if (before >= required || IsStopped(quarter.Plus(-1)))
        {
            return null;
        }

        var (stage, weight) = (Stage(quarter), Weight(quarter));
        var isNew = stage != Stage(quarter.Plus(-1));
        decimal? physical = stage == StageLadder.UnderConstruction && target.Kind == TargetKind.ProjectList ? Physical(weight) : null;
        return new FigureEntry(quarter, FigureNature.Stage, physical)
        {
            Stage = stage,
            StageDate = FigureRules.HasDay(stage) ? ReachedOn(stage, quarter) : null,
            Note = isNew ? null : "本期无变化",
        };
    }

    // The day is that of the first report of the stage, however long it stands; what was published keeps its own.
    private DateOnly ReachedOn(string stage, Quarter quarter)
    {
        var first = quarter;
        while (first.LastDay > target.Start && Stage(first.Plus(-1)) == stage)
        {
            first = first.Plus(-1);
        }

        return daysPublished.GetValueOrDefault((first, stage))
            ?? first.FirstDay.AddDays(DemoChance.Whole(5, 85, target.Code, first, "stage"));
    }

    private static decimal? Physical(decimal weight) => weight > 0.4m ? Math.Round((weight - 0.4m) / 0.6m * 100) : null;

    private bool IsStopped(Quarter quarter) => course.Fate == DemoFate.Stopped && DemoCourse.Elapsed(target, quarter) >= 0.5m;

    private string Stage(Quarter quarter)
    {
        if (IsStopped(quarter))
        {
            return StageLadder.Cancelled;
        }

        var weight = Weight(quarter);
        // 前期完成 and 启动 weigh the same; a project is 启动 only where that is what was promised.
        var ladder = PublishedLadders.Of(target);
        return ladder.Stages.Last(stage => ladder.Weight(stage) <= weight && (stage != PublishedLadders.Launched || target.RequiredStage == PublishedLadders.Launched));
    }

    private decimal Weight(Quarter quarter)
    {
        var weight = Own(quarter);
        foreach (var (period, reached) in known)
        {
            weight = period <= quarter
                ? Math.Max(weight, reached)
                : Math.Clamp(weight, LeastBefore(reached, period.Index - quarter.Index), MostBefore(reached));
        }

        return Math.Max(0, weight);
    }

    private decimal Own(Quarter quarter)
    {
        // What asks only for preparation or a start is settled early in a plan.
        var haste = required switch { <= 0.15m => 3.5m, <= 0.3m => 1.2m, _ => 1m };
        var most = course.Fate is DemoFate.Short or DemoFate.Sliding ? required * 0.75m : required;
        var weight = Math.Clamp(required * course.Fate.Done(haste * DemoCourse.Elapsed(target, quarter)), 0, most);
        // A rung stands for the way around it; only the promised stage itself is never said early.
        var isContinuous = target.Kind == TargetKind.ProjectList && weight >= 0.4m;
        return weight >= required || isContinuous ? weight : Math.Min(weight + AroundRung, required - 0.01m);
    }

    private decimal LeastBefore(decimal reached, int quarters) => IsConstruction(reached) ? reached : Math.Min(MostBefore(reached), reached - PaceBefore * quarters);

    private bool IsConstruction(decimal reached) => reached == 0.4m && target.Kind == TargetKind.ProjectList;

    // Before 主体完工, 命名 and 建成 were published they had not been reached; a work seen in construction had begun earlier.
    private decimal MostBefore(decimal reached) => reached switch
    {
        >= 0.8m => reached - 0.01m,
        _ when IsConstruction(reached) => 0.79m,
        _ => reached,
    };
}
