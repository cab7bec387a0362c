using System.Globalization;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Progress.Json;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Web.Shared.Verdicts;
using BazhongTracker.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BazhongTracker.Web.Shared.Marks;

/// <summary>Chooses the small chart that fits the kind of target and the verdict, with its sentence.</summary>
public sealed class ProgressMark(IStringLocalizer<Words> words)
{
    /// <summary>Percentage points of a growth that fill the half of a <see cref="HoldMark"/>.</summary>
    private const decimal BeatHalf = 2;

    /// <summary>Share of the threshold that fills the half.</summary>
    private const decimal HoldHalf = 0.10m;

    public MarkupString Draw(Target target, Verdict verdict)
    {
        var (working, status) = (verdict.Working, verdict.Status);
        return target.Kind switch
        {
            TargetKind.Milestone or TargetKind.ProjectList when working.C is { } c => OfStages(target, working, c, status),
            TargetKind.CumNew when target.Value is { } all and <= CountCells.Most && working.Number is { } now => OfCount(all, now, working, status),
            TargetKind.Hold when working.Margin is { } margin => HoldMark.Draw(margin / HoldHalf, status, words["mark.hold", Percent(margin)]),
            TargetKind.Beat when working.Margin is { } margin => HoldMark.Draw(margin / BeatHalf, status, words["mark.beat", Spoken.Number(margin, 1)]),
            _ when working is { C: null, Compliance: { Years: > 0 and <= CountCells.Most } kept } =>
                CountCells.Draw(kept.Met, kept.Years, null, status, words["mark.years", kept.Years, kept.Met]),
            _ when working.DecidingC is { } c => Bullet.Draw(c, working.E, status, Share(c, working.E)),
            _ => Bullet.None(words["mark.none"]),
        };
    }

    /// <summary>The evaluation series as a sparkline; nothing where it has fewer than two values.</summary>
    public MarkupString Trend(Target target, IReadOnlyList<decimal> values)
    {
        var shown = values.Skip(values.Count - Sparkline.Most).ToList();
        var line = target.Kind is TargetKind.Reach or TargetKind.Hold or TargetKind.CumNew ? target.Value : null;
        return shown.Count < 2 ? default : Sparkline.Draw(shown, line, words["mark.trend", shown.Count, Spoken.Number(shown[0]), Spoken.Number(shown[^1])]);
    }

    private MarkupString OfCount(decimal all, decimal now, Working working, ProgressStatus status)
    {
        var due = working.ExpectedValue ?? working.E * all;
        return CountCells.Draw((int)now, (int)all, due, status, words["mark.count", (int)all, (int)now, due is { } n ? Spoken.Number(n, 1) : "—"]);
    }

    private MarkupString OfStages(Target target, Working working, decimal c, ProgressStatus status)
    {
        var ladder = working.Rule.LadderOf(target);
        var goal = target.Kind == TargetKind.ProjectList && target.RequiredStage is { } required && ladder.Knows(required) ? ladder.Weight(required) : 1;
        var weights = ladder.Stages.Select(ladder.Weight).Where(w => w > 0 && w <= goal).Distinct().Order().ToList();
        return Stages.Draw(weights, c * goal, working.E * goal, status, Share(c, working.E));
    }

    private string Share(decimal c, decimal? e) => words["mark.share", Percent(c), e is { } due ? Percent(due) : "—"];

    private static string Percent(decimal share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture).Replace('-', '−') + "%";
}
