using BazhongTracker.Data;
using BazhongTracker.Domain.Targets;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Shared.Verdicts;

/// <summary>Verdicts for pages and the API.</summary>
public static class VerdictReading
{
    /// <summary>The verdicts in force, one per target: one indexed query whatever the length of the history.</summary>
    public static async Task<Dictionary<int, Verdict>> CurrentVerdicts(this TrackerDbContext db, CancellationToken cancellation = default) =>
        await db.Assessments.AsNoTracking().Where(a => a.IsCurrent)
            .Select(a => new Verdict(a.TargetId, a.AsOf, a.Status, a.Working, a.MethodVersion))
            .ToDictionaryAsync(v => v.TargetId, cancellation);

    /// <summary>The verdicts as of a past day: those stored for it first, and where none is stored the one computed now, by the method now in force, from the figures visible on that day.</summary>
    public static async Task<Dictionary<int, Verdict>> VerdictsOn(this TrackerDbContext db, DateOnly asOf, CancellationToken cancellation = default)
    {
        var verdicts = await db.Assessments.AsNoTracking().Where(a => a.AsOf == asOf && a.IsShown)
            .Select(a => new Verdict(a.TargetId, a.AsOf, a.Status, a.Working, a.MethodVersion))
            .ToDictionaryAsync(v => v.TargetId, cancellation);
        var missing = (await db.Targets.AsNoTracking().ToListAsync(cancellation)).Where(t => !verdicts.ContainsKey(t.Id)).ToList();
        (await db.Judged(asOf, missing, cancellation)).ForEach(v => verdicts[v.TargetId] = v);
        return verdicts;
    }

    /// <summary>Verdicts as of a past day that are not stored: computed now, by the method now in force.</summary>
    public static async Task<List<Verdict>> Judged(this TrackerDbContext db, DateOnly asOf, List<Target> targets, CancellationToken cancellation)
    {
        if (targets.Count == 0)
        {
            return [];
        }

        var accepted = await AcceptedFigures.OfAll(db, cancellation);
        var method = (await db.Methods(cancellation)).Newest;
        return targets.ConvertAll(target =>
        {
            var (status, working) = accepted.Judge(target, asOf, method.Settings);
            return new Verdict(target.Id, asOf, status, working, method.Version);
        });
    }

    /// <param name="asOf">Null for the verdicts in force.</param>
    public static Task<Dictionary<int, Verdict>> VerdictsOn(this TrackerDbContext db, DateOnly? asOf, CancellationToken cancellation = default) =>
        asOf is { } day ? db.VerdictsOn(day, cancellation) : db.CurrentVerdicts(cancellation);
}
