using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Proof;
using BazhongTracker.Web.Shared.Live;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Reporting;

/// <summary>A corrected figure.</summary>
/// <param name="Figure">As a report; the note is the reason.</param>
/// <param name="SeenVersion">Of the accepted figure that it is to replace.</param>
public sealed record RevisionForm(FigureForm Figure, string SeenVersion);

/// <summary>Another version of an accepted figure, of an open or a closed period. It counts once a reviewer has accepted it.</summary>
[Asks(Actions.ReviseFigure)]
public sealed class ReviseFigure(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, LiveChanges changes, Permissions permissions)
{
    /// <returns>The receipt, after COMMIT; the same one when the same operation is sent again.</returns>
    /// <exception cref="RuleViolation">See <see cref="Target.Revise"/> and <see cref="FigureForm.Entry"/>; access.denied; target.unknown, also for a target of another department; report.operation_reused.</exception>
    public async Task<string> Run(RevisionForm form, Actor actor, CancellationToken cancellation = default)
    {
        var scope = await permissions.DemandForWriting(contexts, actor, Actions.ReviseFigure, $"{form.Figure.TargetCode} {form.Figure.Period}", clock, cancellation);
        return await contexts.StoreOnce(
            form.Figure.OperationId, db => Repeated(db, form, actor, cancellation), db => Revise(db, form, actor, scope, cancellation),
            db => WhyNot(db, form.Figure, cancellation), cancellation: cancellation);
    }

    private async Task<string> Revise(TrackerDbContext db, RevisionForm form, Actor actor, Scope scope, CancellationToken cancellation)
    {
        var (said, now) = (form.Figure, clock.GetUtcNow().UtcDateTime);
        var today = BusinessDay.Of(now);
        var own = scope.Targets(db, today);
        if (await db.Targets.SingleOrDefaultAsync(t => t.Code == said.TargetCode && own.Contains(t.Id), cancellation) is not { } found)
        {
            await contexts.RecordDenial(actor, Actions.ReviseFigure, $"{said.TargetCode} {said.Period}", clock, cancellation);
            throw new RuleViolation("target.unknown", said.TargetCode);
        }

        var target = found.On(today);
        var nature = target.NatureFor(said.Period);
        var earlier = await db.Figures.Where(f => f.TargetId == target.Id && f.AreaCode == target.AreaCode && f.PeriodIndex == said.Period.Index && f.Nature == nature).ToListAsync(cancellation);
        var lead = await db.LeadOf(target.Id, today, cancellation);
        var figure = target.Revise(said.Entry(target, nature), actor, lead, earlier, form.SeenVersion, today, now, said.OperationId);
        db.Add(figure);
        db.Add(Operation.Revision(figure, actor, now));
        db.Add(AuditRow.Of(actor, "revise", $"{target.Code} {said.Period}", earlier.InForce()!.Said(), figure.Said(), now, said.OperationId));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Drafts.Where(d => d.UserName == actor.UserName && d.TargetId == target.Id && d.PeriodIndex == said.Period.Index).ExecuteDeleteAsync(cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Say(new TrackerChange(target.Code));
        return figure.Receipt;
    }

    private static async Task<string?> Repeated(TrackerDbContext db, RevisionForm form, Actor actor, CancellationToken cancellation)
    {
        var stored = await db.Figures.AsNoTracking().SingleOrDefaultAsync(f => f.OperationId == form.Figure.OperationId, cancellation);
        if (stored is null)
        {
            return null;
        }

        var target = await db.Targets.AsNoTracking().SingleAsync(t => t.Id == stored.TargetId, cancellation);
        return stored.Revision > 0 && form.Figure.Is(stored, target, actor) ? stored.Receipt : throw new RuleViolation("report.operation_reused");
    }

    // A unique index refused: a colleague was faster.
    private static async Task<RuleViolation?> WhyNot(TrackerDbContext db, FigureForm form, CancellationToken cancellation)
    {
        if (await db.Targets.AsNoTracking().SingleOrDefaultAsync(t => t.Code == form.TargetCode, cancellation) is not { } target)
        {
            return null;
        }

        return await db.Figures.AnyAsync(f => f.TargetId == target.Id && f.AreaCode == target.AreaCode && f.PeriodIndex == form.Period.Index && f.State == FigureState.AwaitingReview, cancellation)
            ? new RuleViolation("report.awaiting_review", target)
            : new RuleViolation("revise.changed_meanwhile", target);
    }
}
