using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.People;

public enum KeyState
{
    Good,
    Expired,
    Revoked,
}

/// <summary>A key of a program by its name; the key itself is stored nowhere.</summary>
/// <param name="Department">Null for one that speaks for none.</param>
/// <param name="MadeBy">Who stands in the audit as its maker.</param>
public sealed record KeyRow(string Name, IReadOnlyList<string> Roles, Department? Department, string MadeBy, DateTime MadeUtc, DateOnly? LastUsed, DateOnly? Expires, KeyState State)
{
    public static KeyState StateOf(ApiKey key, DateOnly today) => key.RevokedUtc is not null ? KeyState.Revoked : key.IsGoodOn(today) ? KeyState.Good : KeyState.Expired;
}

[Asks(Actions.ListApiKeys)]
public sealed class KeysQuery(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, Permissions permissions)
{
    private const string Made = "create-api-key";

    /// <returns>Those a key may be given for today.</returns>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<IReadOnlyList<Department>> Departments(Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.ListApiKeys);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var today = clock.Today();
        return await db.Departments.AsNoTracking().Where(d => (d.ValidFrom == null || d.ValidFrom <= today) && (d.ValidTo == null || d.ValidTo >= today)).OrderBy(d => d.Code).ToListAsync(cancellation);
    }

    /// <returns>The good ones first, then by name.</returns>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<IReadOnlyList<KeyRow>> Run(Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.ListApiKeys);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var keys = await db.ApiKeys.AsNoTracking().ToListAsync(cancellation);
        var makers = (await db.Audit.AsNoTracking().Where(a => a.Action == Made).Select(a => new { a.Subject, a.DisplayName }).ToListAsync(cancellation)).ToLookup(a => a.Subject, a => a.DisplayName);
        var departments = await db.Departments.AsNoTracking().ToDictionaryAsync(d => d.Code, cancellation);
        var today = clock.Today();
        return
        [
            .. keys.Select(k => new KeyRow(
                    k.Name, k.Roles.Split(','), departments.GetValueOrDefault(k.DepartmentCode), makers[k.Name].FirstOrDefault() ?? "", k.CreatedUtc, k.LastUsed, k.Expires, KeyRow.StateOf(k, today)))
                .OrderBy(k => k.State).ThenBy(k => k.Name, StringComparer.Ordinal),
        ];
    }
}
