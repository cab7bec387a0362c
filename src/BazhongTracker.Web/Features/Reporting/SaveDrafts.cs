using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Reporting;

/// <param name="Cells">As typed; <see cref="DraftCells.Nothing"/> gives the draft up.</param>
/// <param name="Seen">What this page last knew to be stored: cells that differ from it were typed here and win.</param>
public sealed record DraftForm(string TargetCode, Quarter Period, DraftCells Cells, DraftCells Seen);

/// <param name="Stored">What stands in the database now; null where nothing does.</param>
/// <param name="Unseen">What another tab had stored before and this page had not seen; null where there was nothing of the kind.</param>
public sealed record DraftOutcome(DraftForm Form, Draft? Stored, RuleViolation? Refusal, DraftCells? Unseen = null);

[Asks(Actions.WriteDraft)]
public sealed class SaveDrafts(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, Permissions permissions)
{
    private const int Attempts = 3;

    /// <summary>All rows in one transaction. A row that is refused keeps none of the others from being stored.</summary>
    /// <returns>One a form, in their order, after COMMIT. Refusals: target.unknown, also for a target of another department; those of <see cref="Target.PeriodMustBeOpen"/> and <see cref="WrittenText.Check"/>.</returns>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<IReadOnlyList<DraftOutcome>> Run(IReadOnlyList<DraftForm> forms, Actor actor, CancellationToken cancellation = default)
    {
        var scope = await permissions.DemandForWriting(contexts, actor, Actions.WriteDraft, string.Join(' ', forms.Select(f => f.TargetCode)), clock, cancellation);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Store(forms, actor, scope, cancellation);
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // Another tab of the same person was faster: its text is read and this one laid over it.
            }
        }
    }

    private async Task<IReadOnlyList<DraftOutcome>> Store(IReadOnlyList<DraftForm> forms, Actor actor, Scope scope, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var today = BusinessDay.Of(now);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var own = scope.Targets(db, today);
        var codes = forms.Select(f => f.TargetCode).ToList();
        var targets = await db.Targets.AsNoTracking().Where(t => codes.Contains(t.Code) && own.Contains(t.Id)).ToDictionaryAsync(t => t.Code, t => t.On(today), cancellation);
        var ids = targets.Values.Select(t => t.Id).ToList();
        var stored = await db.Drafts.Where(d => d.UserName == actor.UserName && ids.Contains(d.TargetId)).ToDictionaryAsync(d => (d.TargetId, d.PeriodIndex), cancellation);
        var reopened = (await db.Reopenings.AsNoTracking().Where(r => ids.Contains(r.TargetId) && r.Until >= today).ToListAsync(cancellation))
            .Select(r => (r.TargetId, r.PeriodIndex)).ToHashSet();

        // What was accepted may be corrected whether its period is open or not.
        var revised = forms.Where(f => f.Cells.Revises || f.Seen.Revises).Select(f => f.Period.Index).ToList();
        var revisable = (await db.Figures.AsNoTracking().Where(f => ids.Contains(f.TargetId) && revised.Contains(f.PeriodIndex) && f.State == FigureState.Accepted)
            .Select(f => new { f.TargetId, f.PeriodIndex }).ToListAsync(cancellation)).Select(f => (f.TargetId, f.PeriodIndex)).ToHashSet();

        var outcomes = new List<DraftOutcome>();
        foreach (var form in forms)
        {
            try
            {
                if (!targets.TryGetValue(form.TargetCode, out var target))
                {
                    await contexts.RecordDenial(actor, Actions.WriteDraft, $"{form.TargetCode} {form.Period}", clock, cancellation);
                    throw new RuleViolation("target.unknown", form.TargetCode);
                }

                var key = (target.Id, form.Period.Index);
                target.PeriodMustBeOpen(form.Period, reopened.Contains(key) || revisable.Contains(key), today, now);
                var before = stored.GetValueOrDefault(key)?.Cells;
                outcomes.Add(new DraftOutcome(
                    form, Put(db, form, target, stored.GetValueOrDefault(key), actor, now), null, before == form.Seen ? null : before));
            }
            catch (RuleViolation refusal)
            {
                outcomes.Add(new DraftOutcome(form, null, refusal));
            }
        }

        await db.SaveChangesAsync(cancellation);
        return outcomes;
    }

    private static Draft? Put(TrackerDbContext db, DraftForm form, Target target, Draft? stored, Actor actor, DateTime now)
    {
        if (form.Cells == DraftCells.Nothing)
        {
            if (stored is not null)
            {
                db.Remove(stored);
            }

            return null;
        }

        if (stored is null)
        {
            return db.Add(Draft.Of(actor, target, form.Period, form.Cells, now)).Entity;
        }

        stored.Keep(form.Cells.Over(form.Seen, stored.Cells), now);
        return stored;
    }
}
