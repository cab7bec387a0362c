using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Shared.Availability;
using BazhongTracker.Web.Shared.Catalogue;
using BazhongTracker.Web.Shared.Standings;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Screen;

/// <summary>What hangs on the wall, as of today.</summary>
/// <param name="At">When it was read, UTC.</param>
/// <param name="Pressing">须过问, most pressing first; the wall shows them by the page.</param>
public sealed record ScreenView(
    DateOnly Day, DateTime At, bool ShowsDemo, IReadOnlyList<Standing> Standings, IReadOnlyList<Standing> Pressing, IReadOnlyList<Strip> Strips)
{
    /// <summary>Nothing was accepted yet.</summary>
    public bool IsEmpty { get; } = Standings.NothingAccepted();

    public Quarter DataUntil => Quarter.LastEnded(Day);
}

[Asks(Actions.ReadPublished)]
public sealed class ScreenQuery(
    IDbContextFactory<TrackerDbContext> contexts, Decisions decisions, TimeProvider clock, Permissions permissions, LastGood lastGood)
{
    /// <exception cref="Domain.RuleViolation">access.denied.</exception>
    public Task<ScreenView> Run(Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.ReadPublished);
        var today = clock.Today();
        return lastGood.Answer((typeof(ScreenView), today), () => Read(today, cancellation));
    }

    private async Task<ScreenView> Read(DateOnly today, CancellationToken cancellation)
    {
        var decision = (await decisions.Default(cancellation)).Decision;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var standings = await db.Standings(decision.Code, null, today, cancellation);
        return new ScreenView(
            today,
            clock.GetUtcNow().UtcDateTime,
            await db.Figures.AnyAsync(f => f.Origin == FigureOrigin.Demo, cancellation),
            standings,
            [.. standings.Where(s => s.Status.NeedsAttention()).MostPressingFirst()],
            Strips.Of(decision, standings));
    }
}
