using BazhongTracker.Data;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Shared.Availability;
using BazhongTracker.Web.Shared.Verdicts;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Shared.Layout;

/// <summary>What the frame around every page says.</summary>
/// <param name="ShowsDemo">The database holds invented figures: every page carries the banner.</param>
/// <param name="AwaitingReview">Figures that wait, for reviewers; 0 for everybody else.</param>
/// <param name="Owed">Own figures that are asked for and not reported, or came back, for clerks; 0 for everybody else.</param>
public sealed record FrameView(bool ShowsDemo, int AwaitingReview, int Owed)
{
    /// <summary>Before the first accepted figure: how many targets wait for theirs.</summary>
    public int? Waiting { get; init; }

    /// <summary>The number beside a place of the navigation; 0 shows none.</summary>
    public int CountAt(string href) => href switch { "reviews" => AwaitingReview, "my-figures" => Owed, _ => 0 };
}

[Asks(Actions.OpenCircuit), Asks(Actions.ReportFigure), Asks(Actions.OpenQueue), Asks(Actions.ReadPending)]
public sealed class FrameQuery(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, Permissions permissions, DatabaseState state, LastGoodStore remembered)
{
    /// <summary>While the database is away the frame stays as it was: there is no page without it.</summary>
    public async Task<FrameView> Run(Actor actor, CancellationToken cancellation = default)
    {
        if (!permissions.Allows(actor, Actions.OpenCircuit))
        {
            return new FrameView(false, 0, 0);
        }

        var (own, all) = ((typeof(FrameView), actor.UserName, actor.DepartmentCode, string.Join(',', actor.Roles)), typeof(FrameView));
        try
        {
            var view = await state.OrAway(Read(actor, cancellation));
            remembered.Put(own, view, clock.GetUtcNow());
            remembered.Put(all, view with { AwaitingReview = 0, Owed = 0 }, clock.GetUtcNow());
            return view;
        }
        catch (Exception away) when (DatabaseFaults.IsAway(away))
        {
            return (FrameView?)(remembered.Find(own) ?? remembered.Find(all))?.Answer ?? new FrameView(false, 0, 0);
        }
    }

    private async Task<FrameView> Read(Actor actor, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return new FrameView(await db.Figures.AnyAsync(f => f.Origin == FigureOrigin.Demo, cancellation),
            await Waiting(db, actor, cancellation), await Owed(db, actor, cancellation))
        {
            Waiting = await db.HasAccepted(cancellation) ? null : await db.Targets.CountAsync(t => !t.IsParent, cancellation),
        };
    }

    private async Task<int> Waiting(TrackerDbContext db, Actor actor, CancellationToken cancellation)
    {
        if (!permissions.Allows(actor, Actions.OpenQueue))
        {
            return 0;
        }

        // What the reviewer may decide, by the same rule that refuses the rest.
        var visible = await permissions.Of(actor, Actions.ReadPending).Figures(db, clock.Today(), cancellation);
        var waiting = await visible.AsNoTracking().Where(f => f.State == FigureState.AwaitingReview).ToListAsync(cancellation);
        var dated = await db.WithMemberships(actor, cancellation);
        return waiting.Count(f => !f.IsOwnOf(dated));
    }

    private async Task<int> Owed(TrackerDbContext db, Actor actor, CancellationToken cancellation)
    {
        if (!permissions.Allows(actor, Actions.ReportFigure))
        {
            return 0;
        }

        var today = clock.Today();
        var open = ReportingPeriod.OpenOn(today).Quarter;
        var own = permissions.Of(actor, Actions.ReportFigure).Targets(db, today);
        var targets = (await db.Targets.AsNoTracking().Where(t => own.Contains(t.Id)).ToListAsync(cancellation)).ConvertAll(t => t.On(today));
        var figures = (await db.Figures.AsNoTracking().Where(f => own.Contains(f.TargetId)).ToListAsync(cancellation))
            .ToLookup(f => f.TargetId);
        var verdicts = await db.Assessments.AsNoTracking().Where(a => a.IsCurrent && own.Contains(a.TargetId))
            .ToDictionaryAsync(a => a.TargetId, a => a.Status, cancellation);
        var reopened = (await db.Reopenings.AsNoTracking().Where(r => own.Contains(r.TargetId) && r.Until >= today)
            .ToListAsync(cancellation)).ToLookup(r => r.TargetId, r => Quarter.FromIndex(r.PeriodIndex));
        return targets.Sum(t => reopened[t.Id].Append(open).Distinct().Count(period => IsOwed(t, period, figures[t.Id], verdicts)));
    }

    private static bool IsOwed(Target target, Quarter period, IEnumerable<ReportedFigure> figures, Dictionary<int, ProgressStatus> verdicts)
    {
        var slot = figures.Where(f => f.Period == period && f.Nature == target.NatureFor(period)).ToList();
        return !slot.Exists(f => f.State is FigureState.AwaitingReview or FigureState.Accepted)
            && (slot.Exists(f => f.State == FigureState.Returned)
                || target.DutyFor(period, verdicts.TryGetValue(target.Id, out var verdict) ? verdict : null,
                    new FigureHistory(target, figures)) == ReportingDuty.Asked);
    }
}
