using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Web.Shared.Verdicts;

namespace BazhongTracker.Web.Text;

/// <summary>Targets whose date is still to come.</summary>
public sealed partial class StillRequired
{
    private Remainder Running(Target target, Verdict verdict, YearTotals? totals, string? stage)
    {
        var working = verdict.Working;
        return target switch
        {
            { Kind: TargetKind.Milestone, Due: { } due } => new(say["stage.by", When(due, verdict.AsOf), Goal(target)], AtStage(working, working.Stage)),
            { Kind: TargetKind.ProjectList, Due: { } due } => new(say["stage.by", When(due, verdict.AsOf), Goal(target)], stage is null or StageLadder.NotBegun ? AtStage(working, null) : say["note.now", Terms.Stage(stage)]),
            { Kind: TargetKind.Directional } => new(say[verdict.Status == ProgressStatus.OnTrack ? "direction.hold" : "direction.turn"]),
            { Kind: TargetKind.Beat } when working.Margin is { } margin => new(say[margin > 0 ? "beat.above" : "beat.below", Spoken.Number(Math.Abs(margin), 1)]),
            { Kind: TargetKind.AvgGrowth } when More(verdict, "required_growth_pct") is { } growth => new(say["growth.rest", Spoken.Number(Math.Ceiling(growth * 10) / 10, 1)]),
            { Value: { } promised, Comparator: { } comparator } when working.Number is { } now => target.Kind switch
            {
                TargetKind.Hold => comparator.IsMet(now, promised)
                    ? new(say["hold.margin", Margin(target, now - promised)])
                    : new(say["hold.back", spoken.Promise(target)], say["note.gap", Gap(target, promised - now)]),
                TargetKind.AnnualNew => now >= promised ? new(say["annual.done"]) : new(say["annual.more", Gap(target, promised - now)]),
                _ when comparator.IsMet(now, promised) => new(say["keep"]),
                _ => Distance(target, verdict, promised, now, totals),
            },
            _ => new(""),
        };
    }

    private Remainder Distance(Target target, Verdict verdict, decimal promised, decimal now, YearTotals? totals)
    {
        var due = target.Due!.Value;
        if (target is { Measure: Measure.Flow, Kind: TargetKind.Reach, Comparator: { } comparator }
            && totals?.RestOfYear(promised) is { Missing: > 0 } rest && rest.Newest.Year == due.Year)
        {
            var note = rest.LastYear > 0 ? say["note.multiple", Spoken.Number(rest.Missing / rest.LastYear.Value, 2)].Value : "";
            return new(say[$"rest.{rest.Newest.Number}", spoken.Compared(comparator, Spoken.Amount(Digits.Enough(target, rest.Missing), target.Unit))], note);
        }

        var way = promised > now ? "more" : "less";
        return due.Year > verdict.AsOf.Year && target.Kind != TargetKind.CumNew && verdict.Working.RequiredPerYear is { } perYear
            ? new(say[$"yearly.{way}", Gap(target, perYear)], say["note.gap", Gap(target, promised - now)])
            : new(say[$"until.{way}", When(due, verdict.AsOf), Gap(target, promised - now)]);
    }

    // A margin is rounded down: it must not look larger than it is.
    private string Margin(Target target, decimal margin) =>
        Spoken.Number(Math.Floor(Math.Abs(margin) * 10) / 10) + (target.Unit == "%" ? spoken.PercentagePoints : Terms.UnitAfterNumber(target.Unit));
}
