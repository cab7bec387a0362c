using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Auditing;

/// <param name="HasMore">Older rows follow.</param>
/// <param name="Receipts">By operation id, of the rows that belong to a deed with a receipt.</param>
/// <param name="About">By the number of the row, of those that are about a figure.</param>
public sealed record AuditRows(IReadOnlyList<AuditRow> Rows, bool HasMore, IReadOnlyDictionary<string, string> Receipts,
    IReadOnlyDictionary<long, AuditedFigure> About);

/// <summary>What 安全审计员 reads of the audit; the reading stands in it.</summary>
[Asks(Actions.ReadAudit)]
public sealed class AuditQuery(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, Permissions permissions, Spoken spoken)
{
    public const int Shown = 100;
    private const string Read = "audit.read";
    private const string Exported = "audit.exported";

    /// <summary>A page is made twice, for the first view and for the connection: that is one reading.</summary>
    private static readonly TimeSpan OneReading = TimeSpan.FromSeconds(20);

    /// <returns>The newest first.</returns>
    /// <exception cref="Domain.RuleViolation">access.denied.</exception>
    public async Task<AuditRows> Run(AuditFilter filter, Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.ReadAudit);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await (await Narrowed(db, filter, cancellation)).OrderByDescending(a => a.Id).Take(Shown + 1).ToListAsync(cancellation);
        var ids = rows.ConvertAll(r => r.OperationId);
        var receipts = await db.Operations.AsNoTracking().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Receipt, cancellation);
        var about = await AuditAbout.Figures(db, rows, cancellation);
        await Record(db, actor, Read, filter, cancellation);
        return new AuditRows([.. rows.Take(Shown)], rows.Count > Shown, receipts, about);
    }

    /// <returns>All of them, the oldest first, as they are read.</returns>
    /// <exception cref="Domain.RuleViolation">access.denied.</exception>
    public async Task<IAsyncEnumerable<AuditRow>> All(AuditFilter filter, Actor actor, TrackerDbContext db, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.ReadAudit);
        await Record(db, actor, Exported, filter, cancellation);
        await db.TakeItsTime(cancellation);
        return (await Narrowed(db, filter, cancellation)).OrderBy(a => a.Id).AsAsyncEnumerable();
    }

    private async Task Record(TrackerDbContext db, Actor actor, string action, AuditFilter filter, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var since = now - OneReading;
        if (action == Exported || !await db.Audit.AnyAsync(a => a.UserName == actor.UserName && a.Action == action && a.Subject == filter.Said && a.AtUtc > since, cancellation))
        {
            db.Add(AuditRow.Of(actor, action, filter.Said, null, null, now, Guid.CreateVersion7().ToString()));
            await db.SaveChangesAsync(cancellation);
        }
    }

    private async Task<IQueryable<AuditRow>> Narrowed(TrackerDbContext db, AuditFilter filter, CancellationToken cancellation)
    {
        var rows = db.Audit.AsNoTracking();
        rows = filter.Who is { } who ? rows.Where(a => a.UserName == who) : rows;
        rows = filter.Did switch
        {
            null => rows,
            AuditDeeds.Accepted => rows.Where(a => a.Action == "review" && a.NewValue == nameof(FigureState.Accepted)),
            AuditDeeds.Returned => rows.Where(a => a.Action == "review" && a.NewValue == nameof(FigureState.Returned)),
            var did => rows.Where(a => a.Action.StartsWith(did)),
        };
        rows = filter.From is { } from && BusinessDay.BeginOf(from) is var first ? rows.Where(a => a.AtUtc >= first) : rows;
        rows = filter.Until is { } until && BusinessDay.BeginOf(until.AddDays(1)) is var end ? rows.Where(a => a.AtUtc < end) : rows;
        rows = filter.Before is { } before ? rows.Where(a => a.Id < before) : rows;
        if (filter.Text is { } text)
        {
            var receipt = text.ToUpperInvariant();
            var operation = await db.Operations.Where(o => o.Receipt == receipt).Select(o => o.Id).FirstOrDefaultAsync(cancellation) ?? text;
            var subjects = await AuditAbout.Subjects(db, text, spoken, cancellation) ?? [];
            rows = rows.Where(a => a.OperationId == operation || a.Address == text || a.Session == text || a.Subject.Contains(text)
                || a.OldValue!.Contains(text) || a.NewValue!.Contains(text)
                || subjects.Contains(a.Subject));
        }

        return rows;
    }
}
