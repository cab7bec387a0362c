using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Domain.Progress.Forecasting;

/// <summary>Whether a forecast meets T. Compared non-strictly: a forecast of exactly 700 is not a failure of 突破700 (method 2.2, 2.6).</summary>
internal static class ForecastJudging
{
    private const decimal Tiny = 0.000000001m;

    public static ProgressForecast Judged(this ProgressForecast forecast, ProgressTarget target)
    {
        var direction = target.Op!.Value.Direction();
        bool Meets(decimal value) => direction * (value - target.Value!.Value) >= -Tiny;
        var possible = Meets(forecast.Value!.Value);
        if (forecast is not { Low: { } low, High: { } high })
        {
            return forecast with { Verdict = possible ? ForecastVerdict.Possible : ForecastVerdict.Unlikely };
        }

        var (pessimistic, optimistic) = direction > 0 ? (low, high) : (high, low);
        return forecast with
        {
            Verdict = Meets(pessimistic) ? ForecastVerdict.Likely
                : possible ? ForecastVerdict.Possible
                : Meets(optimistic) ? ForecastVerdict.Unlikely
                : ForecastVerdict.VeryUnlikely,
        };
    }

    public static decimal Clamped(ProgressTarget target, decimal value) =>
        Math.Max(target.LimitLow ?? decimal.MinValue, Math.Min(target.LimitHigh ?? decimal.MaxValue, value));
}
