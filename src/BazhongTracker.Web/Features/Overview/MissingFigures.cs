using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Shared.Standings;

namespace BazhongTracker.Web.Features.Overview;

/// <summary>未报: a figure that a period asks for and that has neither been accepted nor waits for review.</summary>
/// <param name="Days">How long it is late; 0 where it is not; null where the lead has no account by which to report.</param>
public sealed record MissingFigure(Standing Standing, Quarter Period, int? Days);

/// <summary>
/// The figures that the open period asks for: <see cref="Asked"/> is the sum of the accepted, the awaiting and the missing.
/// </summary>
/// <param name="Awaiting">Of these, waiting for review.</param>
/// <param name="AlsoAwaiting">Further figures in the queue: reported although nobody asked, or for a period opened again.</param>
/// <param name="Missing">Longest late first, 确保 first among equals; by item, never a ranking of departments.</param>
/// <param name="Reopened">Missing figures of periods that were opened again.</param>
public sealed record MissingFigures(
    ReportingPeriod Open, int Accepted, int Awaiting, int AlsoAwaiting, IReadOnlyList<MissingFigure> Missing,
    IReadOnlyList<MissingFigure> Reopened)
{
    public int Asked => Accepted + Awaiting + Missing.Count;

    public static MissingFigures On(DateOnly day, IReadOnlyCollection<Standing> standings)
    {
        var open = ReportingPeriod.OpenOn(day);
        var asked = standings.Where(
            s => s.Target.DutyFor(open.Quarter, s.Status, new FigureHistory(s.Target, s.Accepted)) == ReportingDuty.Asked).ToList();
        var reopened = from s in standings
                       from period in s.Reopened
                       where period != open.Quarter
                       select (Standing: s, Period: period);
        List<MissingFigure> Lacking(IEnumerable<(Standing Standing, Quarter Period)> owed) =>
        [
            .. owed.Where(o => !o.Standing.HasFigureFor(o.Period))
                .Select(o => new MissingFigure(
                    o.Standing, o.Period, ReportingGap.DaysOver(new ReportingPeriod(o.Period).DueOn, day, o.Standing.AccountDay)))
                .OrderByDescending(m => m.Days ?? -1).ThenBy(m => m.Standing.Target.Strength != Gravity.Firm)
                .ThenBy(m => Gravity.Weakness(m.Standing.Target.Strength)).ThenBy(m => m.Standing.Target.Code, StringComparer.Ordinal),
        ];
        var awaiting = asked.Count(s => s.IsAwaited.Contains(open.Quarter));
        return new MissingFigures(
            open, asked.Count(s => s.HasFigureFor(open.Quarter)) - awaiting, awaiting,
            standings.Sum(s => s.IsAwaited.Count(period => period <= open.Quarter)) - awaiting,
            Lacking(asked.Select(s => (s, open.Quarter))), Lacking(reopened));
    }
}
