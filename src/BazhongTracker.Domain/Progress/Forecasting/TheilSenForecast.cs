using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress.Forecasting;

/// <summary>F2: last value + Theil–Sen slope × horizon, with slope bounds from Kendall's S. Seasonal series compare equal quarters only.</summary>
internal static class TheilSenForecast
{
    private const double Z80 = 1.2815515655446;
    private const int FewestPoints = 4;
    private const int ShortestSpan = 4;
    private const int FewestSlopes = 3;

    /// <returns>Null when the window holds too few points, too short a span or too few slopes.</returns>
    public static ProgressForecast? Of(ProgressTarget target, IReadOnlyList<SeriesPoint> all, Quarter horizon, int window)
    {
        var points = all.Where(p => p.Period.Index >= all[^1].Period.Index - window).ToList();
        if (points.Count < FewestPoints || points[^1].Period.Index - points[0].Period.Index < ShortestSpan)
        {
            return null;
        }

        var seasonal = target.Seasonal && target.Measure != Measure.Flow;
        var slopes = Slopes(points, seasonal);
        if (slopes.Count < FewestSlopes)
        {
            return null;
        }

        var b = slopes.Median();
        var groups = points.GroupBy(p => seasonal ? p.Period.Number : 0).Select(g => g.ToList()).ToList();
        var spread = Z80 * Math.Sqrt(groups.Sum(g => g.Count * (g.Count - 1) * (2 * g.Count + 5) / 18.0));
        var low = Math.Min(b, Ranked(slopes, (int)Math.Floor((slopes.Count - spread) / 2)));
        var high = Math.Max(b, Ranked(slopes, (int)Math.Ceiling((slopes.Count + spread) / 2) + 1));
        var residuals = groups.SelectMany(g => Centred([.. g.Select(p => p.Value - b * p.Period.Index)])).Select(Math.Abs);
        var noise = (decimal)(Z80 * Math.Sqrt(2)) * 1.4826m * residuals.Median();

        // A window without the season of the due date is carried on from its last point.
        var anchor = (seasonal ? points.FindLast(p => p.Period.Number == horizon.Number) : null) ?? points[^1];
        var h = horizon.Index - anchor.Period.Index;
        return new ProgressForecast(
            "F2_theil_sen",
            ForecastJudging.Clamped(target, anchor.Value + b * h),
            ForecastJudging.Clamped(target, anchor.Value + low * h - noise),
            ForecastJudging.Clamped(target, anchor.Value + high * h + noise),
            points.Count, null, true).Judged(target);
    }

    private static List<decimal> Slopes(List<SeriesPoint> points, bool seasonal)
    {
        var slopes = new List<decimal>();
        for (var i = 0; i < points.Count; i++)
        {
            for (var j = i + 1; j < points.Count; j++)
            {
                var distance = points[j].Period.Index - points[i].Period.Index;
                if (!seasonal || distance % 4 == 0)
                {
                    slopes.Add((points[j].Value - points[i].Value) / distance);
                }
            }
        }

        slopes.Sort();
        return slopes;
    }

    // Ranks count from 1.
    private static decimal Ranked(List<decimal> sorted, int rank) => sorted[Math.Clamp(rank, 1, sorted.Count) - 1];

    private static IEnumerable<decimal> Centred(List<decimal> values)
    {
        var median = values.Median();
        return values.Select(v => v - median);
    }
}
