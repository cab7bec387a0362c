using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Progress.Json;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Web.Features.Targets;

/// <summary>Which of the accepted figures a verdict rests on: how sure it is says nothing where all of them are invented.</summary>
internal static class DecidingFigures
{
    /// <returns>Empty where nothing was accepted.</returns>
    public static IReadOnlyList<FigureOrigin> Origins(Target target, IReadOnlyList<FigureRow> rows, Trajectory? line, Working working)
    {
        var standing = rows.Where(f => f is { State: FigureState.Accepted, Superseded: false }).ToList();
        var deciding = StageLadder.Of(target) is { } ladder
            ? standing.Where(f => f.Stage is { } stage and not StageLadder.Cancelled && ladder.Knows(stage))
            .GroupBy(f => ladder.Weight(f.Stage!)).MaxBy(g => g.Key) ?? Enumerable.Empty<FigureRow>()
            : Quarter.TryParse(working.DecidingPeriod, out var period) && line is not null ? standing.Where(f => PartsOf(period, target, line).Contains(f.Period))
            : standing.Where(f => target.Start is not { } start || f.Period.LastDay >= start);
        return [.. deciding.Select(f => f.Origin).Distinct()];
    }

    // The value, what it is a sum of, and where the way begins.
    private static HashSet<Quarter> PartsOf(Quarter period, Target target, Trajectory line)
    {
        var parts = new HashSet<Quarter> { period };
        if (target is { Measure: Measure.Flow, Kind: TargetKind.Reach or TargetKind.Hold } && !period.IsYearEnd)
        {
            parts.UnionWith([Quarter.YearEnd(period.Year - 1), period.Plus(-4)]);
        }

        if (target.BaselineValue is null && line.BasePeriod is { } start)
        {
            parts.Add(start);
        }

        return parts;
    }
}
