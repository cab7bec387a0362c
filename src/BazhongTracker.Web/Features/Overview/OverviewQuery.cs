using BazhongTracker.Data;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Shared.Availability;
using BazhongTracker.Web.Shared.Catalogue;
using BazhongTracker.Web.Shared.Standings;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Overview;

/// <summary>Everything a leader sees on one page. Targets are counted and listed, never averaged.</summary>
/// <param name="Day">The day as of which it is shown.</param>
/// <param name="Standings">All targets that count, by code.</param>
/// <param name="Pressing">须过问, most pressing first.</param>
/// <param name="After">The same in groups, once most of it is past its date.</param>
/// <param name="Then">The day the changes are measured from.</param>
public sealed record OverviewView(
    DateOnly Day, IReadOnlyList<Standing> Standings, IReadOnlyList<Standing> Pressing, PressingGroups? After, IReadOnlyList<Strip> Strips,
    DateOnly Then, IReadOnlyList<Change> Changes, MissingFigures Missing, IReadOnlyList<Standing> Headlines)
{
    /// <summary>Nothing was accepted by that day: there is nothing to judge yet.</summary>
    public bool IsEmpty { get; } = Standings.NothingAccepted();

    /// <summary>Neither criterion nor date, so no verdict is possible.</summary>
    public IReadOnlyList<Standing> Unwritten { get; } = [.. Standings.Where(s => StatusGroups.Unwritten.Contains(s.Sign))];

    /// <summary>逾期未报, the longest first.</summary>
    public IReadOnlyList<Standing> Unreported { get; } = [.. Standings.Where(s => s.Sign == StatusSign.OverdueUnreported)
        .OrderByDescending(s => s.Gap!.Days ?? -1).ThenBy(s => s.Target.Code, StringComparer.Ordinal)];

    public Quarter DataUntil => Quarter.LastEnded(Day);
}

[Asks(Actions.ReadPublished)]
public sealed class OverviewQuery(
    IDbContextFactory<TrackerDbContext> contexts, Decisions decisions, TimeProvider clock, Permissions permissions, LastGood lastGood)
{
    /// <param name="asOf">A past day; null for today.</param>
    /// <exception cref="Domain.RuleViolation">access.denied.</exception>
    public Task<OverviewView> Run(DateOnly? asOf, Actor actor, CancellationToken cancellation = default) =>
        Run(asOf, null, actor, cancellation);

    /// <param name="compared">The day to compare with; null for the end of the last closed period.</param>
    /// <exception cref="Domain.RuleViolation">access.denied.</exception>
    public async Task<OverviewView> Run(DateOnly? asOf, DateOnly? compared, Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.ReadPublished);
        var today = clock.Today();
        var day = asOf ?? today;
        var decision = (await decisions.Default(cancellation)).Decision;
        var standings = await contexts.Standings(decision.Code, asOf, compared, today, lastGood, cancellation);
        var then = compared ?? StandingReading.LastClosed(day);
        var pressing = standings.Where(s => s.Status.NeedsAttention()).MostPressingFirst().ToList();
        return new OverviewView(
            day,
            standings,
            pressing,
            PressingGroups.Of(pressing),
            Strips.Of(decision, standings),
            then,
            Changes.Since(then, standings),
            MissingFigures.On(day, standings),
            [.. decision.Headlines.Select(code => standings.Find(s => s.Target.Code == code)).OfType<Standing>()]);
    }
}
