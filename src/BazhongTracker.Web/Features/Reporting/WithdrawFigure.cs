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

/// <summary>Which waiting figure is taken back, as it was on the screen.</summary>
public sealed record WithdrawalForm(string OperationId, Guid FigureId, string SeenVersion);

/// <summary>Takes back a figure that nobody has decided yet. What it said becomes the draft of whoever withdraws it, in the same transaction.</summary>
[Asks(Actions.WithdrawFigure)]
public sealed class WithdrawFigure(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, LiveChanges changes, Permissions permissions)
{
    private const int Attempts = 3;

    /// <returns>The receipt of the withdrawal, after COMMIT; the same one when the same operation is sent again.</returns>
    /// <exception cref="RuleViolation">See <see cref="ReportedFigure.Withdraw"/>; access.denied; figure.unknown, also for a figure that is not the department's; report.operation_reused.</exception>
    public async Task<string> Run(WithdrawalForm form, Actor actor, CancellationToken cancellation = default)
    {
        var scope = await permissions.DemandForWriting(contexts, actor, Actions.WithdrawFigure, $"figure {form.FigureId}", clock, cancellation);

        // A reviewer or a colleague may be faster, or another tab store a draft.
        return await contexts.StoreOnce(
            form.OperationId, db => Repeated(db, form, actor, cancellation), db => Withdraw(db, form, actor, scope, cancellation),
            attempts: Attempts, cancellation: cancellation);
    }

    private async Task<string> Withdraw(TrackerDbContext db, WithdrawalForm form, Actor actor, Scope scope, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var today = BusinessDay.Of(now);
        var own = await scope.Figures(db, today, cancellation);
        if (await own.SingleOrDefaultAsync(f => f.Id == form.FigureId, cancellation) is not { } figure)
        {
            await contexts.RecordDenial(actor, Actions.WithdrawFigure, $"figure {form.FigureId}", clock, cancellation);
            throw new RuleViolation("figure.unknown");
        }

        var before = figure.State;
        figure.Withdraw(actor, form.SeenVersion, form.OperationId);
        db.Add(Operation.Withdrawal(figure, actor, now));
        db.Add(AuditRow.Of(actor, "withdraw", $"figure {figure.Id}", before.ToString(), figure.State.ToString(), now, form.OperationId));
        var target = await db.Targets.AsNoTracking().SingleAsync(t => t.Id == figure.TargetId, cancellation);
        if (await MayBeSaidAgain(db, figure, target, actor, today, cancellation))
        {
            var cells = new DraftCells(EntryRow.Plain(figure.Value), figure.Stage, figure.Note ?? "", Revises: figure.Revision > 0)
            {
                Day = DayText.Plain(figure.StageDate),
                DocumentNumber = figure.DocumentNumber ?? "",
                DocumentIssuer = figure.DocumentIssuer ?? "",
            };
            db.Add(Draft.Of(actor, target, figure.Period, cells, now));
        }

        await db.SaveChangesAsync(cancellation);
        changes.Say(new TrackerChange(target.Code));
        return Receipts.For(form.OperationId);
    }

    // What was typed since stays as it is.
    private static async Task<bool> MayBeSaidAgain(TrackerDbContext db, ReportedFigure figure, Target target, Actor actor, DateOnly today, CancellationToken cancellation)
    {
        var isOpen = figure.Revision > 0 || new ReportingPeriod(figure.Period).IsOpenOn(today)
            || await db.Reopenings.AnyAsync(r => r.TargetId == target.Id && r.PeriodIndex == figure.PeriodIndex && r.Until >= today, cancellation);
        return isOpen && await db.LeadOf(target.Id, today, cancellation) == actor.DepartmentCode
            && !await db.Drafts.AnyAsync(d => d.UserName == actor.UserName && d.TargetId == target.Id && d.PeriodIndex == figure.PeriodIndex, cancellation);
    }

    private static async Task<string?> Repeated(TrackerDbContext db, WithdrawalForm form, Actor actor, CancellationToken cancellation)
    {
        var stored = await db.Operations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == form.OperationId, cancellation);
        if (stored is null || stored.IsVoid)
        {
            return null;
        }

        // A withdrawn figure is left by nothing else.
        return stored.Kind == Operation.WithdrawKind && stored.UserName == actor.UserName
            && await db.Figures.AnyAsync(f => f.Id == form.FigureId && f.Version == form.OperationId, cancellation)
            ? stored.Receipt
            : throw new RuleViolation("report.operation_reused");
    }
}
