using System.Globalization;
using BazhongTracker.Data;
using BazhongTracker.Domain.Decisions;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Progress.Json;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Shared.Availability;
using BazhongTracker.Web.Shared.Catalogue;
using BazhongTracker.Web.Shared.Verdicts;
using BazhongTracker.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Targets;

/// <summary>Everything the page of one target shows, as of a day. Nothing is judged here that is stored.</summary>
[Asks(Actions.ReadPublished), Asks(Actions.ReviseFigure), Asks(Actions.ReadPending), Asks(Actions.ReportFigure), Asks(Actions.ReadContacts)]
public sealed class TargetQuery(
    IDbContextFactory<TrackerDbContext> contexts, Decisions decisions, TimeProvider clock,
    Permissions permissions, LastGood lastGood)
{
    /// <param name="asOf">A past day; null for the verdict in force.</param>
    /// <returns>Null when no target has that code.</returns>
    /// <exception cref="Domain.RuleViolation">access.denied.</exception>
    public Task<TargetView?> Run(string code, DateOnly? asOf, Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.ReadPublished);
        // What waits for review is seen by whoever may: remembered for each person and what he is.
        var question = (typeof(TargetView), code, asOf, clock.Today(), actor.UserName, actor.DepartmentCode, string.Join(',', actor.Roles),
            CultureInfo.CurrentUICulture.Name);
        return lastGood.Answer(question, () => Read(code, asOf, actor, cancellation));
    }

    private async Task<TargetView?> Read(string code, DateOnly? asOf, Actor actor, CancellationToken cancellation)
    {
        var decision = await decisions.Default(cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var item = await db.Targets.AsNoTracking().Where(t => t.DecisionCode == decision.Code && t.Code == code).Select(t => (int?)t.Item).SingleOrDefaultAsync(cancellation);
        if (item is null)
        {
            return null;
        }

        var day = asOf ?? clock.Today();
        var family = (await db.Targets.AsNoTracking().Where(t => t.DecisionCode == decision.Code && t.Item == item).ToListAsync(cancellation)).ConvertAll(t => t.On(day));
        var target = family.Single(t => t.Code == code);
        var verdicts = await db.VerdictsOn(asOf, cancellation);
        if (!verdicts.TryGetValue(target.Id, out var verdict))
        {
            // Seeded a moment ago and not judged yet.
            verdicts = await db.VerdictsOn(clock.Today(), cancellation);
            verdict = verdicts[target.Id];
        }

        var nodeDay = NodeDayOf(target, decision.Decision, day);
        var used = nodeDay is { } then ? await UsedOn(db, target, then, cancellation) : null;
        var visible = await permissions.Of(actor, Actions.ReadPending).Figures(db, clock.Today(), cancellation);
        var figures = await db.Figures.AsNoTracking()
            .Where(f => f.TargetId == target.Id && (f.State == FigureState.Accepted || visible.Any(v => v.Id == f.Id))).ToListAsync(cancellation);
        var reviews = await db.StandingReviews().Where(r => db.Figures.Any(f => f.Id == r.FigureId && f.TargetId == target.Id))
            .ToDictionaryAsync(r => r.FigureId, cancellation);
        var assignments = await db.Assignments.AsNoTracking().Where(a => a.TargetId == target.Id).OrderBy(a => a.Id).ToListAsync(cancellation);
        var assigned = assignments.Where(a => a.HoldsOn(day)).ToList();
        var departments = await db.Departments.AsNoTracking().ToDictionaryAsync(d => d.Code, cancellation);
        var reopened = await db.Reopenings.AsNoTracking().AnyAsync(r => r.TargetId == target.Id && r.Until >= day, cancellation);
        var isOwn = asOf is null && await permissions.Of(actor, Actions.ReportFigure).Targets(db, day).AnyAsync(id => id == target.Id, cancellation);

        var line = Trajectory.Of(target, figures, day);
        var rows = FigureRows.Of(figures, reviews, departments, line, target, day,
            isOwn && !target.IsParent && target.Kind != TargetKind.Qualitative && permissions.Allows(actor, Actions.ReviseFigure));
        var lead = assigned.Find(a => a.Responsibility == Responsibility.Lead);
        var clauses = new Clauses(decision.Text, decision.Sections);
        var sentence = clauses.SentenceOf(target);
        var reports = await db.ReportsUntil(day, cancellation);
        var leadOf = await db.Assignments.AsNoTracking().LeadingOn(day)
            .Where(a => db.Targets.Any(t => t.Id == a.TargetId && t.DecisionCode == decision.Code && t.Item == item))
            .Select(a => new { a.TargetId, a.DepartmentCode }).ToListAsync(cancellation);
        var ends = await EndsOfQuarters(db, target, Quarter.Containing(decision.Decision.AdoptedOn), day, figures, cancellation);
        ReportingGap? GapOf(Target t, Verdict of) => reports.Gap(t, of, leadOf.Find(a => a.TargetId == t.Id)?.DepartmentCode);
        Relative Related(Target t) => verdicts.GetValueOrDefault(t.Id) is { } of ? Relation(t, of, GapOf(t, of)) : Relation(t, null, null);
        var members = family.Where(t => t.ParentCode == target.Code).Select(t => t.Code).ToHashSet();
        return new TargetView(
            target,
            target.AreaCode is { } area ? (await db.Areas.AsNoTracking().SingleOrDefaultAsync(a => a.Code == area, cancellation))?.Title() : null,
            verdict, clauses.Of(target), clauses.CrumbsTo(target), line, NodeOf(target, line, ends, nodeDay) is { } node ? node with { Used = used } : null,
            verdict.Status.Rank() is null && target.Due < day ? ends.FindLast(v => v.Status.Status.Rank() is not null) : null,
            rows, await Benchmarks(db, target, day, cancellation),
            Name(lead), lead?.ValidFrom, [.. assigned.Where(a => a.Responsibility == Responsibility.Supporting).Select(a => Name(a)!)],
            TargetTimeline.Of(
                target, decision.Decision.AdoptedOn, rows, [.. ends, .. await SinceTheLast(db, target, ends, verdict, GapOf(target, verdict), cancellation)], day),
            family.Find(t => t.Code == target.ParentCode) is { } parent ? Related(parent) : null,
            [.. family.Where(t => members.Contains(t.Code)).OrderBy(t => t.Code, StringComparer.Ordinal).Select(Related)],
            [.. family.Where(t => t.Id != target.Id && !t.IsParent && !members.Contains(t.Code)
                && t.QuoteStart >= sentence.Start && t.QuoteStart < sentence.End)
                .OrderBy(t => t.QuoteStart).ThenBy(t => t.Code, StringComparer.Ordinal).Select(Related)],
            isOwn && IsOpen(target, verdict.Status, reopened, figures, day))
        {
            Gap = GapOf(target, verdict),
            DecidedBy = target.IsParent ? await OriginsOf(db, members, day, cancellation) : DecidingFigures.Origins(target, rows, line, verdict.Working),
            LeadHistory = [.. assignments.Where(a => a.Responsibility == Responsibility.Lead && !(a.ValidTo < a.ValidFrom)
                && (asOf is null || a.ValidFrom <= day))
                .OrderBy(a => a.ValidFrom).Select(a => new LeadTime(a.DepartmentCode, Name(a)!, a.ValidFrom, a.ValidTo))],
            Clerks = asOf is null && lead is not null && await permissions.Of(actor, Actions.ReadContacts).Covers(db, lead.DepartmentCode, day, cancellation)
                ? await db.ClerksOf(lead.DepartmentCode, clock.GetUtcNow(), cancellation) : null,
        };

        string? Name(Assignment? assignment) => assignment is null ? null : departments[assignment.DepartmentCode].Spelled();
    }

    // The days between are verdicts too, but neither the node nor what happened asks for them; and of a day only its status.
    private static async Task<List<Judged>> EndsOfQuarters(
        TrackerDbContext db, Target target, Quarter first, DateOnly day, List<ReportedFigure> figures, CancellationToken cancellation)
    {
        var days = Enumerable.Range(first.Index, Math.Max(0, Quarter.LastEnded(day).Index - first.Index + 1))
            .Select(i => Quarter.FromIndex(i).LastDay).ToList();
        var ends = await db.Assessments.AsNoTracking().Where(a => a.TargetId == target.Id && a.IsShown && days.Contains(a.AsOf))
            .Select(a => new { a.AsOf, a.Status, IsOverdue = a.Working.Contains(ReportingGap.OverdueFlag) }).ToListAsync(cancellation);
        // On a day before the first figure of all nobody was late, as the page of that day says.
        var firstFigure = await db.Figures.Where(f => f.State == FigureState.Accepted).MinAsync(f => f.Published, cancellation);
        return [.. ends.OrderBy(e => e.AsOf)
            .Select(e => new Judged(e.AsOf, StatusSign.Of(e.Status, GapThen(e.Status, e.IsOverdue, e.AsOf))))];

        ReportingGap? GapThen(ProgressStatus status, bool isOverdue, DateOnly asOf) => ReportingGap.Of(
            status, isOverdue ? [ReportingGap.OverdueFlag] : [], target.Due, asOf, null,
            firstFigure is null || firstFigure > asOf ? FiguresSoFar.None
            : target.IsParent || figures.Exists(f => f.State == FigureState.Accepted && f.Published <= asOf) ? FiguresSoFar.OfTarget
            : FiguresSoFar.OfOthers);
    }

    /// <returns>The verdict in force, on the first day since the last end of a quarter from which on it held; nothing where it is the one
    /// of that end.</returns>
    private static async Task<IEnumerable<Judged>> SinceTheLast(
        TrackerDbContext db, Target target, List<Judged> ends, Verdict verdict, ReportingGap? gap, CancellationToken cancellation)
    {
        if (ends is not [.., var last] || last.Status == StatusSign.Of(verdict.Status, gap) || last.AsOf >= verdict.AsOf)
        {
            return [];
        }

        var since = db.Assessments.Where(a => a.TargetId == target.Id && a.IsShown && a.AsOf >= last.AsOf && a.AsOf <= verdict.AsOf);
        var first = await since
            .Where(a => a.Status == verdict.Status && a.AsOf > since.Where(b => b.Status != verdict.Status).Max(b => (DateOnly?)b.AsOf))
            .MinAsync(a => (DateOnly?)a.AsOf, cancellation);
        return [new Judged(first ?? verdict.AsOf, StatusSign.Of(verdict.Status, gap))];
    }

    // What was visible then: a figure of that quarter came later.
    private static async Task<(Quarter, decimal)?> UsedOn(TrackerDbContext db, Target target, DateOnly day, CancellationToken cancellation)
    {
        var stored = await db.Assessments.AsNoTracking().Where(a => a.TargetId == target.Id && a.IsShown && a.AsOf == day)
            .Select(a => a.Working).SingleOrDefaultAsync(cancellation);
        return stored is not null && Working.Read(stored) is { DecidingNumber: { } value } working
            && Quarter.TryParse(working.DecidingPeriod, out var period) ? (period, value) : null;
    }

    private static async Task<IReadOnlyList<FigureOrigin>> OriginsOf(
        TrackerDbContext db, HashSet<string> members, DateOnly day, CancellationToken cancellation) =>
        await db.Figures.AsNoTracking()
            .Where(f => f.State == FigureState.Accepted && f.Published <= day && db.Targets.Any(t => t.Id == f.TargetId && members.Contains(t.Code)))
            .Select(f => f.Origin).Distinct().ToListAsync(cancellation);

    private static Relative Relation(Target target, Verdict? verdict, ReportingGap? gap) => new(
        target.Code, target.Title(), target.Strength, Spoken.ShortPromise(target),
        StatusSign.Of(verdict?.Status ?? ProgressStatus.InsufficientData, gap),
        verdict?.Working.DecidingNumber is { } value && target.Kind != TargetKind.ProjectList
            ? Spoken.Amount(Math.Round(value, 2), target.Unit)
            : Terms.Stage(verdict?.Working.Stage) is { Length: > 0 } stage ? stage : null);

    private static bool IsOpen(Target target, ProgressStatus status, bool reopened, IEnumerable<ReportedFigure> figures, DateOnly today) =>
        reopened || target.DutyFor(ReportingPeriod.OpenOn(today).Quarter, status, new FigureHistory(target, figures))
            is ReportingDuty.Asked or ReportingDuty.Settled;

    /// <returns>The first day of review on the way of the target, once it has come; null where none has.</returns>
    private static DateOnly? NodeDayOf(Target target, Decision decision, DateOnly day) =>
        target.IsParent ? null
        : decision.ReviewDates.Where(on => on <= day && target.Start < on && on < target.Due).Select(on => (DateOnly?)on).FirstOrDefault();

    private static Node? NodeOf(Target target, Trajectory? line, List<Judged> ends, DateOnly? nodeDay)
    {
        if (nodeDay is not { } on || target.Start is not { } start || target.Due is not { } due)
        {
            return null;
        }

        var period = Quarter.Containing(on);
        var status = ends.Find(v => v.AsOf == on)?.Status;
        if (target.Kind is TargetKind.Milestone or TargetKind.ProjectList)
        {
            return new Node(on, null, null, status, (on.DayNumber - start.DayNumber) / (decimal)(due.DayNumber - start.DayNumber));
        }

        return line?.ExpectedAt(period) is { } expected
            ? new Node(on, expected, line.Points.FirstOrDefault(p => p.Period == period)?.Value, status, null)
            : null;
    }

    private static async Task<IReadOnlyList<(string, Quarter, decimal)>> Benchmarks(
        TrackerDbContext db, Target target, DateOnly day, CancellationToken cancellation)
    {
        if (target.Definition.Benchmarks is not { Count: > 0 } series)
        {
            return [];
        }

        var rows = await db.Benchmarks.AsNoTracking().Where(b => series.Contains(b.Series) && b.Published <= day).ToListAsync(cancellation);
        return [.. rows.Where(b => b.Nature != FigureNature.Qtr).GroupBy(b => (b.Series, b.PeriodIndex))
            .Select(g => g.OrderBy(b => b.Published).ThenBy(b => b.Revision).Last())
            .OrderBy(b => b.Series, StringComparer.Ordinal).ThenBy(b => b.PeriodIndex).Select(b => (b.Series, b.Period, b.Value))];
    }
}
