using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using CsCheck;

namespace BazhongTracker.Domain.Tests.Progress;

/// <summary>A target with its figures and a day; the random ones all start at 2020Q4 and are due at 2025Q4.</summary>
public sealed record Case(ProgressTarget Target, IReadOnlyList<Observation> Figures, DateOnly AsOf)
{
    public ProgressResult Result => ProgressMethod.Assess(Target, Figures, AsOf);
    public int? Rank => Result.Status.Rank();

    public Case With(Func<Observation, Observation> change) => this with { Figures = [.. Figures.Select(change)] };

    /// <summary>The newest figure that is visible, made better by so much.</summary>
    public Case WithBetterLatest(decimal by)
    {
        var visible = Figures.Where(f => f.IsVisible(AsOf)).ToList();
        if (visible.Count == 0)
        {
            return this;
        }

        var last = visible.Max(f => f.Period);
        return With(f => f.Period == last ? f with { Value = f.Value + Target.Op!.Value.Direction() * by } : f);
    }

    public override string ToString() =>
        $"{Target.Kind} {Target.Op?.Sign()} {Target.Value} baseline {Target.Baseline} {Target.Measure} as of {AsOf:O}: "
        + string.Join(", ", Figures.Select(f => $"{f.Period} {f.Nature} {f.Value} ({f.VisibleFrom:O})")) + $" → {Result}";
}

public static class Cases
{
    public static readonly DateOnly Start = new(2020, 12, 31);
    public static readonly DateOnly Due = new(2025, 12, 31);
    private static readonly Quarter First = new(2020, 4);

    /// <summary>Small by default; a night's run sets TRACKER_PROPERTY_CASES=100000.</summary>
    public static long Number => long.TryParse(Environment.GetEnvironmentVariable("TRACKER_PROPERTY_CASES"), out var n) ? n : 400;

    public static readonly Gen<DateOnly> Day = Gen.Int[1, 2300].Select(days => Start.AddDays(days));
    public static readonly Gen<decimal> Tenths = Gen.Int[-2000, 2000].Select(n => n / 10m);
    public static readonly Gen<Comparator> Op = Gen.Int[0, 3].Select(n => (Comparator)n);

    private static readonly Gen<Observation> Point =
        Gen.Select(Gen.Int[0, 22], Tenths, Gen.Int[1, 90], (quarter, value, lag) => Figure(quarter, FigureNature.Point, value, lag));

    private static readonly Gen<IReadOnlyList<Observation>> Points = Point.Array[0, 12].Select(all => (IReadOnlyList<Observation>)[.. all.DistinctBy(o => o.Period)]);

    /// <summary>A level, reach or hold, with or without a baseline.</summary>
    public static Gen<Case> Level(TargetKind kind) =>
        Gen.Select(Op, Tenths, Tenths, Gen.Int[0, 3], Points, Day, (op, value, baseline, known, figures, day) => new Case(
            new ProgressTarget(kind) { Op = op, Value = value, StartDate = Start, DueDate = Due, Baseline = known > 0 ? baseline : null, Measure = Measure.Point },
            figures, day));

    /// <summary>A flow in whole years of single quarters; the last year is cut off somewhere.</summary>
    public static readonly Gen<Case> Flow =
        Gen.Select(Gen.Int[0, 400].Array[1, 24], Gen.Int[100, 1600], Gen.Int[0, 1000], Gen.Int[0, 2], Day, (quarters, value, baseline, known, day) => new Case(
            new ProgressTarget(TargetKind.Reach) { Op = Comparator.Above, Value = value, StartDate = Start, DueDate = Due, Baseline = known > 0 ? baseline : null },
            [.. quarters.Select((q, i) => Figure(i - 3, FigureNature.Qtr, q, 20))], day));

    public static readonly Gen<Case> Count =
        Gen.Select(Gen.Int[1, 30], Gen.Int[0, 4].Array[0, 22], Gen.Bool, Day, (value, added, every, day) => new Case(
            new ProgressTarget(TargetKind.CumNew) { Op = Comparator.AtLeast, Value = value, StartDate = Start, DueDate = Due },
            [.. added.Select((_, i) => Figure(i + 1, FigureNature.Cum, added.Take(i + 1).Sum(), 20)).Where((_, i) => every || i % 3 == 2)], day));

    public static readonly Gen<Case> Any = Gen.OneOf(Level(TargetKind.Reach), Level(TargetKind.Hold), Flow, Count);

    private static readonly string[] Ladder = [.. StageLadder.Milestone.Stages];

    public static readonly Gen<(ProgressTarget Target, IReadOnlyList<StageReport> Reports, DateOnly AsOf)> Milestone =
        Gen.Select(Gen.Int[0, 5].Array[0, 5], Gen.Int[1, 2200].Array[5], Gen.Bool, Day, (stages, days, planned, day) => (
            new ProgressTarget(TargetKind.Milestone)
            {
                StartDate = Start,
                DueDate = Due,
                Plan = planned ? [(Start.AddDays(300), "启动申报"), (Start.AddDays(900), "列入创建"), (Start.AddDays(1400), "省级验收")] : [],
            },
            (IReadOnlyList<StageReport>)[.. stages.Select((stage, i) => Report(null, days[i], Ladder[stage], i))],
            day));

    private static readonly string[] Building = ["未启动", "前期", "启动", "开工", "主体完工", "建成"];

    /// <summary>Two projects whose reports never go back.</summary>
    public static readonly Gen<(ProgressTarget Target, IReadOnlyList<StageReport> Reports, DateOnly AsOf)> ProjectList =
        Gen.Select(Gen.Int[0, 5].Array[0, 5], Gen.Int[1, 2200].Array[5], Day, (stages, days, day) => (
            new ProgressTarget(TargetKind.ProjectList) { StartDate = Start, DueDate = Due, Items = [new("路", "建成"), new("坝", "启动")] },
            (IReadOnlyList<StageReport>)[.. stages.Order().Zip(days.Order(), (stage, at) => (stage, at))
                .Select((r, i) => Report(i % 3 == 0 ? "坝" : "路", r.at, Building[r.stage], i))],
            day));

    public static readonly Gen<(ProgressTarget Target, IReadOnlyList<StageReport> Reports, DateOnly AsOf)> Staged = Gen.OneOf(
        Milestone, ProjectList);

    // Some are made for the quarter of the day, some repeat the day for a later one.
    private static StageReport Report(string? item, int day, string stage, int i)
    {
        var date = Start.AddDays(day);
        return new StageReport(item, date, stage, Period: i % 2 == 0 ? null : Quarter.Containing(date).Plus(i));
    }

    public static Observation Figure(int quartersAfterStart, FigureNature nature, decimal value, int publishedAfter = 20)
    {
        var period = First.Plus(quartersAfterStart);
        return new Observation(period, nature, value, period.LastDay.AddDays(publishedAfter));
    }

    public static void Hold<T>(this Gen<T> cases, Func<T, bool> property) => cases.Sample(property, iter: Number);

    public static void Hold<T1, T2>(this Gen<(T1, T2)> cases, Func<T1, T2, bool> property) => cases.Hold(c => property(c.Item1, c.Item2));

    public static void Hold<T1, T2, T3>(this Gen<(T1, T2, T3)> cases, Func<T1, T2, T3, bool> property) => cases.Hold(c => property(c.Item1, c.Item2, c.Item3));

    public static void Hold<T1, T2, T3, T4>(this Gen<(T1, T2, T3, T4)> cases, Func<T1, T2, T3, T4, bool> property) =>
        cases.Hold(c => property(c.Item1, c.Item2, c.Item3, c.Item4));
}
