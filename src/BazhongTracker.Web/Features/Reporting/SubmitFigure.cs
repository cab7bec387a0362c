using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Proof;
using BazhongTracker.Web.Shared.Live;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Reporting;

[Asks(Actions.ReportFigure)]
public sealed class SubmitFigure(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, LiveChanges changes, Permissions permissions)
{
    /// <returns>The receipt, after COMMIT; the same one when the same operation is sent again.</returns>
    /// <exception cref="RuleViolation">See <see cref="Target.Report"/> and <see cref="FigureText.Read"/>, <see cref="WrittenText.Read"/>; access.denied; target.unknown, also for a target of another department; report.operation_reused.</exception>
    public async Task<string> Run(FigureForm form, Actor actor, CancellationToken cancellation = default)
    {
        var scope = await permissions.DemandForWriting(contexts, actor, Actions.ReportFigure, $"{form.TargetCode} {form.Period}", clock, cancellation);
        return await contexts.StoreOnce(
            form.OperationId, db => Repeated(db, form, actor, cancellation), db => Submit(db, form, actor, scope, cancellation),
            db => WhyNot(db, form, cancellation), cancellation: cancellation);
    }

    private async Task<string> Submit(TrackerDbContext db, FigureForm form, Actor actor, Scope scope, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var today = BusinessDay.Of(now);
        var own = scope.Targets(db, today);
        if (await db.Targets.SingleOrDefaultAsync(t => t.Code == form.TargetCode && own.Contains(t.Id), cancellation) is not { } found)
        {
            await contexts.RecordDenial(actor, Actions.ReportFigure, $"{form.TargetCode} {form.Period}", clock, cancellation);
            throw new RuleViolation("target.unknown", form.TargetCode);
        }

        var target = found.On(today);
        var lead = await db.LeadOf(target.Id, today, cancellation);
        var nature = target.NatureFor(form.Period);
        var earlier = await db.Figures
            .Where(f => f.TargetId == target.Id && f.AreaCode == target.AreaCode && f.PeriodIndex == form.Period.Index && f.Nature == nature)
            .ToListAsync(cancellation);
        var reopened = await db.Reopenings.AnyAsync(
            r => r.TargetId == target.Id && r.PeriodIndex == form.Period.Index && r.Until >= today, cancellation);

        var figure = target.Report(form.Entry(target, nature), actor, lead, reopened, earlier, today, now, form.OperationId);
        db.Add(figure);
        db.Add(Operation.Report(figure, actor, now));
        db.Add(AuditRow.Of(actor, "report", $"{target.Code} {form.Period}", null, figure.Said(), now, form.OperationId));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Drafts.Where(d => d.UserName == actor.UserName && d.TargetId == target.Id && d.PeriodIndex == form.Period.Index).ExecuteDeleteAsync(cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Say(new TrackerChange(target.Code));
        return figure.Receipt;
    }

    private static async Task<string?> Repeated(TrackerDbContext db, FigureForm form, Actor actor, CancellationToken cancellation)
    {
        var stored = await db.Figures.AsNoTracking().SingleOrDefaultAsync(f => f.OperationId == form.OperationId, cancellation);
        if (stored is null)
        {
            return null;
        }

        var target = await db.Targets.AsNoTracking().SingleAsync(t => t.Id == stored.TargetId, cancellation);
        return stored.Revision == 0 && form.Is(stored, target, actor)
            ? stored.Receipt
            : throw new RuleViolation("report.operation_reused");
    }

    // A unique index refused: a colleague was faster.
    private static async Task<RuleViolation?> WhyNot(TrackerDbContext db, FigureForm form, CancellationToken cancellation)
    {
        if (await db.Targets.AsNoTracking().SingleOrDefaultAsync(t => t.Code == form.TargetCode, cancellation) is not { } target)
        {
            return null;
        }

        var standing = await db.Figures.Where(f => f.TargetId == target.Id && f.AreaCode == target.AreaCode && f.PeriodIndex == form.Period.Index).Select(f => f.State).Distinct().ToListAsync(cancellation);
        return standing.Contains(FigureState.AwaitingReview) ? new RuleViolation("report.awaiting_review", target)
            : standing.Contains(FigureState.Accepted) ? new RuleViolation("report.already_accepted", target)
            : null;
    }
}
