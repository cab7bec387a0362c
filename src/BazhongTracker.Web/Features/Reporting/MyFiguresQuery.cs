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
    public string Key => KeyOf(Target.Code, Period);

    public static string KeyOf(string code, Quarter period) => $"{code}:{period}";
}

/// <summary>The figures of one period; a reopened one says why and until when.</summary>
public sealed record OwedGroup(Quarter Period, string? Reason, DateOnly? Until, IReadOnlyList<OwedFigure> Figures);

public sealed record MyFiguresView(string Department, DateOnly Today, ReportingPeriod Open, IReadOnlyList<OwedGroup> Groups);

[Asks(Actions.ReportFigure)]
public sealed class MyFiguresQuery(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, Permissions permissions)
{
    /// <summary>Only what the person's own department leads today: reopened periods first, then the open one.</summary>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<MyFiguresView> Run(Actor actor, CancellationToken cancellation = default)
    {
        var scope = permissions.Demand(actor, Actions.ReportFigure);
        var today = clock.Today();
        var open = ReportingPeriod.OpenOn(today);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var department = await db.Departments.AsNoTracking().SingleOrDefaultAsync(d => d.Code == actor.DepartmentCode, cancellation);
        var own = scope.Targets(db, today);
        var targets = await db.Targets.AsNoTracking().Where(t => own.Contains(t.Id)).OrderBy(t => t.Code).ToListAsync(cancellation);
        var figures = (await db.Figures.AsNoTracking().Where(f => own.Contains(f.TargetId)).ToListAsync(cancellation)).ToLookup(f => f.TargetId);
        var reviews = await db.Reviews.AsNoTracking()
            .Where(r => db.Figures.Any(f => f.Id == r.FigureId && own.Contains(f.TargetId))).ToDictionaryAsync(r => r.FigureId, cancellation);
        var reopened = await db.Reopenings.AsNoTracking().Where(r => own.Contains(r.TargetId) && r.Until >= today).ToListAsync(cancellation);
        var verdicts = await db.Assessments.AsNoTracking().Where(a => a.IsCurrent && own.Contains(a.TargetId))
            .ToDictionaryAsync(a => a.TargetId, a => a.Status, cancellation);

        OwedFigure Owed(Target target, Quarter period)
        {
            var nature = target.NatureFor(period);
            var history = new FigureHistory(target, figures[target.Id]);
            var said = figures[target.Id].Where(f => f.Period == period && f.Nature == nature)
                .OrderBy(f => f.State != FigureState.Returned).ThenBy(f => f.Revision).ThenBy(f => f.ReportedAtUtc).LastOrDefault();
            return new OwedFigure(
                target, period, nature, target.DutyFor(period, verdicts.TryGetValue(target.Id, out var verdict) ? verdict : null, history), history,
                UsualRange.Of(target, history, period), said, said is null ? null : reviews.GetValueOrDefault(said.Id));
        }

        var late = reopened.Where(r => r.PeriodIndex != open.Quarter.Index).GroupBy(r => r.PeriodIndex).OrderBy(g => g.Key).Select(g => new OwedGroup(
            Quarter.FromIndex(g.Key), g.First().Reason, g.Min(r => r.Until),
            [.. targets.Where(t => g.Any(r => r.TargetId == t.Id)).Select(t => Owed(t, Quarter.FromIndex(g.Key)))]));
        var current = new OwedGroup(open.Quarter, null, null, [.. targets.Select(t => Owed(t, open.Quarter)).OrderBy(f => f.Duty)]);
        return new MyFiguresView(department?.FullTitle() ?? actor.DepartmentCode, today, open, [.. late.Append(current).Select(WithoutWhatIsNeverAsked)]);
    }

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
