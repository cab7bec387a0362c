using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Shared.Layout;

/// <summary>What the frame around every page says.</summary>
/// <param name="ShowsDemo">The database holds invented figures: every page carries the banner.</param>
/// <param name="AwaitingReview">Figures that wait, for reviewers; 0 for everybody else.</param>
public sealed record FrameView(bool ShowsDemo, int AwaitingReview);

[Asks(Actions.OpenCircuit), Asks(Actions.OpenQueue), Asks(Actions.ReadPending)]
public sealed class FrameQuery(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, Permissions permissions)
{
    public async Task<FrameView> Run(Actor actor, CancellationToken cancellation = default)
    {
        if (!permissions.Allows(actor, Actions.OpenCircuit))
        {
            return new FrameView(false, 0);
        }

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var waiting = permissions.Allows(actor, Actions.OpenQueue)
            ? await permissions.Of(actor, Actions.ReadPending).Figures(db, clock.Today())
                .CountAsync(f => f.State == FigureState.AwaitingReview && f.ReportedBy != actor.UserName && f.ReportedByDepartment != actor.DepartmentCode, cancellation)
            : 0;
        return new FrameView(await db.Figures.AnyAsync(f => f.Origin == FigureOrigin.Demo, cancellation), waiting);
    }
}
