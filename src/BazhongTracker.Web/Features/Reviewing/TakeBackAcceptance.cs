using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Proof;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Shared.Verdicts;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Reviewing;

/// <summary>Which accepted figure is to wait again, as it was on the screen.</summary>
public sealed record TakeBackForm(string OperationId, Guid FigureId, string SeenVersion);

/// <summary>
/// Takes an acceptance back, by a review against it. That the figure waits again and the verdict without it are one transaction.
/// </summary>
[Asks(Actions.TakeBackAcceptance)]
public sealed class TakeBackAcceptance(
    IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, LiveChanges changes, Permissions permissions)
{
    private const int Attempts = 4;

    /// <returns>The receipt, after COMMIT; the same one when the same operation is sent again.</returns>
    /// <exception cref="RuleViolation">See <see cref="ReportedFigure.TakeBack"/>; access.denied; figure.unknown, also for a figure that is
    /// not the reviewer's to see; report.operation_reused; operation.not_stored.</exception>
    public async Task<string> Run(TakeBackForm form, Actor reviewer, CancellationToken cancellation = default)
    {
        await Check(form, reviewer, cancellation);

        // A correction or another acceptance may be faster.
        return await contexts.StoreOnce(
            form.OperationId, db => Repeated(db, form, reviewer, cancellation), db => TakeBack(db, form, reviewer, cancellation),
            attempts: Attempts, cancellation: cancellation);
    }

    // Before the transaction of the deed, so that the row about a refusal stays when nothing else is stored.
    private async Task Check(TakeBackForm form, Actor reviewer, CancellationToken cancellation)
    {
        var subject = $"figure {form.FigureId}";
        var scope = await permissions.DemandForWriting(contexts, reviewer, Actions.TakeBackAcceptance, subject, clock, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var visible = await scope.Figures(db, clock.Today(), cancellation);
        if (!await visible.AnyAsync(f => f.Id == form.FigureId, cancellation))
        {
            await db.RecordDenial(reviewer, Actions.TakeBackAcceptance, subject, clock, cancellation);
            throw new RuleViolation("figure.unknown");
        }
    }

    private async Task<string> TakeBack(TrackerDbContext db, TakeBackForm form, Actor reviewer, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Acceptances under way are waited for, so that whatever rests on this figure is seen.
        await db.JudgeAlone(cancellation);
        var now = clock.GetUtcNow().UtcDateTime;
        var figure = await db.Figures.SingleAsync(f => f.Id == form.FigureId, cancellation);
        var others = await db.Figures.AsNoTracking().Where(f => f.TargetId == figure.TargetId && f.Id != figure.Id)
            .ToListAsync(cancellation);
        var reviews = await db.Reviews.AsNoTracking().Where(r => db.Figures.Any(f => f.Id == r.FigureId && f.TargetId == figure.TargetId))
            .ToListAsync(cancellation);
        var before = figure.State;
        var review = figure.TakeBack(reviewer, reviews, others, form.SeenVersion, now, form.OperationId);
        db.Add(review);
        db.Add(Operation.Decision(review, figure));
        db.Add(AuditRow.Of(
            reviewer, "take-back", $"figure {figure.Id}", before.ToString(), figure.State.ToString(), now, form.OperationId));
        await db.SaveChangesAsync(cancellation);
        var target = await db.ReassessWithParent(figure.TargetId, now, cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Say(new TrackerChange(target.Code));
        return Receipts.For(form.OperationId);
    }

    private static async Task<string?> Repeated(TrackerDbContext db, TakeBackForm form, Actor reviewer, CancellationToken cancellation)
    {
        var stored = await db.Reviews.AsNoTracking().SingleOrDefaultAsync(r => r.OperationId == form.OperationId, cancellation);
        if (stored is null)
        {
            return null;
        }

        return stored.FigureId == form.FigureId && stored.Outcome == ReviewOutcome.TakenBack && stored.Reviewer == reviewer.UserName
            ? Receipts.For(form.OperationId)
            : throw new RuleViolation("report.operation_reused");
    }
}
