using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress;

/// <summary>A value of the evaluation series with the quality of what it was made of.</summary>
internal sealed record SeriesPoint(Quarter Period, decimal Value, bool Preliminary = false, bool Revised = false);

/// <summary>Observations as they were visible on a day, made into the evaluation series X(τ) (method 2.3).</summary>
internal sealed class Series
{
    private const decimal RevisedShare = 0.02m;
    private readonly Dictionary<(int Year, int Quarter), SeriesPoint> cumulative = [];

    public Series(ProgressTarget target, IEnumerable<Observation> observations, DateOnly asOf)
    {
        var visible = observations.Where(o => o.VisibleFrom <= asOf && o.Period.LastDay <= asOf).ToList();
        if (target.Measure == Measure.Flow)
        {
            ReadCumulative(visible);
            Points = [.. cumulative.Keys.Select(Rolling).OfType<SeriesPoint>().OrderBy(p => p.Period)];
        }
        else
        {
            Points = [.. visible.GroupBy(o => o.Period).Select(Latest).OrderBy(p => p.Period)];
        }
    }

    public IReadOnlyList<SeriesPoint> Points { get; }
    public bool HasGap { get; private set; }
    public bool HasDecrease { get; private set; }

    /// <summary>The newest quarter of a flow that was reported at all.</summary>
    public Quarter? NewestReported => cumulative.Count == 0 ? null : cumulative.Values.Max(p => p.Period);

    public SeriesPoint? At(Quarter period) => Points.FirstOrDefault(p => p.Period == period);

    public SeriesPoint? Cumulative(int year, int quarter) => cumulative.GetValueOrDefault((year, quarter));

    public IEnumerable<int> Years => cumulative.Keys.Select(k => k.Year).Distinct();

    // Of several vintages the latest published wins, then the higher revision, then the larger value.
    private static SeriesPoint Latest(IEnumerable<Observation> vintages)
    {
        var ordered = vintages.OrderBy(o => o.VisibleFrom).ThenBy(o => o.Revision).ThenBy(o => o.Value).ToList();
        var used = ordered[^1];
        var revised = ordered.Any(o => Math.Abs(used.Value - o.Value) > RevisedShare * Math.Abs(o.Value));
        return new SeriesPoint(used.Period, used.Value, used.Preliminary, revised);
    }

    private void ReadCumulative(List<Observation> visible)
    {
        foreach (var byYear in visible.GroupBy(o => o.Period.Year))
        {
            var quarters = new Dictionary<int, SeriesPoint>();
            foreach (var quarter in byYear.Where(o => o.Nature == FigureNature.Qtr).GroupBy(o => o.Period))
            {
                quarters[quarter.Key.Number] = Latest(quarter);
            }

            var run = 0m;
            var unbroken = true;
            for (var k = 1; k <= 4; k++)
            {
                unbroken = unbroken && quarters.ContainsKey(k);
                run += unbroken ? quarters[k].Value : 0;
                if (Given(byYear, k) is { } given)
                {
                    cumulative[(byYear.Key, k)] = given;
                }
                else if (unbroken)
                {
                    var parts = quarters.Where(q => q.Key <= k).Select(q => q.Value).ToList();
                    cumulative[(byYear.Key, k)] = new SeriesPoint(
                        quarters[k].Period, run, parts.Exists(p => p.Preliminary), parts.Exists(p => p.Revised));
                }
                else if (quarters.ContainsKey(k))
                {
                    HasGap = true;
                }
            }

            var known = Enumerable.Range(1, 4).Select(k => Cumulative(byYear.Key, k)).OfType<SeriesPoint>().ToList();
            HasDecrease |= known.Zip(known.Skip(1)).Any(pair => pair.Second.Value < pair.First.Value);
        }
    }

    // A year's total may come as annual or as the fourth cumulative: the later published, annual on a tie.
    private static SeriesPoint? Given(IEnumerable<Observation> year, int k)
    {
        var ytd = year.Where(o => o.Nature == FigureNature.Ytd && o.Period.Number == k).ToList();
        var annual = k == 4 ? year.Where(o => o.Nature == FigureNature.Annual).ToList() : [];
        if (annual.Count > 0 && (ytd.Count == 0 || annual.Max(o => o.VisibleFrom) >= ytd.Max(o => o.VisibleFrom)))
        {
            return Latest(annual);
        }

        return ytd.Count > 0 ? Latest(ytd) : null;
    }

    // 滚动四季 = 本年累计 + 上年全年 − 上年同期累计
    private SeriesPoint? Rolling((int Year, int Quarter) at)
    {
        var now = cumulative[at];
        if (at.Quarter == 4)
        {
            return now;
        }

        return Cumulative(at.Year - 1, 4) is { } year && Cumulative(at.Year - 1, at.Quarter) is { } same
            ? new SeriesPoint(now.Period, now.Value + year.Value - same.Value,
                now.Preliminary || year.Preliminary || same.Preliminary, now.Revised || year.Revised || same.Revised)
            : null;
    }
}
