using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Reporting;

/// <summary>合理范围: what the same quarter of earlier years lets expect. Its ends are round, so that what is shown is what is checked. <paramref name="Lowest"/> and <paramref name="Highest"/> are what was really seen in <paramref name="Years"/> years.</summary>
public sealed record UsualRange(decimal Low, decimal High, decimal Lowest, decimal Highest, int Years)
{
    /// <summary>So many years back are looked at.</summary>
    public const int YearsBack = 4;

    /// <summary>Fewer years say nothing.</summary>
    public const int FewestYears = 2;

    /// <summary>The range goes this share beyond what was seen.</summary>
    public const decimal Slack = 0.10m;

    /// <summary>Rates in percent and growth move less: so many points beyond what was seen.</summary>
    public const decimal SlackInPoints = 3m;

    /// <summary>A count may always differ by so many.</summary>
    public const decimal SlackInUnits = 2m;

    /// <summary>A growing series may go on growing as fast as it ever did, and this much faster.</summary>
    public const decimal FasterGrowth = 0.05m;

    /// <summary>From here on an end has no decimals, below it one.</summary>
    public const decimal WholeFrom = 100m;

    /// <returns>Null for stages and where fewer than two earlier years are known.</returns>
    public static UsualRange? Of(Target target, FigureHistory history, Quarter period)
    {
        var seen = history.SameQuarterBefore(period, YearsBack).Select(f => f.Value).OfType<decimal>().ToList();
        if (target.NatureFor(period) == FigureNature.Stage || seen.Count < FewestYears)
        {
            return null;
        }

        var (lowest, highest) = (seen.Min(), seen.Max());
        var (down, up) = (SlackOf(target, lowest), SlackOf(target, highest));
        var low = lowest - down;
        var high = Math.Max(highest + up, IsShare(target) ? highest : Grown(seen));
        return new UsualRange(
            Outwards(target.NatureFor(period) == FigureNature.Growth ? low : Math.Max(0, low), decimal.Floor),
            Outwards(FigureRules.EndsAt100(target) ? Math.Min(100, high) : high, decimal.Ceiling),
            lowest, highest, seen.Count);

        decimal Outwards(decimal end, Func<decimal, decimal> round) =>
            FigureRules.IsCount(target) || Math.Abs(end) >= WholeFrom ? round(end) : round(end * 10) / 10;
    }

    private static decimal SlackOf(Target target, decimal value) =>
        IsShare(target) ? SlackInPoints : FigureRules.IsCount(target) ? Math.Max(SlackInUnits, Math.Round(Slack * value)) : Slack * Math.Abs(value);

    private static bool IsShare(Target target) => target.Unit == "%";

    private static decimal Grown(List<decimal> seen)
    {
        var growth = seen.Zip(seen.Skip(1)).Where(pair => pair.First > 0).Select(pair => pair.Second / pair.First).ToList();
        return growth.Count == 0 ? seen[^1] : seen[^1] * (growth.Max() + FasterGrowth);
    }
}
