namespace BazhongTracker.Domain.Progress.Forecasting;

/// <summary>
/// s_k: the share of a year's total that has been reached by quarter k, the median of the newest five complete years before (method 2.6, 2.10).
/// Without such a year it is k/4, which is only a fallback.
/// </summary>
internal sealed record SeasonalShare(decimal Share, IReadOnlyList<decimal> Shares)
{
    private const int MostYears = 5;

    public int Years => Shares.Count;

    /// <summary>What lowers the confidence; null for a share from two years or more.</summary>
    public string? Issue => Years switch { 0 => "seasonality_fallback", 1 => "seasonality_short", _ => null };

    public static SeasonalShare Of(CumulativeYears totals, int year, int k, IReadOnlyCollection<int> excludedYears)
    {
        var shares = totals.Years.Where(y => y < year && !excludedYears.Contains(y)).OrderDescending()
            .Select(y => (Part: totals.At(y, k), Whole: totals.At(y, 4)))
            .Where(s => s.Part is not null && s.Whole is { Value: > 0 })
            .Take(MostYears).Select(s => s.Part!.Value / s.Whole!.Value).ToList();
        return new SeasonalShare(shares.Count == 0 ? k / 4m : shares.Median(), shares);
    }
}
