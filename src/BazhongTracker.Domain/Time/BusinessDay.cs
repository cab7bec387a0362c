namespace BazhongTracker.Domain.Time;

/// <summary>Business dates are those of Asia/Shanghai, whatever the server's own zone.</summary>
public static class BusinessDay
{
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static DateOnly Today(this TimeProvider clock) => Of(clock.GetUtcNow().UtcDateTime);

    public static DateOnly Of(DateTime utc) => DateOnly.FromDateTime(Local(utc));

    public static DateTime Local(DateTime utc) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);

    /// <summary>The moment at which that day begins.</summary>
    public static DateTime BeginOf(DateOnly day) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), Zone);
}
