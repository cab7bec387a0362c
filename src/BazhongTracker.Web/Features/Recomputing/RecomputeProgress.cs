using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Shared.Verdicts;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Recomputing;

/// <summary>Judges every target again. The nightly job, the button 重新计算, the command and the start of the program all run this. Safe to run twice.</summary>
[Asks(Actions.Recompute)]
public sealed partial class RecomputeProgress(
    IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, LiveChanges changes, ILogger<RecomputeProgress> log, Permissions permissions)
{
    private const int Attempts = 3;
    private const string HistoryTrigger = "history";

    /// <summary>The first quarter's end after the decision was adopted.</summary>
    private static readonly Quarter FirstClosed = new(2021, 3);

    /// <summary>At night, once a day over all instances: the unique key of the run sees to that. A run that died is taken over after ten minutes.</summary>
    /// <returns>The run, or null when it is already done or being done elsewhere.</returns>
    public async Task<JobRun?> Nightly(CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var key = FormattableString.Invariant($"nightly:{BusinessDay.Of(now):yyyy-MM-dd}");
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var earlier = await db.JobRuns.AsNoTracking().Where(r => r.Key.StartsWith(key)).ToListAsync(cancellation);
        return earlier.Exists(r => r.FinishedUtc is not null || now - r.StartedUtc < TimeSpan.FromMinutes(10))
            ? null
            : await Run(earlier.Count == 0 ? key : $"{key}:{earlier.Count + 1}", "nightly", null, rewrite: false, cancellation);
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

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.JobRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Key == operationId, cancellation) is { } done)
        {
            return done;
        }

        db.Add(AuditRow.Of(actor, "recompute", asOf is { } day ? $"{day:O}" : "today", null, null, clock.GetUtcNow().UtcDateTime, operationId));
        await db.SaveChangesAsync(cancellation);
        return await Run(operationId, asOf is not null ? "past" : actor == Actor.System ? "command" : "button", asOf, rewrite: false, cancellation)
            ?? await db.JobRuns.AsNoTracking().SingleAsync(r => r.Key == operationId, cancellation);
    }

    /// <summary>After seeding: the verdicts of all closed quarters as well, unless a good run has seen what was seeded last.</summary>
    /// <returns>Null when nothing was due; a seeding that died before its verdicts were stored is caught up with here.</returns>
    public async Task<JobRun?> WithHistoryWhereDue(CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var last = await db.JobRuns.Where(r => r.Trigger == HistoryTrigger && r.FinishedUtc != null && r.Failed == 0)
            .MaxAsync(r => (DateTime?)r.StartedUtc, cancellation);
        return last is { } seen && !await db.Audit.AnyAsync(a => a.Action == "seed" && a.AtUtc > seen, cancellation)
            && !await db.Targets.AnyAsync(t => !db.Assessments.Any(a => a.IsCurrent && a.TargetId == t.Id), cancellation)
            ? null
            : await WithHistory(cancellation);
    }

    /// <summary>When the owner has changed the method: today's verdicts by the new version. What is stored of closed quarters stays as it was given.</summary>
    public async Task<JobRun> ByNewMethod(CancellationToken cancellation = default) =>
        (await Run($"method:{Guid.CreateVersion7():N}", "method", null, rewrite: false, cancellation))!;

    /// <summary>The verdicts of today and of all closed quarters, whether stored or not.</summary>
    public async Task<JobRun> WithHistory(CancellationToken cancellation = default) =>
        (await Run($"{HistoryTrigger}:{Guid.CreateVersion7():N}", HistoryTrigger, null, rewrite: true, cancellation))!;

    private async Task<JobRun?> Run(string key, string trigger, DateOnly? asOf, bool rewrite, CancellationToken cancellation)
    {
        var started = clock.GetUtcNow().UtcDateTime;
        var today = BusinessDay.Of(started);
        var run = new JobRun { Key = key, Trigger = trigger, AsOf = asOf ?? today, StartedUtc = started };
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.Add(run);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (await db.JobRuns.AnyAsync(r => r.Key == key, cancellation))
            {
                // Another instance wrote the key first.
                return null;
            }

            throw;
        }

        var closed = ClosedQuarters(today);
        var (assessed, changed, failed, firstError) = (0, 0, 0, (string?)null);
        foreach (var target in await db.Targets.AsNoTracking().OrderBy(t => t.Code).ToListAsync(cancellation))
        {
            try
            {
                changed += asOf is { } day && day != today
                    ? await Saved(context => context.ReassessPast(target, day, started, cancellation), cancellation)
                    : await Saved(context => context.Reassess(target, today, closed, rewrite, started, cancellation), cancellation);
                assessed++;
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                failed++;
                firstError ??= $"{target.Code}: {problem.GetBaseException().Message}";
                LogFailure(log, target.Code, problem);
            }
        }

        run.Finish(assessed, changed, failed, firstError, clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellation);
        changes.Say(new TrackerChange(null));
        return run;
    }

    // One transaction per target: a run that is killed leaves whole targets behind and the next run does the rest.
    private async Task<int> Saved(Func<TrackerDbContext, Task<int>> reassess, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
                var changed = await reassess(db);
                await transaction.CommitAsync(cancellation);
                return changed;
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // An acceptance stored a newer verdict meanwhile: judge again from what stands now.
            }
        }
    }

    private static List<DateOnly> ClosedQuarters(DateOnly today)
    {
        var days = new List<DateOnly>();
        for (var quarter = FirstClosed; quarter.LastDay < today; quarter = quarter.Plus(1))
        {
            days.Add(quarter.LastDay);
        }

        return days;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Target {Code} could not be judged.")]
    private static partial void LogFailure(ILogger log, string code, Exception problem);
}
