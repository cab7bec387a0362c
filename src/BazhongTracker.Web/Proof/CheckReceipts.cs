using BazhongTracker.Data;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Proof;

/// <summary>Holds the figures of the open quarter, and whatever else was reported since it opened, against what their deeds left, every night. A difference is logged and stands in the audit.</summary>
internal sealed partial class CheckReceipts(TimeProvider clock, ILogger<CheckReceipts> log)
{
    public const string Mismatch = "receipt.mismatch";

    /// <returns>How many differences there are.</returns>
    public async Task<int> Run(TrackerDbContext db, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var open = ReportingPeriod.OpenOn(BusinessDay.Of(now));
        var (quarter, since) = (open.Quarter.Index, BusinessDay.BeginOf(open.OpensOn));
        // The deeds before the rows: what is reported meanwhile is no row that is gone.
        var operations = await db.Operations.AsNoTracking()
            .Where(o => o.AtUtc >= since || db.Figures.Any(f => f.PeriodIndex == quarter && (f.OperationId == o.Id || f.Version == o.Id))).ToDictionaryAsync(o => o.Id, cancellation);
        var figures = await db.Figures.AsNoTracking().Where(f => f.PeriodIndex == quarter || f.ReportedAtUtc >= since).ToListAsync(cancellation);
        var differences = figures.Select(f => Difference(f, operations)).OfType<(string Subject, string? Was, string? Is)>().ToList();

        var stored = await db.Figures.AsNoTracking().Where(f => f.ReportedAtUtc >= since).Select(f => f.OperationId).ToListAsync(cancellation);
        differences.AddRange(operations.Values.Where(o => o.Kind is Operation.ReportKind or Operation.ReviseKind && o.RowHash is not null && o.AtUtc >= since).ExceptBy(stored.Concat(figures.Select(f => f.OperationId)), o => o.Id)
            .Select(o => ($"operation {o.Id}", o.RowHash, (string?)null)));

        foreach (var (subject, was, becomes) in differences)
        {
            LogMismatch(log, subject);
            db.Add(AuditRow.Of(Actor.System, Mismatch, subject, was, becomes, now, Guid.CreateVersion7().ToString()));
        }

        await db.SaveChangesAsync(cancellation);
        return differences.Count;
    }

    // Twice, where it was decided: as it was reported, and as the decision left it.
    private static (string Subject, string? Was, string? Is)? Difference(ReportedFigure figure, Dictionary<string, Operation> operations)
    {
        var reported = operations.GetValueOrDefault(figure.OperationId);
        var last = operations.GetValueOrDefault(figure.Version);
        if (reported is not null && !reported.Left(figure.AsReported()))
        {
            return ($"figure {figure.Id}", reported.RowHash, FigureHash.Of(figure.AsReported(), reported.HashVersion));
        }

        return last is null ? reported is null ? null : ($"figure {figure.Id}", null, FigureHash.Of(figure))
            : last.Left(figure) ? null : ($"figure {figure.Id}", last.RowHash, FigureHash.Of(figure, last.HashVersion));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The stored row is not what its deed left: {Subject}.")]
    private static partial void LogMismatch(ILogger log, string subject);
}
