using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Data.Seeding;

/// <summary>The invented course of one target: where it began, where it was to go, and how the story goes.</summary>
internal sealed record DemoCourse(DemoFate Fate, decimal? Base = null, decimal? Goal = null)
{
    private static readonly DateOnly PlanStart = new(2020, 12, 31);
    private static readonly DateOnly PlanEnd = new(2025, 12, 31);

    // Only where chance would tell an unlikely story: levels a reader knows, and stories the demonstration needs.
    private static readonly Dictionary<string, DemoCourse> Written = new()
    {
        ["04-01"] = new(DemoFate.Fading),
        ["04-02"] = new(DemoFate.Steady),
        ["04-03"] = new(DemoFate.Sliding, 1.28m),
        ["04-05"] = new(DemoFate.Steady),
        ["04-06"] = new(DemoFate.Steady),
        ["04-07"] = new(DemoFate.Early),
        ["04-08"] = new(DemoFate.Fading),
        ["05-01"] = new(DemoFate.Late),
        ["05-02"] = new(DemoFate.Steady),
        ["05-03"] = new(DemoFate.Steady, 62.7m, 64.0m),
        ["06-01"] = new(DemoFate.Short),
        ["06-02"] = new(DemoFate.Short),
        ["06-03"] = new(DemoFate.Short),
        ["06-04"] = new(DemoFate.Short),
        ["06-05"] = new(DemoFate.Steady),
        ["06-06"] = new(DemoFate.Early, 6.1m, 8.5m),
        ["06-07"] = new(DemoFate.Steady, 2950),
        ["06-08"] = new(DemoFate.Late, 268),
        ["08-01"] = new(DemoFate.Steady, 497),
        ["08-02"] = new(DemoFate.Early, 184.9m),
        ["08-03"] = new(DemoFate.Early, 128),
        ["08-04"] = new(DemoFate.Early, 236),
        ["08-05"] = new(DemoFate.CatchUp, 31),
        ["08-06"] = new(DemoFate.Fading, 21),
        ["08-07"] = new(DemoFate.Late, 5.9m),
        ["08-08"] = new(DemoFate.Stopped),
        ["08-09"] = new(DemoFate.Steady),
        // The same series as 06-08: not asked twice.
        ["11-01"] = new(DemoFate.Silent),
        ["11-04"] = new(DemoFate.CatchUp, 232),
        ["11-08"] = new(DemoFate.Short, 13.5m),
        ["11-09"] = new(DemoFate.Steady),
        ["11-14"] = new(DemoFate.Fading, 44),
        ["12-01"] = new(DemoFate.Steady),
        ["12-02"] = new(DemoFate.Late),
        ["12-03"] = new(DemoFate.Steady),
        ["12-04"] = new(DemoFate.Short),
        ["12-05"] = new(DemoFate.Short),
        ["12-07"] = new(DemoFate.Short),
        ["12-08"] = new(DemoFate.Late),
        ["12-31"] = new(DemoFate.Early, 52),
        ["12-38"] = new(DemoFate.Late),
        ["15-03"] = new(DemoFate.Short),
    };

    public static DemoCourse Of(Target target)
    {
        var course = Written.GetValueOrDefault(target.Code) ?? new DemoCourse(DemoFates.Drawn(target.Code));
        var goal = course.Goal ?? target.Value;
        var upwards = (target.Comparator ?? Comparator.AtLeast).Direction() > 0;
        return course with { Goal = goal, Base = target.BaselineValue ?? course.Base ?? goal * (upwards ? 0.62m : 1.3m) };
    }

    /// <summary>The base period of a target; the plan's, where the text names none.</summary>
    public static Quarter Start(Target target) => Quarter.LastEnded(target.Start ?? PlanStart);

    /// <summary>The share of the target's time that is over at the end of the quarter; more than 1 after it is due.</summary>
    public static decimal Elapsed(Target target, Quarter quarter)
    {
        var start = Start(target);
        var due = Quarter.LastEnded(target.Due ?? PlanEnd);
        return (quarter.Index - start.Index) / (decimal)Math.Max(1, due.Index - start.Index);
    }
}
