using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Shared.Availability;
using BazhongTracker.Web.Shared.Standings;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Overview;

/// <summary>Everything a leader sees on one page. Targets are counted and listed, never averaged.</summary>
/// <param name="Day">The day as of which it is shown.</param>
/// <param name="Standings">All targets that count, by code.</param>
/// <param name="Pressing">须过问, most pressing first.</param>
/// <param name="Closed">The day the changes are measured from.</param>
public sealed record OverviewView(
    DateOnly Day, IReadOnlyList<Standing> Standings, IReadOnlyList<Standing> Pressing, IReadOnlyList<Strip> Strips,
    DateOnly Closed, IReadOnlyList<Change> Changes, LateFigures Late, IReadOnlyList<Standing> Headlines)
{
    public Quarter DataUntil => Quarter.LastEnded(Day);
}

[Asks(Actions.ReadPublished)]
public sealed class OverviewQuery(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, Permissions permissions, LastGood lastGood)
{
    /// <summary>主要指标: the figures a leader is asked about anywhere.</summary>
    private static readonly string[] HeadlineCodes = ["06-08", "08-02", "12-38", "11-04"];

    /// <param name="asOf">A past day; null for today.</param>
    /// <exception cref="Domain.RuleViolation">access.denied.</exception>
    public async Task<OverviewView> Run(DateOnly? asOf, Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.ReadPublished);
        var today = clock.Today();
        var day = asOf ?? today;
        var standings = await contexts.Standings(asOf, today, lastGood, cancellation);
        var closed = StandingReading.LastClosed(day);
        return new OverviewView(
            day,
            standings,
            [.. standings.Where(s => s.Status.NeedsAttention()).MostPressingFirst()],
            Strips.Of(standings),
            closed,
            Changes.Since(closed, standings),
            LateFigures.On(day, standings),
            [.. HeadlineCodes.Select(code => standings.Find(s => s.Target.Code == code)).OfType<Standing>()]);
    }
}
