using BazhongTracker.Data;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Shared.Verdicts;

/// <summary>Judges one target and stores what changed. The same line serves the nightly job, the button, the command and an acceptance.</summary>
public static class Reassessment
{
    /// <summary>
    /// Stores the verdict of <paramref name="today"/> as the one in force, and those of the <paramref name="closed"/> days that have none yet
    /// (all of them with <paramref name="rewrite"/>). The caller owns the transaction; a colleague's newer verdict ends it with a <see cref="DbUpdateException"/>.
    /// </summary>
    /// <returns>How many stored verdicts were added or differ from before.</returns>
    public static async Task<int> Reassess(
        this TrackerDbContext db, Target target, DateOnly today, IReadOnlyList<DateOnly> closed, bool rewrite, DateTime nowUtc, CancellationToken cancellation)
    {
        // Verdicts are read before the figures: whoever stores a verdict from newer figures meanwhile changes the stamp, and this save fails.
        var stored = await db.Assessments
            .Where(a => a.TargetId == target.Id && (a.IsCurrent || a.MethodVersion == ProgressMethod.Version && (a.AsOf == today || closed.Contains(a.AsOf))))
            .ToListAsync(cancellation);
        var accepted = await AcceptedFigures.Of(db, target, cancellation);

        var changed = 0;
        ProgressAssessment Store(DateOnly asOf)
        {
            var row = stored.Find(a => a.AsOf == asOf && a.MethodVersion == ProgressMethod.Version);
            if (row is null)
            {
                row = new ProgressAssessment { TargetId = target.Id, AsOf = asOf, MethodVersion = ProgressMethod.Version };
                stored.Add(row);
                db.Add(row);
            }

            var (status, working) = accepted.Judge(target, asOf);
            changed += row.Record(status, working, nowUtc) ? 1 : 0;
            return row;
        }

        foreach (var day in closed.Where(day => rewrite || !stored.Exists(a => a.AsOf == day)))
        {
            Store(day);
        }

        var newest = Store(today);
        foreach (var former in stored.Where(a => a.IsCurrent && a != newest))
        {
            former.BecomePast();
        }

        await db.SaveChangesAsync(cancellation);
        newest.BecomeCurrent();
        await db.SaveChangesAsync(cancellation);
        return changed;
    }

    /// <summary>Judges one past day only; the verdict in force stays.</summary>
    public static async Task<int> ReassessPast(this TrackerDbContext db, Target target, DateOnly asOf, DateTime nowUtc, CancellationToken cancellation)
    {
        var row = await db.Assessments.SingleOrDefaultAsync(
            a => a.TargetId == target.Id && a.AsOf == asOf && a.MethodVersion == ProgressMethod.Version, cancellation);
        if (row is null)
        {
            row = new ProgressAssessment { TargetId = target.Id, AsOf = asOf, MethodVersion = ProgressMethod.Version };
            db.Add(row);
        }

        var (status, working) = (await AcceptedFigures.Of(db, target, cancellation)).Judge(target, asOf);
        var changed = row.Record(status, working, nowUtc);
        await db.SaveChangesAsync(cancellation);
        return changed ? 1 : 0;
    }
}
