using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress;

/// <summary>A flow as cumulative totals by year and quarter (method 2.3). A missing quarter is never read as zero.</summary>
internal sealed class CumulativeYears
{
    private readonly Dictionary<(int Year, int Quarter), SeriesPoint> totals = [];

    /// <param name="visible">Observations visible on the day; only ytd, qtr and annual are read.</param>
    public CumulativeYears(IEnumerable<Observation> visible)
    {
        foreach (var year in visible.GroupBy(o => o.Period.Year))
        {
            Read(year.Key, [.. year]);
        }
    }

    /// <summary>A run of single quarters is broken, so that a later quarter cannot be added up.</summary>
    public bool HasGap { get; private set; }
    public bool HasDecrease { get; private set; }
    public Quarter? Newest => totals.Count == 0 ? null : totals.Values.Max(p => p.Period);
    public IEnumerable<int> Years => totals.Keys.Select(k => k.Year).Distinct();
    public IEnumerable<SeriesPoint> All => totals.Values.OrderBy(p => p.Period);

    public SeriesPoint? At(int year, int quarter) => totals.GetValueOrDefault((year, quarter));

    private void Read(int year, List<Observation> observations)
    {
        var quarters = observations.Where(o => o.Nature == FigureNature.Qtr).GroupBy(o => o.Period.Number)
            .ToDictionary(g => g.Key, Vintages.Latest);
        var run = 0m;
        var unbroken = true;
        for (var k = 1; k <= 4; k++)
        {
            unbroken = unbroken && quarters.ContainsKey(k);
            run += unbroken ? quarters[k].Value : 0;
            if (Given(observations, k) is { } given)
            {
                totals[(year, k)] = given;
            }
            else if (unbroken)
            {
                var parts = quarters.Where(q => q.Key <= k).Select(q => q.Value).ToList();
                totals[(year, k)] = new SeriesPoint(quarters[k].Period, run, parts.Exists(p => p.Preliminary), parts.Exists(p => p.Revised));
            }
            else if (quarters.ContainsKey(k))
            {
                HasGap = true;
            }
        }

        var known = Enumerable.Range(1, 4).Select(k => At(year, k)).OfType<SeriesPoint>().ToList();
        HasDecrease |= known.Zip(known.Skip(1)).Any(pair => pair.Second.Value < pair.First.Value);
    }

    // A year's total may come as annual or as the fourth cumulative: the later published, annual on a tie.
    private static SeriesPoint? Given(List<Observation> year, int k)
    {
        var ytd = year.Where(o => o.Nature == FigureNature.Ytd && o.Period.Number == k).ToList();
        var annual = k == 4 ? year.Where(o => o.Nature == FigureNature.Annual && o.Period.IsYearEnd).ToList() : [];
        if (annual.Count > 0 && (ytd.Count == 0 || annual.Max(o => o.VisibleFrom) >= ytd.Max(o => o.VisibleFrom)))
        {
            return Vintages.Latest(annual);
        }

        return ytd.Count > 0 ? Vintages.Latest(ytd) : null;
    }
}
