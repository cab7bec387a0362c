using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress;

/// <summary>Met and missed years of the plan, for the kinds that must hold every year (method 3.2).</summary>
internal static class ComplianceRecord
{
    public static IEnumerable<int> YearsOf(ProgressTarget target)
    {
        var first = target.Start!.Value.Plus(1).Year;
        return Enumerable.Range(first, target.Due!.Value.Year - first + 1);
    }

    /// <summary>The quarter in which the year is judged: its end, or the due date where that comes earlier.</summary>
    public static Quarter EndOf(ProgressTarget target, int year) =>
        year == target.Due!.Value.Year ? target.Due.Value : Quarter.YearEnd(year);

    /// <param name="met">Null for a year of which nothing is known yet.</param>
    public static Compliance Of(ProgressTarget target, Func<Quarter, bool?> met)
    {
        var verdicts = YearsOf(target).Select(year => (Year: year, Met: met(EndOf(target, year)))).ToList();
        var misses = verdicts.Where(v => v.Met == false).Select(v => v.Year).ToList();
        return new Compliance(verdicts.Count(v => v.Met == true), verdicts.Count(v => v.Met is not null), verdicts.Count, misses);
    }
}
