using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Data.Seeding;

/// <summary>National and provincial growth: what was published, and invented values, marked 演示, for the quarters between.</summary>
internal sealed class DemoBenchmarks
{
    private static readonly Quarter First = new(2021, 1);

    // Growth in percent where nothing was published for a series; the province is a little above the nation.
    private static readonly Dictionary<string, decimal> Usual = new()
    {
        ["gdp_per_capita_growth"] = 5.2m,
        ["urban_income_growth"] = 4.8m,
        ["rural_income_growth"] = 6.6m,
    };

    private readonly ILookup<string, BenchmarkFigure> published;

    public DemoBenchmarks(IEnumerable<BenchmarkFigure> published) => this.published = published.ToLookup(b => b.Series);

    public static IReadOnlyList<string> Names { get; } = [.. Usual.Keys.SelectMany(stem => new[] { $"{stem}.national", $"{stem}.sichuan" })];

    /// <returns>The higher of nation and province; null for a target that is not compared with them.</returns>
    public decimal? Highest(Target target, Quarter quarter) =>
        target.Definition.Benchmarks is { Count: > 0 } series && series.All(Names.Contains) ? series.Max(name => At(name, quarter)) : null;

    /// <summary>Every quarter up to <paramref name="last"/> for which no value was published.</summary>
    public IEnumerable<BenchmarkFigure> Missing(Quarter last)
    {
        foreach (var series in Names)
        {
            for (var quarter = First; quarter <= last; quarter = quarter.Plus(1))
            {
                if (!published[series].Any(b => b.Period == quarter))
                {
                    yield return Invented(series, quarter);
                }
            }
        }
    }

    private BenchmarkFigure Invented(string series, Quarter quarter) => new()
    {
        Series = series,
        PeriodIndex = quarter.Index,
        Nature = FigureNature.Growth,
        Value = At(series, quarter),
        Published = quarter.LastDay.AddDays(DemoChance.Whole(15, 20, series, quarter)),
        Origin = FigureOrigin.Demo,
        Source = DemoFigure.Source,
        OperationId = $"demo:{series}:{quarter}",
    };

    private decimal At(string series, Quarter quarter)
    {
        var points = published[series].OrderBy(b => b.PeriodIndex).ThenBy(b => b.Published).ToList();
        if (points.LastOrDefault(b => b.Period == quarter) is { } known)
        {
            return known.Value;
        }

        var before = points.LastOrDefault(b => b.Period < quarter);
        var after = points.FirstOrDefault(b => b.Period > quarter);
        var stem = series[..series.IndexOf('.', StringComparison.Ordinal)];
        var value = (before, after) switch
        {
            ({ } a, { } b) => a.Value + (b.Value - a.Value) * (quarter.Index - a.PeriodIndex) / (b.PeriodIndex - a.PeriodIndex),
            _ => Usual[stem] + (series.EndsWith("sichuan", StringComparison.Ordinal) ? 0.2m : 0),
        };
        return Math.Round(value + 0.15m * DemoChance.Noise(series, quarter), 1);
    }
}
