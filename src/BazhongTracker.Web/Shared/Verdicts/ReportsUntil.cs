using BazhongTracker.Data;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Shared.Verdicts;

/// <summary>
/// Who could report by a day and of which targets something was accepted: what <see cref="ReportingGap"/> needs beside a verdict.
/// </summary>
/// <param name="Accounts">Since when each department has had an account that may report.</param>
/// <param name="Reported">Codes of the targets with an accepted figure, and of the parents whose members have one.</param>
public sealed record ReportsUntil(IReadOnlyDictionary<string, DateOnly> Accounts, IReadOnlySet<string> Reported)
{
    /// <summary>Nothing was accepted at all.</summary>
    public bool IsEmpty => Reported.Count == 0;

    public DateOnly? AccountDay(string? lead) => lead is not null && Accounts.TryGetValue(lead, out var since) ? since : null;

    public ReportingGap? Gap(Target target, Verdict verdict, string? lead) =>
        Gap(target, verdict.Status, verdict.Working.Flags, verdict.AsOf, lead);

    public ReportingGap? Gap(Target target, ProgressStatus status, IReadOnlyCollection<string> flags, DateOnly asOf, string? lead) =>
        ReportingGap.Of(
            status, flags, target.Due, asOf, AccountDay(lead),
            IsEmpty ? FiguresSoFar.None : Reported.Contains(target.Code) ? FiguresSoFar.OfTarget : FiguresSoFar.OfOthers);
}

public static class ReportsReading
{
    /// <summary>Whether anything was ever accepted.</summary>
    public static Task<bool> HasAccepted(this TrackerDbContext db, CancellationToken cancellation) =>
        db.Figures.AnyAsync(f => f.State == FigureState.Accepted, cancellation);

    public static async Task<ReportsUntil> ReportsUntil(this TrackerDbContext db, DateOnly day, CancellationToken cancellation)
    {
        var reported = await db.Targets.Where(
            t => db.Figures.Any(f => f.TargetId == t.Id && f.State == FigureState.Accepted && f.Published <= day))
            .Select(t => new { t.Code, t.ParentCode }).ToListAsync(cancellation);
        return new ReportsUntil(
            await db.FirstAccounts(cancellation), reported.SelectMany(t => new[] { t.Code, t.ParentCode }).OfType<string>().ToHashSet());
    }
}
