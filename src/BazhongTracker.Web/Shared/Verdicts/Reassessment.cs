using BazhongTracker.Data;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Shared.Verdicts;

/// <summary>Judges and stores what changed, in the transaction of the caller.</summary>
public static class Reassessment
{
    /// <summary>With all stored days the rows of so many targets are held at once.</summary>
    private const int AtOnce = 8;

    /// <summary>
    /// Stores the verdict of <paramref name="today"/> by the method in force as the one in force, and those of the <paramref name="closed"/> days that have none yet.
    /// With <paramref name="rewrite"/> every stored day is judged again too, each by the version of the method it was given by.
    /// A recompute under way is waited for; a colleague's newer verdict ends it with a <see cref="DbUpdateException"/>.
    /// </summary>
    /// <returns>How many stored verdicts were added or differ from before.</returns>
    public static async Task<int> Reassess(
        this TrackerDbContext db, Target target, DateOnly today, IReadOnlyList<DateOnly> closed, bool rewrite, DateTime nowUtc, CancellationToken cancellation)
    {
        await db.JudgeBesideOthers(cancellation);
        var occasion = new Occasion(today, closed, rewrite, nowUtc);
        // Verdicts are read before the figures: whoever stores a verdict from newer figures meanwhile changes the stamp, and this save fails.
        var (rows, days) = await db.Stored(occasion, [target.Id], cancellation);
        var judge = new Judge(db, occasion, await db.Methods(cancellation), await AcceptedFigures.Of(db, target, cancellation));
        var (changed, newest) = judge.Record(target, rows, day => days.Contains((target.Id, day)));

        // Also where nothing changed: of two acceptances at once the second must judge again with the figure of the first.
        newest.Renew();
        await db.Save([newest], cancellation);
        return changed;
    }

    /// <summary>The verdict of today on a target one of whose figures begins or ceases to count, and on its parent.</summary>
    /// <returns>The target.</returns>
    public static async Task<Target> ReassessWithParent(
        this TrackerDbContext db, int targetId, DateTime nowUtc, CancellationToken cancellation)
    {
        var target = await db.Targets.AsNoTracking().SingleAsync(t => t.Id == targetId, cancellation);
        await db.Reassess(target, BusinessDay.Of(nowUtc), [], rewrite: false, nowUtc, cancellation);
        if (await db.Targets.AsNoTracking().SingleOrDefaultAsync(t => t.DecisionCode == target.DecisionCode && t.Code == target.ParentCode, cancellation) is { } parent)
        {
            await db.Reassess(parent, BusinessDay.Of(nowUtc), [], rewrite: false, nowUtc, cancellation);
        }

        return target;
    }

    /// <summary>Everything again, by whoever is alone with the verdicts (<see cref="VerdictLock"/>).</summary>
    /// <param name="failed">Told of each target whose rule throws: it keeps what is stored of it, and the others go on.</param>
    public static async Task<int> ReassessAll(
        this TrackerDbContext db, IReadOnlyList<Target> targets, Occasion occasion, Action<Target, Exception> failed, CancellationToken cancellation)
    {
        var judge = new Judge(db, occasion, await db.Methods(cancellation), await AcceptedFigures.OfAll(db, cancellation));
        var changed = 0;
        foreach (var some in targets.Chunk(occasion.Rewrite ? AtOnce : Math.Max(targets.Count, 1)))
        {
            var (rows, days) = await db.Stored(occasion, [.. some.Select(t => t.Id)], cancellation);
            var own = rows.ToLookup(a => a.TargetId);
            var newest = new List<ProgressAssessment>();
            foreach (var target in some)
            {
                Try(target, failed, () =>
                {
                    var (more, row) = judge.Record(target, [.. own[target.Id]], day => days.Contains((target.Id, day)));
                    changed += more;
                    newest.Add(row);
                });
            }

            await db.Save(newest, cancellation);
            db.Forget();
        }

        return changed;
    }

    /// <summary>One past day on its own; the verdict in force stays.</summary>
    /// <param name="failed">As for <see cref="ReassessAll"/>.</param>
    public static async Task<int> ReassessPast(
        this TrackerDbContext db, IReadOnlyList<Target> targets, DateOnly asOf, DateTime nowUtc, Action<Target, Exception> failed, CancellationToken cancellation)
    {
        var own = (await db.Assessments.Where(a => a.AsOf == asOf).ToListAsync(cancellation)).ToLookup(a => a.TargetId);
        var judge = new Judge(db, new Occasion(asOf, [], false, nowUtc), await db.Methods(cancellation), await AcceptedFigures.OfAll(db, cancellation));
        var changed = 0;
        foreach (var target in targets)
        {
            Try(target, failed, () => changed += judge.RecordPast(target, [.. own[target.Id]]));
        }

        await db.SaveChangesAsync(cancellation);
        db.Forget();
        return changed;
    }

    private static void Try(Target target, Action<Target, Exception> failed, Action judge)
    {
        try
        {
            judge();
        }
        catch (Exception problem)
        {
            failed(target, problem);
        }
    }

    private static async Task<(List<ProgressAssessment> Rows, HashSet<(int Target, DateOnly Day)> Days)> Stored(
        this TrackerDbContext db, Occasion occasion, List<int> targets, CancellationToken cancellation)
    {
        var (today, closed, rewrite, latest) = (occasion.Today, occasion.Closed, occasion.Rewrite, Ahead.Latest(occasion.NowUtc));
        var own = db.Assessments.Where(a => targets.Contains(a.TargetId));
        var rows = await own.Where(a => rewrite || a.IsCurrent || a.AsOf == today || a.ComputedAtUtc > latest && closed.Contains(a.AsOf))
            .ToListAsync(cancellation);
        // Of past days that stay as they are it is enough to know that they are there.
        var days = closed.Count == 0 ? [] : await own.Where(a => closed.Contains(a.AsOf)).Select(a => new { a.TargetId, a.AsOf }).ToListAsync(cancellation);
        return (rows, [.. days.Select(d => (d.TargetId, d.AsOf))]);
    }

    // In two steps, for one row of a target is in force at any moment.
    private static async Task Save(this TrackerDbContext db, List<ProgressAssessment> newest, CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        newest.ForEach(row => row.BecomeCurrent());
        await db.SaveChangesAsync(cancellation);
    }

    private static void Forget(this TrackerDbContext db)
    {
        foreach (var entry in db.ChangeTracker.Entries<ProgressAssessment>().ToList())
        {
            entry.State = EntityState.Detached;
        }
    }
}
