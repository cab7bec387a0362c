using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Progress.Json;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Shared.Verdicts;
using BazhongTracker.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Reviewing;

/// <summary>A verdict before or after: the status and, where the kind has them, value, expected value, gap in percentage points and acceleration.</summary>
public sealed record VerdictGlimpse(ProgressStatus Status, Working? Working);

/// <summary>One figure that awaits review, with all a reviewer looks at.</summary>
/// <param name="IsOwn">Reported by the reviewer or by the reviewer's department: decided by others.</param>
/// <param name="Last">上次采用: the newest accepted figure of an earlier period, or of this one when it is revised.</param>
/// <param name="SamePeriod">The same quarter of up to five years, oldest first, this figure last.</param>
/// <param name="Earlier">What was said for this period before, with the decision on it.</param>
/// <param name="After">The verdict if it were accepted today. Nothing of it is stored.</param>
/// <param name="Bearing">What the figure has to do with that verdict.</param>
public sealed record ReviewRow(
    ReportedFigure Figure, Target Target, string Department, bool IsOwn, ReportedFigure? Last, ReportedFigure? YearBefore, IReadOnlyList<ReportedFigure> SamePeriod,
    IReadOnlyList<FigureFinding> Checks, IReadOnlyList<(ReportedFigure Figure, Review? Review)> Earlier, VerdictGlimpse? Before, VerdictGlimpse After, FigureBearing Bearing)
{
    /// <summary>The accepted figure of this very period, which it is to replace; null where it is no correction.</summary>
    public ReportedFigure? Revises { get; init; }

    public bool HasWarning => Checks.Any(c => !c.Passed);

    /// <summary>There was something to check the figure by.</summary>
    public bool IsCompared => Checks.Any(c => c.Check != FigureCheck.NothingToCompare);

    public bool ChangesStatus => Before?.Status != After.Status;

    /// <summary>What was last accepted is the quarter before or later, so that a difference says something.</summary>
    public decimal? Difference => Last?.Value is { } last && Figure.Value is { } now && Figure.Nature != FigureNature.Stage ? now - last : null;

    public decimal? YearOnYear => YearBefore?.Value is { } before && Figure.Value is { } now && Figure.Nature != FigureNature.Stage ? now - before : null;
}

/// <summary>The decision a colleague took on a figure.</summary>
/// <param name="Outcome">Null where the department withdrew it; then there is no reviewer either.</param>
public sealed record DecisionView(ReviewOutcome? Outcome, string ReviewerName, DateTime AtUtc);

[Asks(Actions.OpenQueue), Asks(Actions.ReadPending)]
public sealed class ReviewQueueQuery(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, Permissions permissions)
{
    public const int YearsCompared = 5;

    /// <returns>Oldest report first.</returns>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<IReadOnlyList<ReviewRow>> Run(Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.OpenQueue);
        var today = clock.Today();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        actor = await db.WithMemberships(actor, cancellation);
        var visible = await permissions.Of(actor, Actions.ReadPending).Figures(db, today, cancellation);
        var waiting = await visible.AsNoTracking().Where(f => f.State == FigureState.AwaitingReview).ToListAsync(cancellation);
        if (waiting.Count == 0)
        {
            return [];
        }

        var ids = waiting.Select(f => f.TargetId).Distinct().ToList();
        var targets = await db.Targets.AsNoTracking().Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.On(today), cancellation);
        var figures = (await db.Figures.AsNoTracking()
            .Where(f => ids.Contains(f.TargetId) && (f.State == FigureState.Accepted || visible.Any(v => v.Id == f.Id))).ToListAsync(cancellation)).ToLookup(f => f.TargetId);
        var reviews = await db.StandingReviews()
            .Where(r => db.Figures.Any(f => f.Id == r.FigureId && ids.Contains(f.TargetId))).ToDictionaryAsync(r => r.FigureId, cancellation);
        var leads = (await db.Assignments.AsNoTracking().LeadingOn(today)
                .Where(a => ids.Contains(a.TargetId))
                .Join(db.Departments, a => a.DepartmentCode, d => d.Code, (a, d) => new { a.TargetId, Department = d }).ToListAsync(cancellation))
            .GroupBy(l => l.TargetId).ToDictionary(g => g.Key, g => g.First().Department.Title());
        var current = await db.Assessments.AsNoTracking().Where(a => a.IsCurrent && ids.Contains(a.TargetId)).ToDictionaryAsync(a => a.TargetId, cancellation);
        var benchmarks = targets.Values.Any(t => t.Kind == TargetKind.Beat) ? await db.Benchmarks.AsNoTracking().ToListAsync(cancellation) : [];
        var method = (await db.Methods(cancellation)).Newest.Settings;

        ReviewRow Row(ReportedFigure figure)
        {
            var target = targets[figure.TargetId];
            var others = figures[target.Id].Where(f => f.Id != figure.Id).ToList();
            var history = new FigureHistory(target, others.Where(f => f.State == FigureState.Accepted));
            var accepted = others.Append(figure.IfAccepted(today)).ToList();
            var after = target.Assess(accepted, today, benchmarks, method);
            var before = current.TryGetValue(target.Id, out var verdict) ? new VerdictGlimpse(verdict.Status, Working.Read(verdict.Working)) : null;
            return new ReviewRow(
                figure, target, leads.GetValueOrDefault(target.Id) ?? figure.ReportedByDepartment, figure.IsOwnOf(actor),
                history.At(figure.Period) ?? history.NewestBefore(figure.Period), history.YearBefore(figure.Period),
                [.. history.SameQuarterBefore(figure.Period, YearsCompared - 1), figure],
                FigureWarnings.Check(target, figure.Period, figure.Value, figure.Stage, history, figure.StageDate),
                [.. others.Where(f => f.Period == figure.Period && f.Nature == figure.Nature).OrderBy(f => f.ReportedAtUtc).Select(f => (f, reviews.GetValueOrDefault(f.Id)))],
                before, new VerdictGlimpse(after.Status, Working.Read(Working.Write(after, method.For(target.Code)))),
                FigureBearing.Of(target, figure, accepted, after, today))
            {
                Revises = others.Where(f => f.Period == figure.Period && f.Nature == figure.Nature).InForce(),
            };
        }

        return [.. waiting.OrderBy(f => f.ReportedAtUtc).ThenBy(f => f.Id).Select(Row)];
    }

    /// <returns>Null while nobody has decided, and for what is not the reviewer's to see.</returns>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<DecisionView?> DecisionOn(Guid figureId, Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.OpenQueue);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var visible = await permissions.Of(actor, Actions.ReadPending).Figures(db, clock.Today(), cancellation);
        var decided = await db.StandingReviews().Where(r => r.FigureId == figureId && visible.Any(f => f.Id == figureId))
            .Select(r => new DecisionView(r.Outcome, r.ReviewerName, r.AtUtc)).SingleOrDefaultAsync(cancellation);
        return decided ?? await db.Operations.AsNoTracking()
            .Where(o => o.Kind == Operation.WithdrawKind && visible.Any(f => f.Id == figureId && f.State == FigureState.Withdrawn && f.Version == o.Id))
            .Select(o => new DecisionView(null, "", o.AtUtc)).SingleOrDefaultAsync(cancellation);
    }
}
