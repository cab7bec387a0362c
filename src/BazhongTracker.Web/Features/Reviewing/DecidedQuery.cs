using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Reviewing;

/// <summary>One decision of the person, with the figure as it stands today.</summary>
public sealed record DecidedRow(Review Review, ReportedFigure Figure, Target Target)
{
    /// <summary>Until then an acceptance that still stands can be taken back; null for everything else.</summary>
    public DateTime? MayBeTakenBackUntil => Review.Outcome == ReviewOutcome.Accepted && Figure.Version == Review.OperationId
        ? Review.AtUtc + ReportedFigure.MayBeTakenBackFor : null;
}

/// <summary>已审: what the person decided, the newest first.</summary>
[Asks(Actions.OpenQueue), Asks(Actions.ReadPending)]
public sealed class DecidedQuery(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, Permissions permissions)
{
    public const int Shown = 50;

    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<IReadOnlyList<DecidedRow>> Run(Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.OpenQueue);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var visible = await permissions.Of(actor, Actions.ReadPending).Figures(db, clock.Today(), cancellation);
        return await db.Reviews.AsNoTracking().Where(r => r.Reviewer == actor.UserName)
            .OrderByDescending(r => r.AtUtc).ThenByDescending(r => r.Id)
            .Join(visible.AsNoTracking(), r => r.FigureId, f => f.Id, (r, f) => new { Review = r, Figure = f })
            .Join(db.Targets, both => both.Figure.TargetId, t => t.Id, (both, t) => new DecidedRow(both.Review, both.Figure, t))
            .Take(Shown).ToListAsync(cancellation);
    }
}
