using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress;

/// <summary>A value of the evaluation series with the quality of what it was made of.</summary>
internal sealed record SeriesPoint(Quarter Period, decimal Value, bool Preliminary = false, bool Revised = false);

/// <summary>Of several vintages of one figure the latest published wins, then the higher revision, then the larger value (method 2.3, 2.10).</summary>
internal static class Vintages
{
    private const decimal RevisedShare = 0.02m;

    public static SeriesPoint Latest(IEnumerable<Observation> vintages)
    {
        var ordered = vintages.OrderBy(o => o.VisibleFrom).ThenBy(o => o.Revision).ThenBy(o => o.Value).ThenByDescending(o => o.Preliminary).ToList();
        var used = ordered[^1];
        var first = ordered[0];
        var revised = Math.Abs(used.Value - first.Value) > RevisedShare * Math.Abs(first.Value);
        return new SeriesPoint(used.Period, used.Value, used.Preliminary, revised);
    }
}
