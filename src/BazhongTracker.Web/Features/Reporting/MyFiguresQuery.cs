using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Reporting;

/// <summary>One figure the department is asked for, with all it is compared with.</summary>
/// <param name="Said">The newest report for this period, whatever became of it.</param>
/// <param name="Review">The decision on <paramref name="Said"/>, where there is one.</param>
public sealed record OwedFigure(
    Target Target, Quarter Period, FigureNature Nature, ReportingDuty Duty, FigureHistory History, UsualRange? Usual, ReportedFigure? Said, Review? Review)
{
    /// <summary>The accepted figure that counts today.</summary>
    public ReportedFigure? InForce { get; init; }

    /// <summary>A correction of <see cref="InForce"/> that was returned, with the decision.</summary>
    public (ReportedFigure Figure, Review Review)? ReturnedRevision { get; init; }

    /// <summary>In Shanghai.</summary>
    public DateOnly Today { get; init; }

    /// <summary>The period takes no reports any more: what was accepted can only be corrected.</summary>
    public bool IsClosed { get; init; }

    /// <summary>The person may correct <see cref="InForce"/>.</summary>
    public bool MayRevise { get; init; }

    /// <summary>The person may take back <see cref="Said"/>, which waits.</summary>
    public bool MayWithdraw { get; init; }

    public string Key => KeyOf(Target.Code, Period);

    public static string KeyOf(string code, Quarter period) => $"{code}:{period}";
}

/// <summary>The figures of one period; a reopened one says why and until when.</summary>
public sealed record OwedGroup(Quarter Period, string? Reason, DateOnly? Until, IReadOnlyList<OwedFigure> Figures)
{
    /// <summary>A period that takes no reports any more, with what is being corrected.</summary>
    public bool IsClosed { get; init; }
}

/// <summary>A figure that somebody wants to correct.</summary>
public sealed record AskedFigure(string Code, Quarter Period)
{
    public string Key => OwedFigure.KeyOf(Code, Period);
}

public sealed record MyFiguresView(string Department, DateOnly Today, ReportingPeriod Open, IReadOnlyList<OwedGroup> Groups);

[Asks(Actions.ReportFigure), Asks(Actions.ReviseFigure), Asks(Actions.WithdrawFigure), Asks(Actions.ReadDraft)]
public sealed class MyFiguresQuery(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, Permissions permissions)
{
    /// <summary>Only what the person's own department leads today: closed periods in which something is being corrected, then reopened ones, then the open one.</summary>
    /// <param name="asked">Shown too where there is something to correct.</param>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<MyFiguresView> Run(Actor actor, AskedFigure? asked, CancellationToken cancellation = default)
    {
        var scope = permissions.Demand(actor, Actions.ReportFigure);
        var today = clock.Today();
        var open = ReportingPeriod.OpenOn(today);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var department = await db.Departments.AsNoTracking().SingleOrDefaultAsync(d => d.Code == actor.DepartmentCode, cancellation);
        var own = scope.Targets(db, today);
        var targets = (await db.Targets.AsNoTracking().Where(t => own.Contains(t.Id)).OrderBy(t => t.Code).ToListAsync(cancellation))
            .ConvertAll(t => t.On(today));
        var figures = (await db.Figures.AsNoTracking().Where(f => own.Contains(f.TargetId)).ToListAsync(cancellation)).ToLookup(f => f.TargetId);
        var reviews = await db.StandingReviews()
            .Where(r => db.Figures.Any(f => f.Id == r.FigureId && own.Contains(f.TargetId))).ToDictionaryAsync(r => r.FigureId, cancellation);
        var reopened = await db.Reopenings.AsNoTracking().Where(r => own.Contains(r.TargetId) && r.Until >= today).ToListAsync(cancellation);
        var verdicts = await db.Assessments.AsNoTracking().Where(a => a.IsCurrent && own.Contains(a.TargetId))
            .ToDictionaryAsync(a => a.TargetId, a => a.Status, cancellation);

        var (mayRevise, mayWithdraw) = (permissions.Allows(actor, Actions.ReviseFigure), permissions.Allows(actor, Actions.WithdrawFigure));
        var openNow = reopened.Select(r => (r.TargetId, r.PeriodIndex)).ToHashSet();

        OwedFigure Owed(Target target, Quarter period)
        {
            var nature = target.NatureFor(period);
            var history = new FigureHistory(target, figures[target.Id]);
            var slot = figures[target.Id].Where(f => f.Period == period && f.Nature == nature).OrderBy(f => f.ReportedAtUtc).ToList();
            var (inForce, returned) = (slot.InForce(), slot.LastOrDefault(f => f.State == FigureState.Returned));
            var said = slot.Find(f => f.State == FigureState.AwaitingReview) ?? inForce ?? returned;
            return new OwedFigure(
                target, period, nature, target.DutyFor(period, verdicts.TryGetValue(target.Id, out var verdict) ? verdict : null, history), history,
                UsualRange.Of(target, history, period), said, said is null ? null : reviews.GetValueOrDefault(said.Id))
            {
                Today = today,
                InForce = inForce,
                ReturnedRevision = inForce is not null && returned?.Revision > inForce.Revision && reviews.GetValueOrDefault(returned.Id) is { } review ? (returned, review) : null,
                IsClosed = period != open.Quarter && !openNow.Contains((target.Id, period.Index)),
                MayRevise = mayRevise && inForce is not null,
                MayWithdraw = mayWithdraw && said is { State: FigureState.AwaitingReview } && said.ReportedByDepartment == actor.DepartmentCode,
            };
        }

        var late = reopened.Where(r => r.PeriodIndex != open.Quarter.Index).GroupBy(r => r.PeriodIndex).OrderBy(g => g.Key).Select(g => new OwedGroup(
            Quarter.FromIndex(g.Key), g.First().Reason, g.Min(r => r.Until),
            [.. targets.Where(t => g.Any(r => r.TargetId == t.Id)).Select(t => Owed(t, Quarter.FromIndex(g.Key)))]));
        var current = new OwedGroup(open.Quarter, null, null, [.. targets.Select(t => Owed(t, open.Quarter)).OrderBy(f => f.Duty)]);
        var mine = permissions.Of(actor, Actions.ReadDraft).Targets(db, today);
        var drafted = (await db.Drafts.AsNoTracking().Where(d => d.UserName == actor.UserName && d.Revises && mine.Contains(d.TargetId)).Select(d => new { d.TargetId, d.PeriodIndex }).ToListAsync(cancellation))
            .Select(d => (d.TargetId, Quarter.FromIndex(d.PeriodIndex)));
        var corrected = figures.SelectMany(g => g).Where(f => IsUnderCorrection(f, reviews, BusinessDay.BeginOf(open.OpensOn))).Select(f => (f.TargetId, f.Period)).Concat(drafted);
        var wanted = targets.Where(t => t.Code == asked?.Code).Select(t => (t.Id, asked!.Period));
        var closed = corrected.Concat(wanted).Distinct().Where(slot => slot.Item2 != open.Quarter && !openNow.Contains((slot.Item1, slot.Item2.Index)))
            .GroupBy(slot => slot.Item2, slot => slot.Item1).OrderBy(g => g.Key).Select(g => new OwedGroup(
                g.Key, null, null, [.. targets.Where(t => g.Contains(t.Id)).Select(t => Owed(t, g.Key)).Where(f => f.InForce is not null)]) { IsClosed = true });
        return new MyFiguresView(department?.FullTitle() ?? actor.DepartmentCode, today, open, [.. closed.Concat(late).Append(current).Select(WithoutWhatIsNeverAsked)]);
    }

    // A correction of a closed period stays in sight while it waits, and once returned until the next period opens.
    private static bool IsUnderCorrection(ReportedFigure figure, Dictionary<Guid, Review> reviews, DateTime since) =>
        figure is { Revision: > 0, State: FigureState.AwaitingReview }
        || figure is { Revision: > 0, State: FigureState.Returned } && reviews.TryGetValue(figure.Id, out var review) && review.AtUtc >= since;

    /// <inheritdoc cref="Run(Actor, AskedFigure?, CancellationToken)"/>
    public Task<MyFiguresView> Run(Actor actor, CancellationToken cancellation = default) => Run(actor, null, cancellation);

    /// <summary>Whether a code is one of the department's own; one of another's is answered like one that does not exist.</summary>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<bool> Asks(string code, Actor actor, CancellationToken cancellation = default)
    {
        var scope = permissions.Demand(actor, Actions.ReportFigure);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var own = scope.Targets(db, clock.Today());
        return await db.Targets.AnyAsync(t => t.Code == code && own.Contains(t.Id), cancellation);
    }

    private static OwedGroup WithoutWhatIsNeverAsked(OwedGroup group) =>
        group with { Figures = [.. group.Figures.Where(f => f.Duty != ReportingDuty.Never)] };
}
