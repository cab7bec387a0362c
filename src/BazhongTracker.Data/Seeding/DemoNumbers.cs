using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Data.Seeding;

/// <summary>Invented numbers of one target: levels, yearly flows, counts, growth. Every number follows from the target and the quarter alone.</summary>
internal sealed class DemoNumbers(Target target, DemoCourse course, IEnumerable<PublishedFigure> published, DemoBenchmarks benchmarks)
{
    private static readonly decimal[] Tourism = [0, 0.21m, 0.44m, 0.69m, 1];
    private static readonly decimal[] Farming = [0, 0.26m, 0.49m, 0.73m, 1];
    private static readonly decimal[] Industry = [0, 0.22m, 0.47m, 0.72m, 1];
    private static readonly HashSet<string> CountedInWholes = ["个", "家", "项", "人", "户", "所", "次"];

    private readonly List<(Quarter Period, decimal Value)> fixedPoints =
        [.. published.Where(p => p.Entry.Value is not null).Select(p => (p.Entry.Period, p.Entry.Value!.Value)).OrderBy(p => p.Period)];

    private readonly decimal initial = target.Definition.Initial ?? 0;

    /// <returns>Null when the target has no goal against which to invent anything.</returns>
    public decimal? At(Quarter quarter) => target.Kind switch
    {
        TargetKind.Beat => benchmarks.Highest(target, quarter) is { } best ? Math.Round(best + Growth(quarter), 1) : null,
        TargetKind.AvgGrowth => Math.Round((course.Goal ?? 0) + Growth(quarter), 1),
        TargetKind.AnnualNew => course.Goal is { } yearly ? Math.Floor(YearlyNew(quarter.Year, yearly) * Industry[quarter.Number]) : null,
        TargetKind.CumNew => course.Goal is { } total ? Count(quarter, total) : null,
        _ => course.Goal is null ? null : Level(quarter),
    };

    // A margin over a benchmark is thin by nature; growth of its own swings more.
    private decimal Growth(Quarter quarter) =>
        course.Fate.Lead(DemoCourse.Elapsed(target, quarter)) + (target.Kind == TargetKind.Beat ? 0.05m : 0.3m) * DemoChance.Noise(target.Code, quarter);

    private decimal YearlyNew(int year, decimal promised)
    {
        var room = course.Fate.Lead(DemoCourse.Elapsed(target, Quarter.YearEnd(year)));
        var extra = DemoChance.Whole(0, 2, target.Code, year);
        return Math.Max(0, room > 0 ? promised + extra : promised - 1 - extra);
    }

    // A count never falls, stays between the published counts around it, and hardly goes on once its promise is kept.
    private decimal Count(Quarter quarter, decimal total)
    {
        var raw = Math.Floor(initial + (total - initial) * Math.Clamp(course.Fate.Done(DemoCourse.Elapsed(target, quarter)), 0, 1.1m));
        var atLeast = fixedPoints.Where(p => p.Period <= quarter).Select(p => p.Value).Append(0).Max();
        var atMost = fixedPoints.Where(p => p.Period >= quarter).Select(p => p.Value).Append(decimal.MaxValue).Min();
        return Math.Max(atLeast, Math.Min(atMost, raw));
    }

    private decimal Level(Quarter quarter)
    {
        var value = Raw(quarter) * Correction(quarter);
        value = Math.Clamp(value, target.Definition.LimitLow ?? 0, target.Definition.LimitHigh ?? decimal.MaxValue);
        return CountedInWholes.Contains(target.Unit ?? "") ? Math.Round(value) : Math.Round(value, value >= 1000 ? 1 : 2);
    }

    private decimal Raw(Quarter quarter)
    {
        if (target.Measure is Measure.Point or Measure.Rate)
        {
            return LevelAt(quarter);
        }

        var shares = target.Item switch { 6 => Tourism, 8 => Farming, _ => Industry };
        var share = shares[quarter.Number] + (quarter.IsYearEnd ? 0 : 0.008m * DemoChance.Noise(target.Code, quarter, "share"));
        return share * LevelAt(Quarter.YearEnd(quarter.Year));
    }

    private decimal LevelAt(Quarter quarter)
    {
        var x = DemoCourse.Elapsed(target, quarter);
        var goal = course.Goal!.Value;
        if (target.Kind == TargetKind.Hold)
        {
            var better = (target.Comparator ?? Comparator.AtLeast).Direction();
            return goal + better * Math.Abs(goal) * (course.Fate.Room(x) + 0.002m * DemoChance.Noise(target.Code, quarter));
        }

        var done = course.Fate.Done(x) + (x > 0 ? 0.01m * DemoChance.Noise(target.Code, quarter) : 0);
        return course.Base!.Value + (goal - course.Base.Value) * done;
    }

    // Published over invented at each published point, straight between them, fading to 1 within the two years after the last.
    private decimal Correction(Quarter quarter)
    {
        var anchors = new List<(Quarter Period, decimal Ratio)> { (DemoCourse.Start(target), 1) };
        anchors.AddRange(fixedPoints.Where(p => p.Period > anchors[0].Period && Raw(p.Period) != 0).Select(p => (p.Period, p.Value / Raw(p.Period))));
        anchors.Add((anchors[^1].Period.Plus(8), 1));
        var next = anchors.FindIndex(a => a.Period >= quarter);
        if (next <= 0)
        {
            return 1;
        }

        var (from, to) = (anchors[next - 1], anchors[next]);
        return from.Ratio + (to.Ratio - from.Ratio) * (quarter.Index - from.Period.Index) / (to.Period.Index - from.Period.Index);
    }
}
