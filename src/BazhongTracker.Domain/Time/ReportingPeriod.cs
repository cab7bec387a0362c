namespace BazhongTracker.Domain.Time;

/// <summary>
/// A quarter with its reporting window: it opens the day after the quarter ends, figures are due on day 15,
/// and it closes on the day the next quarter ends. One period is therefore always open.
/// </summary>
public sealed record ReportingPeriod(Quarter Quarter)
{
    public const int DaysToReport = 15;

    public DateOnly OpensOn => Quarter.LastDay.AddDays(1);

    public DateOnly DueOn => Quarter.LastDay.AddDays(DaysToReport);

    public DateOnly ClosesOn => Quarter.Plus(1).LastDay;

    /// <summary>The latest ended quarter whose window is open on that day.</summary>
    public static ReportingPeriod OpenOn(DateOnly today)
    {
        var ended = Quarter.LastEnded(today);
        return new ReportingPeriod(ended.LastDay == today ? ended.Plus(-1) : ended);
    }

    public bool IsOpenOn(DateOnly today) => OpensOn <= today && today <= ClosesOn;
}
