using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Web.Text;
using Microsoft.Extensions.Localization;

namespace BazhongTracker.Web.Features.Targets;

/// <summary>From the view of a milestone or project to its line of stages.</summary>
internal static class TargetStages
{
    /// <returns>Null for other kinds.</returns>
    public static StageData? Data(TargetView view, IStringLocalizer<TargetWords> words, Spoken spoken)
    {
        var target = view.Target;
        if (target.IsParent || target.Kind is not (TargetKind.Milestone or TargetKind.ProjectList) || target.Start is not { } start)
        {
            return null;
        }

        var rule = view.Verdict.Working.Rule;
        var ladder = rule.LadderOf(target);
        var steps = ladder.Stages.GroupBy(ladder.Weight).OrderBy(g => g.Key).Select(g => (string.Join(words["or"], g.Select(Terms.Stage)), g.Key)).ToList();
        var required = target.RequiredStage is { } stage && ladder.Knows(stage) ? ladder.Weight(stage) : 1;
        var goal = Terms.Stage(target.RequiredStage ?? ladder.Stages.Last());
        var reached = view.Figures.Where(f => f is { State: FigureState.Accepted, Superseded: false, Stage: not null } && f.Stage != StageLadder.Cancelled && ladder.Knows(f.Stage))
            .Select(f => (Figure: f, On: f.StageDate ?? f.Period.LastDay, Weight: Weight(f, ladder, rule)))
            .Where(f => f.On <= view.Verdict.AsOf).OrderBy(f => f.On).ThenBy(f => f.Weight).ToList();
        var points = new List<StagePoint>();
        foreach (var (figure, on, weight) in reached)
        {
            var held = Math.Max(points.Count > 0 ? points[^1].Weight : 0, weight);
            if (points.Count == 0 || held > points[^1].Weight || figure.Origin == FigureOrigin.Published)
            {
                points.Add(new StagePoint(on < start ? start : on, held, figure.Origin == FigureOrigin.Published ? ChartMark.Published : ChartMark.Final, $"{Spoken.DenseDate(on)} {Terms.Stage(figure.Stage)}"));
            }
        }

        var plan = target.StagePlan().Where(p => ladder.Knows(p.Stage)).Select(p => (p.On, ladder.Weight(p.Stage))).ToList();
        var today = view.Verdict.AsOf;
        var to = new[] { target.Due ?? today, today }.Max();
        return new StageData(
            words["stages.alt", target.Title(), goal, points.Count == 0 ? words["chart.alt.none"] : points[^1].Title,
                spoken.Status(view.Sign)],
            start, to, steps, points, target.Due, required, goal,
            target.Due is { } due ? words[target.DueBasis == DueBasis.Inferred ? "chart.due.inferred" : "chart.due", Spoken.DenseDate(due)] : words["chart.due.none"],
            view.Node is { } node && plan.Count == 0 ? node.On : null, words["stages.node"], plan, today, words["stages.today"], ChartYear.Between(start, to, words));
    }

    private static decimal Weight(FigureRow figure, StageLadder ladder, MethodSettings rule) => figure is { Stage: StageLadder.UnderConstruction, Value: { } physical }
        ? rule.ConstructionFrom + (1 - rule.ConstructionFrom) * Math.Clamp(physical, 0, 100) / 100
        : ladder.Weight(figure.Stage!);
}
