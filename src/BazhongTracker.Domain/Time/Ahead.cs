namespace BazhongTracker.Domain.Time;

/// <summary>
/// What a clock that was wrong left behind: records later than tomorrow are not of the present. A day is allowed, for midnight comes to the
/// instances one after another.
/// </summary>
public static class Ahead
{
    public static DateOnly LastDay(DateOnly today) => today.AddDays(1);

    public static DateTime Latest(DateTime nowUtc) => nowUtc.AddDays(1);
}
