using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress;

/// <summary>Forecasts F0–F4 (method 2.6, 2.10).</summary>
internal static class Forecasts
{
    private const double Z80 = 1.2815515655446;
    private static readonly double[] StudentT90 = [3.0777, 1.8856, 1.6377, 1.5332];

    /// <param name="points">In order of time; <paramref name="start"/> is the base of the average pace.</param>
    /// <param name="window">Quarters looked back by F2.</param>
    public static ProgressForecast FromPoints(
        ProgressTarget target, IReadOnlyList<SeriesPoint> points, SeriesPoint? start, Quarter horizon, int window, string prefix = "")
    {
        if (points.Count < 2)
        {
            return ProgressForecast.None;
        }

        if (TheilSen(target, points, horizon, window) is { } robust)
        {
            return robust with { Method = prefix + robust.Method };
        }

        var last = points[^1];
        if (start is null || start.Period >= last.Period)
        {
            return ProgressForecast.None;
        }

        var pace = (last.Value - start.Value) / (last.Period.Index - start.Period.Index);
        var value = Clamp(target, last.Value + pace * (horizon.Index - last.Period.Index));
        return Judged(target, new(prefix + "F1_avg_pace", value, null, null, points.Count, null, false));
    }

    public static ProgressForecast Judged(ProgressTarget target, ProgressForecast forecast)
    {
        bool Meets(decimal value) => target.Op!.Value.Direction() * (value - target.Value!.Value) >= -0.000000001m;
        var up = target.Op!.Value.Direction() > 0;
        ForecastVerdict verdict;
        if (forecast.Low is { } low && forecast.High is { } high)
        {
            verdict = Meets(up ? low : high) ? ForecastVerdict.Likely
                : Meets(forecast.Value!.Value) ? ForecastVerdict.Possible
                : Meets(up ? high : low) ? ForecastVerdict.Unlikely
                : ForecastVerdict.VeryUnlikely;
        }
        else
        {
            verdict = Meets(forecast.Value!.Value) ? ForecastVerdict.Possible : ForecastVerdict.Unlikely;
        }

        return forecast with { Verdict = verdict };
    }

    /// <returns>Null when the newest year is complete, nothing is reported, or the share is below 5 %.</returns>
    public static Nowcast? InYear(ProgressTarget target, Series series)
    {
        if (series.NewestReported is not { IsYearEnd: false } newest)
        {
            return null;
        }

        var (year, k) = (newest.Year, newest.Number);
        var shares = series.Years.Where(y => y < year && !target.ExcludedYears.Contains(y)).OrderDescending()
            .Select(y => (Part: series.Cumulative(y, k), Whole: series.Cumulative(y, 4)))
            .Where(s => s.Part is not null && s.Whole is { Value: > 0 })
            .Take(5).Select(s => s.Part!.Value / s.Whole!.Value).ToList();
        var share = shares.Count == 0 ? k / 4m : Median(shares);
        if (share < 0.05m)
        {
            return null;
        }

        var ytd = series.Cumulative(year, k)!.Value;
        decimal? low = null, high = null;
        if (shares.Count >= 2 && shares.TrueForAll(s => s > 0))
        {
            var logs = shares.Select(s => Math.Log((double)s)).ToList();
            var mean = logs.Average();
            var n = logs.Count;
            var width = StudentT90[n - 2] * Math.Sqrt(logs.Sum(l => (l - mean) * (l - mean)) / (n - 1)) * Math.Sqrt(1 + 1.0 / n);
            var bounds = new[] { ytd / (decimal)Math.Exp(mean + width), ytd / (decimal)Math.Exp(mean - width) };
            (low, high) = (bounds.Min(), bounds.Max());
        }

        return new Nowcast(year, k, share, shares.Count, ytd / share, low, high);
    }

    private static ProgressForecast? TheilSen(ProgressTarget target, IReadOnlyList<SeriesPoint> all, Quarter horizon, int window)
    {
        var points = all.Where(p => p.Period.Index >= all[^1].Period.Index - window).ToList();
        if (points.Count < 4 || points[^1].Period.Index - points[0].Period.Index < 4)
        {
            return null;
        }

        var seasonal = target.Seasonal && target.Measure != Measure.Flow;
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

        var anchor = seasonal ? points.FindLast(p => p.Period.Number == horizon.Number) : points[^1];
        if (slopes.Count < 3 || anchor is null)
        {
            return null;
        }

        slopes.Sort();
        var b = Median(slopes);
        var groups = points.GroupBy(p => seasonal ? p.Period.Number : 0).Select(g => g.ToList()).ToList();
        var spread = Z80 * Math.Sqrt(groups.Sum(g => g.Count * (g.Count - 1) * (2 * g.Count + 5) / 18.0));
        var low = Math.Min(b, Ranked(slopes, (int)Math.Floor((slopes.Count - spread) / 2)));
        var high = Math.Max(b, Ranked(slopes, (int)Math.Ceiling((slopes.Count + spread) / 2) + 1));
        var residuals = groups.SelectMany(g => Centred([.. g.Select(p => p.Value - b * p.Period.Index)])).Select(Math.Abs).ToList();
        var noise = (decimal)(Z80 * Math.Sqrt(2)) * 1.4826m * Median(residuals);
        var h = horizon.Index - anchor.Period.Index;
        return Judged(target, new(
            "F2_theil_sen", Clamp(target, anchor.Value + b * h), Clamp(target, anchor.Value + low * h - noise),
            Clamp(target, anchor.Value + high * h + noise), points.Count, null, true));
    }

    private static decimal Ranked(List<decimal> sorted, int rank) => sorted[Math.Clamp(rank, 1, sorted.Count) - 1];

    private static IEnumerable<decimal> Centred(List<decimal> values)
    {
        var median = Median(values);
        return values.Select(v => v - median);
    }

    private static decimal Median(List<decimal> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static decimal Clamp(ProgressTarget target, decimal value) =>
        Math.Max(target.LimitLow ?? decimal.MinValue, Math.Min(target.LimitHigh ?? decimal.MaxValue, value));
}
