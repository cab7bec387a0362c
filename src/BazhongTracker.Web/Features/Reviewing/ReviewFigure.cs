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

/// <summary>What a reviewer decides about the version of a figure that was on the screen.</summary>
/// <param name="SeenHash"><see cref="FigureHash"/> of the row that was on the screen; null for who had no row before him.</param>
public sealed record ReviewForm(string OperationId, Guid FigureId, string SeenVersion, ReviewOutcome Outcome, string? Comment, string? SeenHash = null);

/// <summary>Accepts or returns a figure. An acceptance and the target's new verdict are one transaction.</summary>
[Asks(Actions.AcceptFigure), Asks(Actions.ReturnFigure), Asks(Actions.ReadPending)]
public sealed class ReviewFigure(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, LiveChanges changes, Permissions permissions)
{
    private const int Attempts = 4;

    /// <returns>The receipt of the review, after COMMIT; the same one when the same operation is sent again.</returns>
    /// <exception cref="RuleViolation">review.row_differs, review.row_altered: the row is not the one on the screen, or not the one that was reported; see <see cref="ReportedFigure.Accept"/> and <see cref="ReportedFigure.Return"/>; access.denied; figure.unknown, also for a figure that is not the reviewer's to see.</exception>
    public async Task<string> Run(ReviewForm form, Actor reviewer, CancellationToken cancellation = default)
    {
        await Check(form, reviewer, cancellation);

        // Where the figure stands as it was seen, a recompute or another acceptance stored a verdict of the target meanwhile.
        return await contexts.StoreOnce(
            form.OperationId, db => Repeated(db, form, reviewer, cancellation), db => Decide(db, form, reviewer, cancellation),
            db => WhyNot(db, form, cancellation), Attempts, cancellation);
    }

    // Before the transaction of the deed, so that the row about a refusal stays when nothing else is stored.
    private async Task Check(ReviewForm form, Actor reviewer, CancellationToken cancellation)
    {
        var (action, subject) = (form.Outcome == ReviewOutcome.Accepted ? Actions.AcceptFigure : Actions.ReturnFigure, $"figure {form.FigureId}");
        await permissions.DemandForWriting(contexts, reviewer, action, subject, clock, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var visible = await permissions.Of(reviewer, Actions.ReadPending).Figures(db, clock.Today(), cancellation);
        var figure = await visible.AsNoTracking().SingleOrDefaultAsync(f => f.Id == form.FigureId, cancellation);
        if (figure is null || figure.IsOwnOf(await db.WithMemberships(reviewer, cancellation)))
        {
            await db.RecordDenial(reviewer, action, subject, clock, cancellation);
        }

        if (figure is null)
        {
            throw new RuleViolation("figure.unknown");
        }
    }

    private async Task<string> Decide(TrackerDbContext db, ReviewForm form, Actor reviewer, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var figure = await db.Figures.SingleOrDefaultAsync(f => f.Id == form.FigureId, cancellation)
            ?? throw new RuleViolation("figure.unknown");
        var before = figure.State;
        reviewer = await db.WithMemberships(reviewer, cancellation);
        var now = clock.GetUtcNow().UtcDateTime;
        await CheckRow(db, form, figure, cancellation);
        var review = form.Outcome switch
        {
            ReviewOutcome.Accepted => figure.Accept(reviewer, form.Comment, form.SeenVersion, now, form.OperationId),
            ReviewOutcome.Returned => figure.Return(reviewer, form.Comment, form.SeenVersion, now, form.OperationId),
            _ => throw new ArgumentOutOfRangeException(nameof(form)),
        };
        db.Add(review);
        db.Add(Operation.Decision(review, figure));
        db.Add(AuditRow.Of(reviewer, "review", $"figure {figure.Id}", before.ToString(), figure.State.ToString(), now, form.OperationId));
        await db.SaveChangesAsync(cancellation);

        var target = figure.State == FigureState.Accepted
            ? await db.ReassessWithParent(figure.TargetId, now, cancellation)
            : await db.Targets.AsNoTracking().SingleAsync(t => t.Id == figure.TargetId, cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Say(new TrackerChange(target.Code));
        return Receipts.For(form.OperationId);
    }

    // The version is the program's; a row changed behind its back keeps it. What was altered may be returned, never accepted.
    private static async Task CheckRow(TrackerDbContext db, ReviewForm form, ReportedFigure figure, CancellationToken cancellation)
    {
        if (figure.Version != form.SeenVersion)
        {
            return;
        }

        if (form.SeenHash is { } seen && seen != FigureHash.Of(figure))
        {
            throw new RuleViolation("review.row_differs");
        }

        if (form.Outcome == ReviewOutcome.Accepted
            && await db.Operations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == figure.Version, cancellation) is { } last && !last.Left(figure))
        {
            throw new RuleViolation("review.row_altered");
        }
    }

    // The version in the UPDATE's WHERE refused: a colleague was faster.
    private static async Task<RuleViolation?> WhyNot(TrackerDbContext db, ReviewForm form, CancellationToken cancellation)
    {
        var figures = db.Figures.Where(f => f.Id == form.FigureId);
        return await figures.AnyAsync(f => f.State == FigureState.Withdrawn, cancellation) ? new RuleViolation("review.withdrawn")
            : await figures.AnyAsync(f => f.Version != form.SeenVersion, cancellation) ? new RuleViolation("review.changed_meanwhile")
            : null;
    }

    private static async Task<string?> Repeated(TrackerDbContext db, ReviewForm form, Actor reviewer, CancellationToken cancellation)
    {
        var stored = await db.Reviews.AsNoTracking().SingleOrDefaultAsync(r => r.OperationId == form.OperationId, cancellation);
        if (stored is null)
        {
            return null;
        }

        return stored.FigureId == form.FigureId && stored.Outcome == form.Outcome && stored.Reviewer == reviewer.UserName
            ? Receipts.For(form.OperationId)
            : throw new RuleViolation("report.operation_reused");
    }
}
