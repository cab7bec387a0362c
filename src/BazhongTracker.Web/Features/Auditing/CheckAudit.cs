using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Proof;
using BazhongTracker.Web.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BazhongTracker.Web.Features.Auditing;

/// <summary>What came of a check, as a sentence.</summary>
public sealed record AuditFinding(bool IsGood, string Sentence);

/// <summary>The check of the whole audit from the page; that it was made stands in the audit.</summary>
[Asks(Actions.ReadAudit)]
public sealed class CheckAudit(
    VerifyAudit verify, Checkpoints checkpoints, IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, Permissions permissions, IStringLocalizer<AuditingWords> say)
{
    /// <exception cref="Domain.RuleViolation">access.denied.</exception>
    public async Task<AuditFinding> Run(Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.ReadAudit);
        var verdict = await Task.Run(() => verify.Run(checkpoints.Files, cancellation), cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.Add(AuditRow.Of(
            actor, "audit.verified", verdict.First is { } bad ? $"row {bad.Row} seal {bad.Seal} {bad.Why}" : "ok", null, $"{verdict.Rows}", clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7().ToString()));
        await db.SaveChangesAsync(cancellation);
        return new AuditFinding(verdict.First is null, verdict.First is { } fault
            ? say[fault.Row is null ? "check.bad_seal" : "check.bad_row", fault.Row ?? 0, fault.Seal ?? 0, say[$"why.{fault.Why}"]]
            : say["check.good", verdict.Rows, verdict.Seals, verdict.Checkpoints, verdict.Unsealed]);
    }
}
