using BazhongTracker.Data;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Shared.Verdicts;

/// <summary>Judges one target and stores what changed. The same line serves the nightly job, the button, the command and an acceptance.</summary>
public static class Reassessment
{
    /// <summary>
    /// Stores the verdict of <paramref name="today"/> by the method in force as the one in force, and those of the <paramref name="closed"/> days that have none yet.
    /// With <paramref name="rewrite"/> every stored day is judged again too, each by the version of the method it was given by.
    /// The caller owns the transaction; a colleague's newer verdict ends it with a <see cref="DbUpdateException"/>.
    /// </summary>
    /// <returns>How many stored verdicts were added or differ from before.</returns>
    public static async Task<int> Reassess(
        this TrackerDbContext db, Target target, DateOnly today, IReadOnlyList<DateOnly> closed, bool rewrite, DateTime nowUtc, CancellationToken cancellation)
    {
        // Verdicts are read before the figures: whoever stores a verdict from newer figures meanwhile changes the stamp, and this save fails.
        var stored = await db.Assessments
            .Where(a => a.TargetId == target.Id && (rewrite || a.IsCurrent || a.AsOf == today || closed.Contains(a.AsOf)))
            .ToListAsync(cancellation);
        // An instance whose clock is behind, or an acceptance begun before midnight, must not bring yesterday back.
        today = stored.Where(a => a.IsCurrent && a.AsOf > today).Select(a => a.AsOf).DefaultIfEmpty(today).Max();
        var methods = await db.Methods(cancellation);
        var accepted = await AcceptedFigures.Of(db, target, cancellation);

        var changed = 0;
        void Record(ProgressAssessment row, MethodInForce method)
        {
            var (status, working) = accepted.Judge(target, row.AsOf, method.Settings);
            changed += row.Record(status, working, nowUtc) ? 1 : 0;
        }

        if (rewrite)
        {
            stored.ForEach(row => Record(row, methods.Named(row.MethodVersion)));
        }

        foreach (var day in closed.Where(day => !stored.Exists(a => a.AsOf == day)))
        {
            var first = db.NewVerdict(target, day, methods.Newest);
            first.BecomeShown();
            Record(first, methods.Newest);
        }

        var newest = stored.Find(a => a.AsOf == today && a.MethodVersion == methods.Newest.Version) ?? db.NewVerdict(target, today, methods.Newest);
        Record(newest, methods.Newest);

        // Also where nothing changed: of two acceptances at once the second must judge again with the figure of the first.
        newest.Renew();
        foreach (var former in stored.Where(a => a != newest))
        {
            if (former.IsCurrent)
            {
                former.BecomePast();
            }

            if (former.AsOf == today && former.IsShown)
            {
                former.StepAside();
            }
        }

        await db.SaveChangesAsync(cancellation);
        newest.BecomeCurrent();
        await db.SaveChangesAsync(cancellation);
        return changed;
    }

    /// <summary>Judges one past day only, by the method in force; the verdict of today stays, and so does what another version of the method said of that day.</summary>
    public static async Task<int> ReassessPast(this TrackerDbContext db, Target target, DateOnly asOf, DateTime nowUtc, CancellationToken cancellation)
    {
        var stored = await db.Assessments.Where(a => a.TargetId == target.Id && a.AsOf == asOf).ToListAsync(cancellation);
        var method = (await db.Methods(cancellation)).Newest;
        var row = stored.Find(a => a.MethodVersion == method.Version) ?? db.NewVerdict(target, asOf, method);
        if (stored.Count == 0)
        {
            row.BecomeShown();
        }

        var (status, working) = (await AcceptedFigures.Of(db, target, cancellation)).Judge(target, asOf, method.Settings);
        var changed = row.Record(status, working, nowUtc);
        await db.SaveChangesAsync(cancellation);
        return changed ? 1 : 0;
    }

    private static ProgressAssessment NewVerdict(this TrackerDbContext db, Target target, DateOnly asOf, MethodInForce method)
    {
        var row = new ProgressAssessment { TargetId = target.Id, AsOf = asOf, MethodVersion = method.Version };
        db.Add(row);
        return row;
    }
}
