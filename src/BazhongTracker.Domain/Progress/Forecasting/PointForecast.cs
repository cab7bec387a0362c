using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress.Forecasting;

/// <summary>The forecast from points of time: F2 where there are enough, else F1, else F0 (method 2.6, 2.10).</summary>
internal static class PointForecast
{
    /// <param name="points">In order of time.</param>
    /// <param name="start">The base of the average pace; null when there is none.</param>
    /// <param name="window">Quarters looked back by F2.</param>
    public static ProgressForecast Of(
        ProgressTarget target, IReadOnlyList<SeriesPoint> points, SeriesPoint? start, Quarter horizon, int window, string prefix = "")
    {
        var forecast = points.Count < 2 ? null
            : TheilSenForecast.Of(target, points, horizon, window) ?? AveragePaceForecast.Of(target, points, start, horizon);
        return forecast is null ? ProgressForecast.None : forecast with { Method = prefix + forecast.Method };
    }
}
