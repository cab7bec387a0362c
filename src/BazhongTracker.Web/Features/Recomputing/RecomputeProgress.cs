using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Shared.Runs;
using BazhongTracker.Web.Shared.Verdicts;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Recomputing;

/// <summary>Judges every target again, at one stroke. The nightly job, the button 重新计算, the command and the start of the program all run this. Safe to run twice.</summary>
[Asks(Actions.Recompute)]
public sealed partial class RecomputeProgress(
    IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, LiveChanges changes, ILogger<RecomputeProgress> log, Permissions permissions)
{
    private const string NightlyKey = "nightly:";
    private const string AheadKey = "ahead:";
    private static readonly TimeOnly Begins = new(2, 0);
    private static readonly TimeSpan InTime = TimeSpan.FromHours(1);

    /// <summary>The first quarter's end after the decision was adopted.</summary>
    private int running;

    /// <summary>Whether this instance is at it; what another one does is seen when it is done.</summary>
    public bool IsRunning => Volatile.Read(ref running) > 0;

    /// <summary>From 02:00 on, once for a business date over all instances. After nights that were missed the last of them is made up for, which adds what closed quarters lack.</summary>
    /// <returns>The run, or null when it is already done or being done elsewhere.</returns>
    public async Task<JobRun?> Nightly(CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var night = Night.DueAt(now, Begins);
        var (key, before) = (KeyOf(night), KeyOf(night.AddDays(-1)));
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.JobRuns.AnyAsync(r => r.Key == key && r.FinishedUtc != null, cancellation))
        {
            return null;
        }

        var isLate = await db.JobRuns.AnyAsync(r => r.Key.StartsWith(NightlyKey), cancellation)
            && (Night.Overdue(now, night, Begins) > InTime || !await db.JobRuns.AnyAsync(r => r.Key == before, cancellation));
        return await Run(key, isLate ? RunTriggers.Late : RunTriggers.Nightly, night, rewrite: false, waits: false, null, cancellation);
    }

    /// <summary>Asked for by a person with the button or by a command.</summary>
    /// <param name="asOf">A past day to be judged on its own; null for today.</param>
    /// <exception cref="RuleViolation">access.denied; recompute.future.</exception>
    public async Task<JobRun> Now(Actor actor, DateOnly? asOf, string operationId, CancellationToken cancellation = default)
    {
        await permissions.DemandForWriting(contexts, actor, Actions.Recompute, asOf is { } asked ? $"{asked:O}" : "today", clock, cancellation);
        if (asOf > clock.Today())
        {
            throw new RuleViolation("recompute.future");
        }

        var trigger = asOf is not null ? RunTriggers.Past : actor == Actor.System ? RunTriggers.Command : RunTriggers.Button;
        AuditRow Deed() => AuditRow.Of(actor, "recompute", asOf is { } day ? $"{day:O}" : "today", null, null, clock.GetUtcNow().UtcDateTime, operationId);
        if (await Run(operationId, trigger, asOf ?? clock.Today(), rewrite: false, waits: true, Deed, cancellation) is { } run)
        {
            return run;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.JobRuns.AsNoTracking().SingleAsync(r => r.Key == operationId, cancellation);
    }

    /// <summary>After seeding: the verdicts of all closed quarters as well, unless a good run has seen what was seeded last.</summary>
    /// <returns>Null when nothing was due; a seeding that died before its verdicts were stored is caught up with here, and so are verdicts
    /// in force that lie ahead.</returns>
    public async Task<JobRun?> WithHistoryWhereDue(CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var (latest, lastDay) = (Ahead.Latest(clock.GetUtcNow().UtcDateTime), Ahead.LastDay(clock.Today()));
        var last = await db.JobRuns.Where(
            r => r.Trigger == RunTriggers.History && r.FinishedUtc != null && r.Failed == 0 && r.StartedUtc <= latest)
            .MaxAsync(r => (DateTime?)r.StartedUtc, cancellation);
        return last is { } seen && !await db.Audit.AnyAsync(a => a.Action == "seed" && a.AtUtc > seen, cancellation)
            && !await db.Targets.AnyAsync(
                t => !db.Assessments.Any(a => a.IsCurrent && a.TargetId == t.Id && a.AsOf <= lastDay), cancellation)
            ? null
            : await WithHistory(cancellation);
    }

    /// <summary>When the owner has changed the method: today's verdicts by the new version. What is stored of closed quarters stays as it was given.</summary>
    public async Task<JobRun> ByNewMethod(CancellationToken cancellation = default) =>
        (await Run($"method:{Guid.CreateVersion7():N}", RunTriggers.Method, clock.Today(), rewrite: false, waits: true, null, cancellation))!;

    /// <summary>The verdicts of today and of all closed quarters, whether stored or not.</summary>
    public async Task<JobRun> WithHistory(CancellationToken cancellation = default) =>
        (await Run($"{RunTriggers.History}:{Guid.CreateVersion7():N}", RunTriggers.History, clock.Today(), rewrite: true, waits: true, null, cancellation))!;

    private async Task<JobRun?> Run(string key, string trigger, DateOnly day, bool rewrite, bool waits, Func<AuditRow>? deed, CancellationToken cancellation)
    {
        var started = clock.GetUtcNow().UtcDateTime;
        JobRun? run;
        Interlocked.Increment(ref running);
        try
        {
            run = await contexts.RunOnce(
                () => new JobRun { Key = key, Trigger = trigger, AsOf = day, StartedUtc = started },
                waits,
                (db, begun) => Judge(db, begun, rewrite, deed, cancellation),
                cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }

        if (run is not null)
        {
            changes.Say(new TrackerChange(null));
        }

        return run;
    }

    private async Task Judge(TrackerDbContext db, JobRun run, bool rewrite, Func<AuditRow>? deed, CancellationToken cancellation)
    {
        if (deed is not null)
        {
            db.Add(deed());
        }

        await db.JudgeAlone(cancellation);
        await LeaveWhatLiesAhead(db, run.StartedUtc, cancellation);
        var targets = await db.Targets.AsNoTracking().OrderBy(t => t.Code).ToListAsync(cancellation);
        var (failed, firstError) = (0, (string?)null);
        void Failed(Target target, Exception problem)
        {
            failed++;
            firstError ??= $"{target.Code}: {problem.GetBaseException().Message}";
            LogFailure(log, target.Code, problem);
        }

        var changed = run.Trigger == RunTriggers.Past && run.AsOf != BusinessDay.Of(run.StartedUtc)
            ? await db.ReassessPast(targets, run.AsOf, run.StartedUtc, Failed, cancellation)
            : await db.ReassessAll(targets, new Occasion(run.AsOf, await ClosedQuarters(db, run.AsOf, cancellation), rewrite, run.StartedUtc), Failed, cancellation);
        run.Finish(targets.Count - failed, changed, failed, firstError, clock.GetUtcNow().UtcDateTime);
    }

    // The nights that a clock did which was ahead are free again for when they come.
    private async Task LeaveWhatLiesAhead(TrackerDbContext db, DateTime nowUtc, CancellationToken cancellation)
    {
        var (today, latest) = (BusinessDay.Of(nowUtc), Ahead.Latest(nowUtc));
        var lastDay = Ahead.LastDay(today);
        foreach (var id in await db.JobRuns.Where(r => r.StartedUtc > latest && !r.Key.StartsWith(AheadKey)).Select(r => r.Id)
            .ToListAsync(cancellation))
        {
            var key = FormattableString.Invariant($"{AheadKey}{id}");
            await db.JobRuns.Where(r => r.Id == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Key, key), cancellation);
        }

        var ahead = db.Assessments.Where(a => a.IsCurrent && a.AsOf > lastDay);
        if (await ahead.CountAsync(cancellation) is > 0 and var count)
        {
            LogAhead(log, count, await ahead.MaxAsync(a => a.AsOf, cancellation), today);
        }
    }

    private static string KeyOf(DateOnly night) => FormattableString.Invariant($"{NightlyKey}{night:yyyy-MM-dd}");

    // From the quarter on in which the first decision was adopted.
    private static async Task<List<DateOnly>> ClosedQuarters(TrackerDbContext db, DateOnly today, CancellationToken cancellation)
    {
        var days = new List<DateOnly>();
        if (await db.Decisions.MinAsync(d => (DateOnly?)d.AdoptedOn, cancellation) is not { } adopted)
        {
            return days;
        }

        for (var quarter = Quarter.Containing(adopted); quarter.LastDay < today; quarter = quarter.Plus(1))
        {
            days.Add(quarter.LastDay);
        }

        return days;
    }

    [LoggerMessage(EventId = 7040, Level = LogLevel.Warning,
        Message = "{Count} verdicts in force were given for days up to {Day:yyyy-MM-dd}, by a clock that was ahead; "
            + "those of {Today:yyyy-MM-dd} take their place.")]
    private static partial void LogAhead(ILogger log, int count, DateOnly day, DateOnly today);

    [LoggerMessage(Level = LogLevel.Error, Message = "Target {Code} could not be judged.")]
    private static partial void LogFailure(ILogger log, string code, Exception problem);
}
