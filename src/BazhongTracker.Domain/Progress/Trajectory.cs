using BazhongTracker.Domain.Progress.Rules;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress;

/// <summary>A value of the evaluation series: for flows of trailing four quarters, for counts since the start.</summary>
public sealed record TrajectoryPoint(Quarter Period, decimal Value, bool Preliminary);

/// <summary>What a rule judged, as a line over time: the evaluation series as visible on a day, where the way begins, and the path (时序).</summary>
public sealed class Trajectory
{
    private readonly ProgressPath? path;

    private Trajectory(IReadOnlyList<TrajectoryPoint> points, Quarter? basePeriod, decimal? baseValue, bool isProxy, ProgressPath? path, bool isMaintained)
    {
        (Points, BasePeriod, BaseValue, IsProxy, this.path, IsMaintained) = (points, basePeriod, baseValue, isProxy, path, isMaintained);
    }

    /// <summary>In order of time.</summary>
    public IReadOnlyList<TrajectoryPoint> Points { get; }
    public Quarter? BasePeriod { get; }
    public decimal? BaseValue { get; }

    /// <summary>The base is unknown and the earliest figure stands in for it.</summary>
    public bool IsProxy { get; }

    /// <summary>The base already met the target: there is a line to keep and no way to go.</summary>
    public bool IsMaintained { get; }

    public bool HasPath => path is not null && !IsMaintained;

    /// <returns>Null where the kind has no path or its base is not known.</returns>
    public decimal? ExpectedAt(Quarter period) => HasPath && period >= BasePeriod ? path!.At(period) : null;

    /// <returns>Null for kinds that are told in stages or parts, and for targets without start.</returns>
    public static Trajectory? Of(Target target, IEnumerable<ReportedFigure> figures, DateOnly asOf)
    {
        if (target.IsParent || target.Start is null || target.Kind is TargetKind.Milestone or TargetKind.ProjectList or TargetKind.Composite or TargetKind.Qualitative)
        {
            return null;
        }

        var terms = TargetProgress.Terms(target, []);
        var observations = figures.Where(f => f is { State: FigureState.Accepted, Value: not null })
            .Select(f => new Observation(f.Period, f.Nature, f.Value!.Value, f.Published, f.Preliminary, f.Revision)).ToList();
        var judged = terms is { Value: not null, Due: not null, Op: not null };
        if (target.Kind == TargetKind.CumNew && judged)
        {
            var counts = new CountSeries(terms, observations, asOf).Points;
            return new Trajectory(Told(counts), terms.Start, terms.Initial, false, new ProgressPath(terms, terms.Start!.Value, terms.Initial), false);
        }

        var series = new Series(Flows(target) ? Measure.Flow : Measure.Rate, observations, asOf);
        var points = Told(target.Kind == TargetKind.AnnualNew ? series.Points.Where(p => p.Period.IsYearEnd) : series.Points);
        var way = target.Kind == TargetKind.Reach && judged
            ? ReachRule.BaselineOf(new Assessing(terms, series, asOf, MethodSettings.Default)) : null;
        return way is null
            ? new Trajectory(points, null, null, false, null, false)
            : new Trajectory(points, way.Period, way.Value, way.IsProxy, new ProgressPath(terms, way.Period, way.Value), terms.Op!.Value.IsMet(way.Value, terms.Value!.Value));
    }

    private static bool Flows(Target target) =>
        target.Kind == TargetKind.AnnualNew || target is { Kind: TargetKind.Reach or TargetKind.Hold or TargetKind.Directional, Measure: Measure.Flow };

    private static List<TrajectoryPoint> Told(IEnumerable<SeriesPoint> points) => [.. points.Select(p => new TrajectoryPoint(p.Period, p.Value, p.Preliminary))];
}
