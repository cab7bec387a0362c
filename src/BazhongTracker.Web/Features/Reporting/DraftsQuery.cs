using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Reporting;

public sealed record KeptDraft(Target Target, Draft Draft);

[Asks(Actions.ReadDraft)]
public sealed class DraftsQuery(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, Permissions permissions)
{
    /// <summary>What the person has typed and not reported, of whatever period, where the person's department leads the target today; nobody else's.</summary>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<IReadOnlyList<KeptDraft>> Run(Actor actor, CancellationToken cancellation = default)
    {
        var scope = permissions.Demand(actor, Actions.ReadDraft);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var own = scope.Targets(db, clock.Today());
        var kept = await (from draft in db.Drafts.AsNoTracking()
                          where draft.UserName == actor.UserName && own.Contains(draft.TargetId)
                          join target in db.Targets.AsNoTracking() on draft.TargetId equals target.Id
                          orderby draft.PeriodIndex, target.Code
                          select new { target, draft }).ToListAsync(cancellation);
        return [.. kept.Select(k => new KeptDraft(k.target, k.draft))];
    }
}
