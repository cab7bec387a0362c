using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Proof;
using BazhongTracker.Web.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BazhongTracker.Web.Features.Auditing;

/// <summary>The check of the whole audit from the page, and what came of it as a sentence; that it was made stands in the audit.</summary>
[Asks(Actions.ReadAudit)]
public sealed class AuditCheckDesk(
    VerifyAudit verify, Checkpoints checkpoints, IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, Permissions permissions, IStringLocalizer<AuditingWords> say)
{
    public bool IsRunning { get; private set; }
    public bool IsGood { get; private set; }
    public string? Sentence { get; private set; }

    /// <exception cref="Domain.RuleViolation">access.denied.</exception>
    public async Task Run(Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.ReadAudit);
        if (IsRunning)
        {
            return;
        }

        IsRunning = true;
        try
        {
            var verdict = await Task.Run(() => verify.Run(checkpoints.Files, cancellation), cancellation);
            IsGood = verdict.First is null;
            Sentence = verdict.First is { } fault
                ? say[fault.Row is null ? "check.bad_seal" : "check.bad_row", fault.Row ?? 0, fault.Seal ?? 0, say[$"why.{fault.Why}"]]
                : say["check.good", verdict.Rows, verdict.Seals, verdict.Checkpoints, verdict.Unsealed];
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            db.Add(AuditRow.Of(actor, "audit.verified", verdict.First is { } bad ? $"row {bad.Row} seal {bad.Seal} {bad.Why}" : "ok", null, $"{verdict.Rows}", clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7().ToString()));
            await db.SaveChangesAsync(cancellation);
        }
        finally
        {
            IsRunning = false;
        }
    }
}
