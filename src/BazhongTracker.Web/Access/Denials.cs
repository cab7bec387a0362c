using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Shared.Availability;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access;

/// <summary>A write that was refused for want of permission leaves a row in the audit, in a transaction of its own.</summary>
internal static class Denials
{
    public const string Action = "authz.denied";

    /// <param name="subject">What was to be written.</param>
    public static async Task RecordDenial(
        this IDbContextFactory<TrackerDbContext> contexts, Actor actor, string action, string subject, TimeProvider clock, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.RecordDenial(actor, action, subject, clock, cancellation);
    }

    public static async Task RecordDenial(this TrackerDbContext db, Actor actor, string action, string subject, TimeProvider clock, CancellationToken cancellation)
    {
        db.Add(AuditRow.Of(actor, Action, $"{action} {subject}", null, null, clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7().ToString()));
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>For a role that may not at all, and while nothing can be written: the first step of every deed.</summary>
    /// <exception cref="RuleViolation">access.denied, after the row was written; as <see cref="DatabaseGate.DemandWritable"/>.</exception>
    public static async Task<Scope> DemandForWriting(
        this Permissions permissions, IDbContextFactory<TrackerDbContext> contexts, Actor actor, string action, string subject, TimeProvider clock, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await permissions.DemandForWriting(db, actor, action, subject, clock, cancellation);
    }

    /// <inheritdoc cref="DemandForWriting(Permissions, IDbContextFactory{TrackerDbContext}, Actor, string, string, TimeProvider, CancellationToken)"/>
    public static async Task<Scope> DemandForWriting(
        this Permissions permissions, TrackerDbContext db, Actor actor, string action, string subject, TimeProvider clock, CancellationToken cancellation)
    {
        db.DemandWritable();
        if (!permissions.Allows(actor, action))
        {
            await db.RecordDenial(actor, action, subject, clock, cancellation);
        }

        return permissions.Demand(actor, action);
    }
}
