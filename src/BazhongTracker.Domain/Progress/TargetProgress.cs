using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using BazhongTracker.Domain.Progress.Json;
using BazhongTracker.Domain.Progress.Rules;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Domain.Progress;

/// <summary>From a catalogue row and its accepted figures to the method.</summary>
public static class TargetProgress
{
    // A catalogue row never changes, and reading it costs as much as judging it.
    private static readonly ConditionalWeakTable<Target, ReadRow> Rows = [];

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

    private static ReadRow Read(Target target)
    {
        var row = JsonNode.Parse(target.RowJson)!.AsObject();
        return new ReadRow(CaseTarget.Shape(row, target.Kind), target.Kind == TargetKind.Beat ? [.. row.List("benchmarks").Select(name => name!.GetValue<string>())] : []);
    }

    internal static ProgressTarget Terms(Target target, IEnumerable<BenchmarkFigure> benchmarks)
    {
        var (shape, series) = Rows.GetValue(target, Read);
        var known = benchmarks.Where(b => series.Contains(b.Series)).ToLookup(b => b.Series);
        return shape with
        {
            Op = target.Comparator,
            Value = target.Value,
            StartDate = target.Start,
            DueDate = target.Due,
            Baseline = target.BaselineValue,
            Measure = target.Measure ?? Measure.Flow,
            Frequency = target.Frequency,
            Benchmarks = series.ToDictionary(name => name, name => (IReadOnlyList<Observation>)[.. known[name].Select(
                b => new Observation(b.Period, b.Nature, b.Value, b.Published, b.Preliminary, b.Revision))]),

            // A project is a row of its own: a list of the one project it names.
            Items = target.Kind == TargetKind.ProjectList && target.RequiredStage is { } stage ? [new ProjectItem(target.Name, stage)] : [],
        };
    }

    private static Evidence Reported(Target target, ProgressTarget terms, IEnumerable<ReportedFigure> figures, MethodSettings settings)
    {
        var accepted = figures.Where(f => f.State == FigureState.Accepted).ToList();
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

    private sealed record ReadRow(ProgressTarget Shape, HashSet<string> Series);
}
