using BazhongTracker.Data;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Shared.Availability;
using BazhongTracker.Web.Shared.Verdicts;
using BazhongTracker.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Shared.Standings;

/// <summary>
/// Reads how all targets stand in four queries, whatever the length of the history. Parents are left out: they are in no count.
/// </summary>
public static class StandingReading
{
    private static readonly ProgressStatus[] Decided = [.. Enum.GetValues<ProgressStatus>().Where(s => s.Rank() is not null)];

    /// <summary>
    /// The end of the last period whose reporting is closed when the day is over: its verdicts are what changes are measured against. While a period is reported
    /// that is the quarter before it; on the last day of a quarter, when the window closes, it is the one that was reported until then: 30 June looks back to 31 March.
    /// </summary>
    public static DateOnly LastClosed(DateOnly day) => ReportingPeriod.OpenOn(day.AddDays(1)).Quarter.Plus(-1).LastDay;

    /// <summary>In a context of its own, or while the database is away as they stood last. The same for everybody who may read what is published.</summary>
    public static Task<List<Standing>> Standings(
        this IDbContextFactory<TrackerDbContext> contexts, string decision, DateOnly? asOf, DateOnly? compared, DateOnly today, LastGood lastGood,
        CancellationToken cancellation) =>
        lastGood.Answer((typeof(Standing), decision, asOf, today, compared), async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            return await db.Standings(decision, asOf, compared, today, cancellation);
        });

    /// <param name="decision">Whose targets.</param>
    /// <param name="asOf">A past day; null for the verdicts in force.</param>
    public static Task<List<Standing>> Standings(
        this TrackerDbContext db, string decision, DateOnly? asOf, DateOnly today, CancellationToken cancellation = default) =>
        db.Standings(decision, asOf, null, today, cancellation);

    /// <param name="compared">The day whose verdicts are put beside them; null for the end of the last closed period.</param>
    public static async Task<List<Standing>> Standings(
        this TrackerDbContext db, string decision, DateOnly? asOf, DateOnly? compared, DateOnly today, CancellationToken cancellation)
    {
        var day = asOf ?? today;
        var then = compared ?? LastClosed(day);
        var targets = (await Led(db, decision, asOf, day).ToListAsync(cancellation)).ConvertAll(t => t with { Target = t.Target.On(day) });
        var computed = asOf is { } past ? await db.Judged(past, [.. targets.Where(t => t.Verdict is null).Select(t => t.Target)], cancellation) : [];
        var verdicts = targets.Select(t => t.Verdict).OfType<Verdict>().Concat(computed).ToDictionary(v => v.TargetId);
        var figures = (await Visible(db, day).ToListAsync(cancellation)).ToLookup(f => f.TargetId);
        var accounts = await db.FirstAccounts(cancellation);
        ReportsUntil Reports(DateOnly until) => new(
            accounts, targets.Where(t => figures[t.Target.Id].Any(f => f.State == FigureState.Accepted && f.Published <= until))
                .Select(t => t.Target.Code).ToHashSet());
        var (reports, reportsThen) = (Reports(day), Reports(then));
        var waiting = verdicts.Values.Where(v => v.Status is ProgressStatus.InsufficientData or ProgressStatus.PendingFinal).Select(v => v.TargetId).ToList();
        var history = (await History(db, day, then, waiting).ToListAsync(cancellation)).ToLookup(h => h.TargetId);
        var unstored = compared is null ? [] : targets.Select(t => t.Target).Where(t => history[t.Id].All(h => h.AsOf != then)).ToList();
        var judged = (await db.Judged(then, unstored, cancellation)).ToDictionary(
            v => v.TargetId, v => new PastVerdict(v.TargetId, v.AsOf, v.Status, v.Working.Flags.Contains(ReportingGap.OverdueFlag)));

        Standing? Of(LedTarget led)
        {
            if (!verdicts.TryGetValue(led.Target.Id, out var verdict))
            {
                return null;
            }

            var own = figures[led.Target.Id].ToList();
            var earlier = history[led.Target.Id].OrderBy(h => h.AsOf).ToList();
            var before = earlier.Find(h => h.AsOf == then) ?? judged.GetValueOrDefault(led.Target.Id);
            var last = waiting.Contains(led.Target.Id) && led.Target.Due < day ? earlier.FindLast(h => Decided.Contains(h.Status)) : null;
            return new Standing(
                led.Target, verdict, led.Lead?.Code ?? "", led.Lead?.Title() ?? "",
                [.. own.Where(f => f.State == FigureState.Accepted).OrderBy(f => f.PeriodIndex).ThenBy(f => f.Published).ThenBy(f => f.Revision)],
                [.. own.Where(f => f.State == FigureState.AwaitingReview).Select(f => f.Period)],
                last is null ? null : (last.Status, last.AsOf),
                before is null ? null : StatusSign.Of(
                    before.Status, reportsThen.Gap(
                        led.Target, before.Status, before.IsOverdue ? [ReportingGap.OverdueFlag] : [], then, led.Lead?.Code)))
            {
                Gap = reports.Gap(led.Target, verdict, led.Lead?.Code),
                AccountDay = reports.AccountDay(led.Lead?.Code),
                AsOf = asOf,
                Reopened = [.. led.Reopened.Select(Quarter.FromIndex)],
            };
        }

        return [.. targets.Select(Of).OfType<Standing>()];
    }

    private static IQueryable<LedTarget> Led(TrackerDbContext db, string decision, DateOnly? asOf, DateOnly day)
    {
        var given = asOf is { } past ? db.Assessments.Where(a => a.IsShown && a.AsOf == past) : db.Assessments.Where(a => a.IsCurrent);
        var leading = db.Assignments.LeadingOn(day);
        return db.Targets.AsNoTracking().Where(t => t.DecisionCode == decision && !t.IsParent)
            .LeftJoin(given, t => t.Id, a => a.TargetId, (t, a) => new { Target = t, Given = a })
            .OrderBy(t => t.Target.Code)
            .Select(t => new LedTarget(
                t.Target,
                leading.Where(a => a.TargetId == t.Target.Id)
                    .Join(db.Departments, a => a.DepartmentCode, d => d.Code, (_, d) => d).FirstOrDefault(),
                t.Given == null ? null : new Verdict(t.Given.TargetId, t.Given.AsOf, t.Given.Status, t.Given.Working, t.Given.MethodVersion),
                db.Reopenings.Where(r => r.TargetId == t.Target.Id && r.Until >= day).Select(r => r.PeriodIndex).ToList()));
    }

    // A stage stays until the next one: of thousands of quarterly reports only the first of each stage, by period and by its own day, and
    // the newest of all are needed.
    private static IQueryable<ReportedFigure> Visible(TrackerDbContext db, DateOnly day)
    {
        var ended = Quarter.LastEnded(day).Index;
        var accepted = db.Figures.Where(f => f.State == FigureState.Accepted && f.Published <= day
            && (f.Nature != FigureNature.Stage || f.PeriodIndex <= ended && (f.StageDate == null || f.StageDate <= day)));
        var stages = accepted.Where(f => f.Nature == FigureNature.Stage);
        var needed = accepted.Where(f => f.Nature != FigureNature.Stage
            || f.PeriodIndex == stages.Where(g => g.TargetId == f.TargetId).Max(g => g.PeriodIndex)
            || f.PeriodIndex == stages.Where(g => g.TargetId == f.TargetId && g.Stage == f.Stage).Min(g => g.PeriodIndex)
            || f.StageDate != null && !stages.Any(g => g.TargetId == f.TargetId && g.Stage == f.Stage
                && (g.StageDate < f.StageDate || g.StageDate == f.StageDate && g.PeriodIndex < f.PeriodIndex)));
        return db.Figures.AsNoTracking().Where(f => f.State == FigureState.AwaitingReview || needed.Any(n => n.Id == f.Id));
    }

    // Two rows a target at most, however long the history: the one changes are measured against, and the last that decided.
    private static IQueryable<PastVerdict> History(TrackerDbContext db, DateOnly day, DateOnly then, List<int> waiting)
    {
        var quarterEnds = Enumerable.Range(0, 40).Select(n => Quarter.LastEnded(day).Plus(-n).LastDay).ToList();
        var shown = db.Assessments.AsNoTracking().Where(a => a.IsShown);
        var lastDecided = db.Targets.Where(t => waiting.Contains(t.Id)).Select(t => new
        {
            TargetId = t.Id,
            AsOf = shown.Where(a => a.TargetId == t.Id && quarterEnds.Contains(a.AsOf) && Decided.Contains(a.Status)).Max(a => (DateOnly?)a.AsOf),
        });
        return shown.Where(a => a.AsOf == then)
            .Concat(shown.Join(lastDecided, a => new { a.TargetId, AsOf = (DateOnly?)a.AsOf }, l => l, (a, _) => a))
            .Select(a => new PastVerdict(a.TargetId, a.AsOf, a.Status, a.Working.Contains(ReportingGap.OverdueFlag)));
    }

    private sealed record LedTarget(Target Target, Department? Lead, Verdict? Verdict, List<int> Reopened);

    private sealed record PastVerdict(int TargetId, DateOnly AsOf, ProgressStatus Status, bool IsOverdue);
}
