using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress;

/// <summary>Met and missed years of the plan, for the kinds that must hold every year (method 3.2).</summary>
internal static class ComplianceRecord
{
    /// <param name="last">The last year of a target without a due date.</param>
    public static IEnumerable<int> YearsOf(ProgressTarget target, int? last = null)
    {
        var start = target.Start!.Value.Year;
        return Enumerable.Range(start + 1, (target.Due?.Year ?? last ?? start) - start);
    }

    /// <summary>The quarter in which the year is judged: its end, or the due date where that comes earlier.</summary>
    public static Quarter EndOf(ProgressTarget target, int year) =>
        target.Due is { } due && year == due.Year ? due : Quarter.YearEnd(year);

    /// <param name="met">Null for a year of which nothing is known yet.</param>
    /// <param name="last">The last year of a target without a due date.</param>
    public static Compliance Of(ProgressTarget target, Func<Quarter, bool?> met, int? last = null)
    {
        var verdicts = YearsOf(target, last).Select(year => (Year: year, Met: met(EndOf(target, year)))).ToList();
        var misses = verdicts.Where(v => v.Met == false).Select(v => v.Year).ToList();
        return new Compliance(verdicts.Count(v => v.Met == true), verdicts.Count(v => v.Met is not null), verdicts.Count, misses);
    }
}
