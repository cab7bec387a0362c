using System.Text.Json.Nodes;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress;

/// <summary>From a catalogue row and its accepted figures to the method.</summary>
public static class TargetProgress
{
    /// <summary>The verdict on the target from the accepted figures that were visible on the day.</summary>
    public static ProgressResult Assess(this Target target, IEnumerable<ReportedFigure> figures, DateOnly asOf) =>
        ProgressMethod.Assess(
            Terms(target),
            figures.Where(f => f is { State: FigureState.Accepted, Value: not null } && f.Nature != FigureNature.Stage)
                .Select(f => new Observation(f.Period, f.Nature, f.Value!.Value, f.Published, f.Preliminary, f.Revision)),
            asOf);

    private static ProgressTarget Terms(Target target)
    {
        var row = JsonNode.Parse(target.RowJson)!.AsObject();
        var limits = row["limits"] as JsonArray;
        return new ProgressTarget(target.Kind)
        {
            Op = target.Comparator,
            Value = target.Value,
            Start = target.Start is { } start ? Quarter.LastEnded(start) : null,
            Due = target.Due is { } due ? Quarter.LastEnded(due) : null,
            Baseline = target.BaselineValue,
            Measure = target.Measure ?? Measure.Flow,
            Frequency = target.Frequency,
            LimitLow = limits?[0]?.GetValue<decimal>(),
            LimitHigh = limits?[1]?.GetValue<decimal>(),
            Seasonal = row["seasonal"]?.GetValue<bool>() ?? false,
        };
    }
}
