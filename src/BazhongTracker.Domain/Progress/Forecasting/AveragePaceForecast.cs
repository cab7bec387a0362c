using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress.Forecasting;

/// <summary>F1: the last value carried on at the average pace since the base; no interval.</summary>
internal static class AveragePaceForecast
{
    /// <returns>Null without a base before the last point.</returns>
    public static ProgressForecast? Of(ProgressTarget target, IReadOnlyList<SeriesPoint> points, SeriesPoint? start, Quarter horizon)
    {
        var last = points[^1];
        if (start is null || start.Period >= last.Period)
        {
            return null;
        }

        var pace = (last.Value - start.Value) / (last.Period.Index - start.Period.Index);
        var value = ForecastJudging.Clamped(target, last.Value + pace * (horizon.Index - last.Period.Index));
        return new ProgressForecast("F1_avg_pace", value, null, null, points.Count, null, false).Judged(target);
    }
}
