using BazhongTracker.Domain.Progress.Rules;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Domain.Progress;

/// <summary>From a catalogue row and its accepted figures to the method.</summary>
public static class TargetProgress
{
    /// <summary>The verdict on the target from the accepted figures that were visible on the day. A parent has none of its own: <see cref="AssessMembers"/>.</summary>
    /// <param name="benchmarks">Rows of any series; those the target names are read.</param>
    /// <param name="settings">Null for the specification's defaults.</param>
    public static ProgressResult Assess(
        this Target target, IEnumerable<ReportedFigure> figures, DateOnly asOf,
        IEnumerable<BenchmarkFigure>? benchmarks = null, MethodSettings? settings = null)
    {
        if (target.IsParent)
        {
            return AssessMembers([], asOf);
        }

        var rule = (settings ?? MethodSettings.Default).For(target.Code);
        var terms = Terms(target, benchmarks ?? []);
        return ProgressMethod.Assess(terms, Reported(target, terms, figures, rule), asOf, rule);
    }

    /// <summary>The verdict on a parent from its members: a list of projects by the rule of lists, any other by its worst part.</summary>
    /// <param name="members">The targets named in the row's <c>members</c> with what was reported for them, in the order of that list.</param>
    public static ProgressResult AssessMembers(
        this Target parent, IEnumerable<(Target Target, IEnumerable<ReportedFigure> Figures)> members, DateOnly asOf,
        IEnumerable<BenchmarkFigure>? benchmarks = null, MethodSettings? settings = null)
    {
        var parts = members.ToList();
        if (parent.Kind != TargetKind.ProjectList || parts.Count == 0 || parts.Exists(m => m.Target.RequiredStage is null))
        {
            return AssessMembers(parts, asOf, benchmarks, settings);
        }

        var terms = Terms(parent, []) with { Items = [.. parts.Select(m => new ProjectItem(m.Target.Name, m.Target.RequiredStage!))] };
        var rule = (settings ?? MethodSettings.Default).For(parent.Code);
        var stages = parts.SelectMany(m => Reported(m.Target, terms, m.Figures, rule).Stages);
        return ProgressMethod.Assess(terms, new Evidence { Stages = [.. stages] }, asOf, rule);
    }

    /// <summary>The verdict on a composite from its members.</summary>
    public static ProgressResult AssessMembers(
        IEnumerable<(Target Target, IEnumerable<ReportedFigure> Figures)> members, DateOnly asOf,
        IEnumerable<BenchmarkFigure>? benchmarks = null, MethodSettings? settings = null)
    {
        var rows = benchmarks?.ToList();
        var parts = members.ToList();
        return CompositeRule.Of(
            parts.ConvertAll(m => m.Target.Assess(m.Figures, asOf, rows, settings)), parts.Max(m => Terms(m.Target, []).LastDay), asOf);
    }

    /// <exception cref="FormatException">The target names a ladder that nobody knows.</exception>
    internal static ProgressTarget Terms(Target target, IEnumerable<BenchmarkFigure> benchmarks)
    {
        var asked = target.Definition;
        var known = benchmarks.Where(b => asked.Benchmarks.Contains(b.Series)).ToLookup(b => b.Series);
        return new ProgressTarget(asked.Kind)
        {
            Op = asked.Comparator,
            Value = asked.Value,
            StartDate = asked.Start,
            DueDate = asked.Due,
            Baseline = asked.BaselineValue,
            Measure = asked.Measure ?? Measure.Flow,
            Frequency = asked.Frequency,
            Geometric = asked.Geometric,
            Nodes = [.. asked.Path.Select(n => (n.Period, n.Value))],
            LimitLow = asked.LimitLow,
            LimitHigh = asked.LimitHigh,
            Seasonal = asked.Seasonal,
            Initial = asked.Initial ?? 0,
            Mode = asked.Mode,
            Up = asked.Direction != Direction.Down,
            Plan = [.. asked.Plan.Select(p => (p.Date, p.Stage))],
            Ladder = asked.Ladder is { } ladder ? StageLadder.Named(ladder) ?? throw new FormatException($"Unknown ladder: {ladder}") : null,
            Benchmarks = asked.Benchmarks.ToDictionary(name => name, name => (IReadOnlyList<Observation>)[.. known[name].Select(
                b => new Observation(b.Period, b.Nature, b.Value, b.Published, b.Preliminary, b.Revision))]),

            // A project is a row of its own: a list of the one project it names.
            Items = asked.Kind == TargetKind.ProjectList && asked.RequiredStage is { } stage ? [new ProjectItem(target.Name, stage)] : [],
        };
    }

    private static Evidence Reported(Target target, ProgressTarget terms, IEnumerable<ReportedFigure> figures, MethodSettings settings)
    {
        var accepted = figures.Where(f => f.State == FigureState.Accepted && f.AreaCode == target.AreaCode).ToList();
        var ladder = terms.Ladder ?? (target.Kind == TargetKind.Milestone ? settings.MilestoneLadder : settings.ProjectLadder);
        return new Evidence
        {
            Figures = [.. accepted.Where(f => f.Value is not null && f.Nature != FigureNature.Stage)
                .Select(f => new Observation(f.Period, f.Nature, f.Value!.Value, f.Published, f.Preliminary, f.Revision))],
            Stages = [.. accepted.Where(f => f is { Nature: FigureNature.Stage, Stage: not null } && ladder.Knows(f.Stage))
                .Select(f => new StageReport(
                    target.Name, f.StageDate ?? f.Period.LastDay, f.Stage!, f.Value, f.Published, f.Period, f.ReplacedOn(accepted)))],
        };
    }
}
