using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Shared.Standings;

namespace BazhongTracker.Web.Features.Overview;

/// <summary>A figure that is due and has neither been accepted nor waits for review.</summary>
public sealed record LateFigure(Standing Standing, Quarter Period, int Days);

/// <param name="Asked">Figures the open period asks for.</param>
/// <param name="Accepted">Of these, accepted.</param>
/// <param name="Awaiting">Of these, waiting for review.</param>
/// <param name="AlsoAwaiting">Further figures in the queue: reported although nobody asked, or for a period opened again.</param>
/// <param name="Late">Longest overdue first, 确保 first among equals; by item, never a ranking of departments.</param>
public sealed record LateFigures(Quarter Open, int Asked, int Accepted, int Awaiting, int AlsoAwaiting, IReadOnlyList<LateFigure> Late)
{
    public static LateFigures On(DateOnly day, IReadOnlyCollection<Standing> standings)
    {
        var open = ReportingPeriod.OpenOn(day);
        var asked = standings.Where(s => s.Target.DutyFor(open.Quarter, s.Status, new FigureHistory(s.Target, s.Accepted)) == ReportingDuty.Asked).ToList();
        var reopened = from s in standings
                       from period in s.Reopened
                       where period != open.Quarter
                       select (Standing: s, Period: period);
        var late = asked.Select(s => (Standing: s, Period: open.Quarter)).Concat(reopened)
            .Where(o => !o.Standing.HasFigureFor(o.Period))
            .Select(o => new LateFigure(o.Standing, o.Period, day.DayNumber - new ReportingPeriod(o.Period).DueOn.DayNumber))
            .Where(l => l.Days > 0);
        var awaiting = asked.Count(s => s.IsAwaited.Contains(open.Quarter));
        return new LateFigures(open.Quarter, asked.Count, asked.Count(s => s.HasFigureFor(open.Quarter)) - awaiting, awaiting,
            standings.Sum(s => s.IsAwaited.Count(period => period <= open.Quarter)) - awaiting,
            [.. late.OrderByDescending(l => l.Days).ThenBy(l => l.Standing.Target.Strength != Gravity.Firm)
                .ThenBy(l => Gravity.Weakness(l.Standing.Target.Strength)).ThenBy(l => l.Standing.Target.Code, StringComparer.Ordinal)]);
    }
}
