namespace BazhongTracker.Domain.Time;

/// <summary>A job that is done once a night belongs to a business date; the date is what keeps it from being done twice, whatever the clocks of the instances say.</summary>
public static class Night
{
    /// <returns>The last business date on which <paramref name="at"/>, in Asia/Shanghai, has come.</returns>
    public static DateOnly DueAt(DateTime utc, TimeOnly at)
    {
        var local = BusinessDay.Local(utc);
        var today = DateOnly.FromDateTime(local);
        return TimeOnly.FromDateTime(local) < at ? today.AddDays(-1) : today;
    }

    /// <returns>How long the night has been due.</returns>
    public static TimeSpan Overdue(DateTime utc, DateOnly night, TimeOnly at) => BusinessDay.Local(utc) - night.ToDateTime(at);
}
