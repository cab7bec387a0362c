using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Data.Seeding;

/// <summary>An invented figure of one target and the day from which it would be seen.</summary>
public sealed record DemoFigure(string Code, FigureEntry Entry, DateOnly Published)
{
    public const string Source = "演示";

    public string OperationId => $"demo:{Code}:{Entry.Period}:{Entry.Nature}:{Entry.Vintage}";

    public ReportedFigure Accepted(Target target, DateOnly published, DateTime nowUtc) =>
        ReportedFigure.Imported(target, Entry, FigureOrigin.Demo, published, Source, null, nowUtc, OperationId);
}

/// <summary>When invented figures become public: quarterly ones on day 12–25 of the next month, a year's totals from February to April.</summary>
internal static class DemoCalendar
{
    public static DateOnly Quarterly(string code, Quarter period) => period.LastDay.AddDays(DemoChance.Whole(12, 25, code, period, "day"));

    public static DateOnly Final(string code, Quarter yearEnd) => yearEnd.LastDay.AddDays(DemoChance.Whole(36, 115, code, yearEnd, "final"));

    public static DateOnly Revised(string code, Quarter yearEnd) => yearEnd.LastDay.AddDays(DemoChance.Whole(250, 285, code, yearEnd, "revised"));
}
