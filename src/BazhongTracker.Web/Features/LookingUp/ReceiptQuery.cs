using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.LookingUp;

/// <summary>What a receipt stands for.</summary>
/// <param name="Stored">Null for a number that was used up: nothing was saved.</param>
public sealed record ReceiptView(Operation Operation, StoredDeed? Stored)
{
    public static string Said(ReportedFigure figure) => figure switch
    {
        { Stage: { } stage, Value: { } physical } => $"{Terms.Stage(stage)} {Spoken.Number(physical)}%",
        { Stage: { } stage } => Terms.Stage(stage),
        { Value: { } value } => Spoken.Amount(value, figure.Unit),
        _ => "—",
    };
}

/// <param name="Figure">As it stands today.</param>
/// <param name="Review">The decision, where the receipt is one of a decision.</param>
/// <param name="HashNow">Of the row as this deed left it, counted anew from what is stored today.</param>
/// <param name="MayReadNames">Whether the person may see who did it.</param>
public sealed record StoredDeed(Target Target, Department? Department, ReportedFigure Figure, Review? Review, string HashNow, bool MayReadNames)
{
    /// <summary>Where the receipt is one of a withdrawal.</summary>
    public string? WithdrawnBy { get; init; }
}

/// <summary>Finds what was done under a 回执号, for who may see the figure. Works as long as the database is kept: operations are never deleted.</summary>
[Asks(Actions.ReadReceipt), Asks(Actions.ReadPublished), Asks(Actions.ReadContacts)]
public sealed class ReceiptQuery(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, Permissions permissions)
{
    /// <param name="typed">With or without dashes, small letters and full-width ones too.</param>
    /// <returns>Null for what does not exist and for what is not the person's to see, alike.</returns>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<ReceiptView?> Run(string typed, Actor actor, CancellationToken cancellation = default)
    {
        var scope = permissions.Demand(actor, Actions.ReadReceipt);
        if (Receipts.Read(typed) is not { } receipt)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        foreach (var operation in await db.Operations.AsNoTracking().Where(o => o.Receipt == receipt).ToListAsync(cancellation))
        {
            var review = await db.Reviews.AsNoTracking().SingleOrDefaultAsync(r => r.OperationId == operation.Id, cancellation);
            var decided = review?.FigureId;
            var figure = await db.Figures.AsNoTracking().SingleOrDefaultAsync(f => f.OperationId == operation.Id || f.Id == decided || operation.Kind == Operation.WithdrawKind && f.Version == operation.Id, cancellation);
            if (figure is null && operation.IsVoid && operation.UserName == actor.UserName)
            {
                return new ReceiptView(operation, null);
            }

            if (figure is not null && await Stored(db, operation, figure, review, scope, actor, cancellation) is { } stored)
            {
                return new ReceiptView(operation, stored);
            }
        }

        return null;
    }

    private async Task<StoredDeed?> Stored(TrackerDbContext db, Operation operation, ReportedFigure figure, Review? review, Scope scope, Actor actor, CancellationToken cancellation)
    {
        var today = clock.Today();
        var isPublished = figure.State == FigureState.Accepted && figure.Published <= today && permissions.Allows(actor, Actions.ReadPublished);
        var mine = await (await scope.Figures(db, today, cancellation)).AnyAsync(f => f.Id == figure.Id, cancellation);
        if (!isPublished && !mine)
        {
            return null;
        }

        var target = await db.Targets.AsNoTracking().SingleAsync(t => t.Id == figure.TargetId, cancellation);
        var department = await db.Departments.AsNoTracking().SingleOrDefaultAsync(d => d.Code == figure.ReportedByDepartment, cancellation);
        var names = mine || await permissions.Of(actor, Actions.ReadContacts).Covers(db, figure.ReportedByDepartment, today, cancellation);
        return new StoredDeed(target, department, figure, review, FigureHash.Of(AsLeftBy(operation, figure, review), operation.HashVersion), names)
        {
            // The operation has the name for signing in; how the person is called stands in the audit of the deed.
            WithdrawnBy = operation.Kind == Operation.WithdrawKind ? await db.Audit.AsNoTracking().Where(a => a.OperationId == operation.Id && a.Action == "withdraw").Select(a => a.DisplayName).FirstOrDefaultAsync(cancellation) : null,
        };
    }

    // What later deeds did is left out; the last one is held against the row itself.
    private static ReportedFigure AsLeftBy(Operation operation, ReportedFigure figure, Review? review) =>
        figure.OperationId == operation.Id ? figure.AsReported()
        : review is not null && figure.Version != operation.Id ? figure.AsLeftBy(review)
        : figure;
}
