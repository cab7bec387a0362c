namespace BazhongTracker.Domain.Progress.Forecasting;

/// <summary>F5, Gamma–Poisson: with X units in the share E of the time, the remaining number is NegBin(X + ½, E) (method 2.6, 2.10).</summary>
internal static class CountForecast
{
    /// <param name="current">The count so far, with the initial stock.</param>
    /// <param name="e">Share of the time that has passed, between 0 and 1.</param>
    /// <param name="n">Number of points.</param>
    public static ProgressForecast Of(ProgressTarget target, decimal current, decimal e, int n)
    {
        var since = Math.Max(0, current - target.Initial);
        var remaining = new NegativeBinomial((double)since + 0.5, (double)e);

        // Rounded: one half that comes out of floating point as 0.49999… is still one half.
        var probability = Math.Round(remaining.AtLeast((double)Math.Ceiling(target.Value!.Value - current)), 12);
        var verdict = probability switch
        {
            >= 0.9 => ForecastVerdict.Likely,
            >= 0.5 => ForecastVerdict.Possible,
            >= 0.1 => ForecastVerdict.Unlikely,
            _ => ForecastVerdict.VeryUnlikely,
        };
        return new ProgressForecast(
            "F5_gamma_poisson",
            target.Initial + since / e,
            current + Saturating.ToDecimal(remaining.Quantile(0.1)),
            current + Saturating.ToDecimal(remaining.Quantile(0.9)),
            n, verdict, true)
        { Probability = Saturating.ToDecimal(probability) };
    }
}
