namespace BazhongTracker.Domain.Progress.Forecasting;

internal static class Medians
{
    public static decimal Median(this IEnumerable<decimal> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
