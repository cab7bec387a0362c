using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Web.Features.Reporting;

/// <summary>全年还须: how far the value is from the promise. Null parts where nothing can be said.</summary>
/// <param name="Amount">Still missing, in the target's unit; <paramref name="More"/>: it must be more than that, the promise does not include the number.</param>
/// <param name="Steps">Stages still to go, up to <paramref name="Goal"/>.</param>
public sealed record Remaining(bool IsMet, decimal? Amount, bool More, int Steps, string? Goal)
{
    public static Remaining? Of(Target target, decimal? value, string? stage)
    {
        if (StageLadder.Of(target) is { } ladder)
        {
            return OfStage(ladder, target.RequiredStage, stage);
        }

        if (target is not { Value: { } promised, Comparator: { } comparator } || value is not { } now || target.Kind is TargetKind.Beat or TargetKind.AvgGrowth)
        {
            return null;
        }

        return comparator.IsMet(now, promised)
            ? new Remaining(true, null, false, 0, null)
            : new Remaining(false, Math.Abs(promised - now), comparator.IsStrict(), 0, null);
    }

    private static Remaining? OfStage(StageLadder ladder, string? required, string? stage)
    {
        if (stage is null || !ladder.Stages.Contains(stage))
        {
            return null;
        }

        var goal = required is not null && ladder.Stages.Contains(required) ? required : ladder.Goal;
        var steps = ladder.Stages.Count(s => ladder.Weight(s) > ladder.Weight(stage) && ladder.Weight(s) <= ladder.Weight(goal));
        return new Remaining(steps == 0, null, false, steps, goal);
    }
}
