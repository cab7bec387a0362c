using BazhongTracker.Domain.Progress.Rules;
using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Domain.Progress;

/// <summary>The verdict on a target as of a day, from what was visible on that day. Pure: no clock, no storage.</summary>
public static class ProgressMethod
{
    /// <summary>The version of the specification's defaults; the owner's other choices have names of their own.</summary>
    public const string Version = "2";

    /// <inheritdoc cref="Assess(ProgressTarget, Evidence, DateOnly, MethodSettings?)"/>
    public static ProgressResult Assess(ProgressTarget target, IEnumerable<Observation> observations, DateOnly asOf, MethodSettings? settings = null) =>
        Assess(target, new Evidence { Figures = [.. observations] }, asOf, settings);

    /// <summary>The first steps of the order of precedence (method 2.9); the rest is the rule of the kind.</summary>
    /// <param name="settings">Null for the specification's defaults.</param>
    /// <exception cref="ArgumentException">The target cannot be judged as it is written: no start, a due date not after it, a stage that is not of the ladder; or the settings contradict themselves.</exception>
    public static ProgressResult Assess(ProgressTarget target, Evidence evidence, DateOnly asOf, MethodSettings? settings = null)
    {
        settings = settings?.Checked() ?? MethodSettings.Default;
        if (target.Kind == TargetKind.Composite)
        {
            return CompositeRule.Of(
                [.. target.Children.Select(
                    c => Assess(c.Target, evidence.Children.GetValueOrDefault(c.Id, Evidence.None), asOf, settings))],
                target.LastDay, asOf);
        }

        if (LacksThreshold(target))
        {
            return new ProgressResult(ProgressStatus.Undefined) { Flags = ["no_threshold"] };
        }

        MustBeWhole(target);
        var byDays = target.Kind is TargetKind.Milestone or TargetKind.ProjectList;
        if (byDays ? asOf < target.StartDate : asOf <= target.Start?.LastDay)
        {
            return new ProgressResult(ProgressStatus.NotStarted);
        }

        Assessing On(Measure measure) => new(target, new Series(measure, evidence.Figures, asOf), asOf, settings);
        return target.Kind switch
        {
            TargetKind.Reach => ReachRule.Assess(On(target.Measure)),
            TargetKind.Hold => HoldRule.Assess(On(target.Measure)),
            TargetKind.Beat => BeatRule.Assess(On(Measure.Rate), new BenchmarkComparisons(target, evidence.Figures, asOf)),
            TargetKind.AvgGrowth => AvgGrowthRule.Assess(On(Measure.Rate), new GrowthIndex(target, evidence.Figures, asOf)),
            TargetKind.AnnualNew => AnnualNewRule.Assess(On(Measure.Flow)),
            TargetKind.CumNew => CumNewRule.Assess(On(Measure.Rate), new CountSeries(target, evidence.Figures, asOf)),
            TargetKind.Milestone => MilestoneRule.Assess(target, evidence.Stages, asOf, settings),
            TargetKind.ProjectList => ProjectListRule.Assess(target, evidence.Stages, asOf, settings),
            TargetKind.Directional => DirectionalRule.Assess(On(target.Measure)),
            _ => throw new ArgumentException($"No rule for kind {target.Kind}."),
        };
    }

    // Milestones and lists have stages instead of T, beat its benchmarks; a direction has neither. A pace by the year means nothing without
    // a last year.
    private static bool LacksThreshold(ProgressTarget target) => target.Kind switch
    {
        TargetKind.Qualitative => true,
        TargetKind.Directional or TargetKind.Milestone => false,
        TargetKind.ProjectList => target.DueDate is null && target.Items.Count == 0,
        TargetKind.Beat => target.DueDate is null,
        TargetKind.AvgGrowth or TargetKind.AnnualNew => target.Value is null || target.DueDate is null,
        _ => target.Value is null,
    };

    private static void MustBeWhole(ProgressTarget target)
    {
        if (target.Kind == TargetKind.Directional)
        {
            return;
        }

        var byDays = target.Kind is TargetKind.Milestone or TargetKind.ProjectList;
        if (target.StartDate is null)
        {
            throw new ArgumentException("start is missing.");
        }

        if (byDays ? target.DueDate <= target.StartDate : target.Due <= target.Start)
        {
            throw new ArgumentException("due must come after start.");
        }

        var isCount = target.Kind is TargetKind.AnnualNew or TargetKind.CumNew;
        if (target.Op is null && !byDays && target.Kind != TargetKind.Beat)
        {
            throw new ArgumentException("op is missing.");
        }

        if (target.Op?.Direction() < 0 && (isCount || target.Kind == TargetKind.Beat))
        {
            throw new ArgumentException("op must be >= or > for this kind.");
        }

        if (isCount && target.Value <= target.Initial)
        {
            throw new ArgumentException("value must be above what there was at the start.");
        }
    }
}
