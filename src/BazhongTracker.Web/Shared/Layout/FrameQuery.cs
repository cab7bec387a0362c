using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Shared.Layout;

/// <summary>What the frame around every page says.</summary>
/// <param name="ShowsDemo">The database holds invented figures: every page carries the banner.</param>
/// <param name="AwaitingReview">Figures that wait, for reviewers; 0 for everybody else.</param>
public sealed record FrameView(bool ShowsDemo, int AwaitingReview);

public sealed class FrameQuery(IDbContextFactory<TrackerDbContext> contexts)
{
    public async Task<FrameView> Run(Actor actor, CancellationToken cancellation = default)
    {
        if (actor.UserName.Length == 0)
        {
            return new FrameView(false, 0);
        }

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var waiting = actor.Is(RoleNames.Reviewer)
            ? await db.Figures.CountAsync(f => f.State == FigureState.AwaitingReview && f.ReportedBy != actor.UserName, cancellation)
            : 0;
        return new FrameView(await db.Figures.AnyAsync(f => f.Origin == FigureOrigin.Demo, cancellation), waiting);
    }
}
