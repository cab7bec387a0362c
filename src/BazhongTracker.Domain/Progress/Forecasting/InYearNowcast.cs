namespace BazhongTracker.Domain.Progress.Forecasting;

/// <summary>F3/F4: the running year's total from its cumulative so far and the seasonal share (method 2.6, 2.10).</summary>
internal static class InYearNowcast
{
    // Below this nothing can be inferred within the year: grain before the harvest.
    private const decimal SmallestShare = 0.05m;
    private static readonly double[] StudentT90 = [3.0777, 1.8856, 1.6377, 1.5332];

    /// <returns>Null when the newest year is complete, nothing is reported, or the share is too small.</returns>
    public static (Nowcast Nowcast, SeasonalShare Basis)? Of(CumulativeYears totals, IReadOnlyCollection<int> excludedYears)
    {
        if (totals.Newest is not { IsYearEnd: false } newest)
        {
            return null;
        }

        var basis = SeasonalShare.Of(totals, newest.Year, newest.Number, excludedYears);
        if (basis.Share < SmallestShare)
        {
            return null;
        }

        var ytd = totals.At(newest.Year, newest.Number)!.Value;
        var (low, high) = Interval(ytd, basis.Shares);
        return (new Nowcast(newest.Year, newest.Number, basis.Share, basis.Years, ytd / basis.Share, low, high), basis);
    }

    // Student-t on the logarithms of the shares.
    private static (decimal? Low, decimal? High) Interval(decimal ytd, IReadOnlyList<decimal> shares)
    {
        if (shares.Count < 2 || shares.Any(s => s <= 0))
        {
            return (null, null);
        }

        var logs = shares.Select(s => Math.Log((double)s)).ToList();
        var (mean, n) = (logs.Average(), logs.Count);
        var width = StudentT90[n - 2] * Math.Sqrt(logs.Sum(l => (l - mean) * (l - mean)) / (n - 1)) * Math.Sqrt(1 + 1.0 / n);
        var bounds = new[] { Saturating.ToDecimal((double)ytd * Math.Exp(-mean - width)), Saturating.ToDecimal((double)ytd * Math.Exp(width - mean)) };
        return (bounds.Min(), bounds.Max());
    }
}
