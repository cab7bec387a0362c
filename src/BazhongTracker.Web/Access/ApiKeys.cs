using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Shared.Availability;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access;

/// <summary>Makes, revokes and recognises keys. A key is its name, a dot and 43 random characters, of which only the SHA-256 is stored.</summary>
public sealed partial class ApiKeys(TrackerDbContext db, TimeProvider clock, Permissions permissions)
{
    private const string Characters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    // What a key of an unknown name is compared with, so that the answer takes as long.
    private static readonly string Nobody = new('0', 64);

    /// <returns>The key: shown once.</returns>
    /// <exception cref="RuleViolation">access.denied; key.name (name); key.exists (name); key.role (role); key.department (code); key.past (day).</exception>
    [Asks(Actions.CreateApiKey)]
    public async Task<string> Create(string name, IReadOnlyList<string> roles, string department, DateOnly? expires, Actor by, CancellationToken cancellation = default)
    {
        await permissions.DemandForWriting(db, by, Actions.CreateApiKey, name, clock, cancellation);
        if (!Names().IsMatch(name))
        {
            throw new RuleViolation("key.name", name);
        }

        if (roles.FirstOrDefault(r => !RoleNames.ThatOnlyRead.Contains(r)) is { } acting)
        {
            throw new RuleViolation("key.role", acting);
        }

        if (expires is { } last && last < clock.Today())
        {
            throw new RuleViolation("key.past", last.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        }

        if (department.Length > 0 && !await db.Departments.OpenOn(clock.Today()).AnyAsync(d => d.Code == department, cancellation))
        {
            throw new RuleViolation("key.department", department);
        }

        if (await db.ApiKeys.AnyAsync(k => k.Name == name, cancellation))
        {
            throw new RuleViolation("key.exists", name);
        }

        var secret = RandomNumberGenerator.GetString(Characters, 43);
        var key = ApiKey.Of(name, HashOf(secret), roles, department, expires, clock.GetUtcNow().UtcDateTime);
        db.Add(key);
        db.Add(Audited(by, "create-api-key", name, null, FormattableString.Invariant($"{key.Roles} {department} {expires:yyyy-MM-dd}").Trim()));
        await db.SaveChangesAsync(cancellation);
        return $"{name}.{secret}";
    }

    /// <exception cref="RuleViolation">access.denied; key.unknown (name).</exception>
    [Asks(Actions.RevokeApiKey)]
    public async Task Revoke(string name, Actor by, CancellationToken cancellation = default)
    {
        await permissions.DemandForWriting(db, by, Actions.RevokeApiKey, name, clock, cancellation);
        var key = await db.ApiKeys.SingleOrDefaultAsync(k => k.Name == name, cancellation) ?? throw new RuleViolation("key.unknown", name);
        if (key.RevokedUtc is not null)
        {
            return;
        }

        key.Revoke(clock.GetUtcNow().UtcDateTime);
        db.Add(Audited(by, "revoke-api-key", name, key.Roles, null));
        await db.SaveChangesAsync(cancellation);
    }

    /// <returns>Null for a key that is wrong, revoked or expired.</returns>
    public async Task<ApiKey?> Recognise(string given, CancellationToken cancellation = default)
    {
        var dot = given.LastIndexOf('.');
        var name = dot < 0 ? "" : given[..dot];
        var key = await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Name == name, cancellation);
        var isRight = CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(HashOf(given[(dot + 1)..])), Encoding.ASCII.GetBytes(key?.Hash ?? Nobody));
        var today = clock.Today();
        if (key is null || !isRight || !key.IsGoodOn(today))
        {
            return null;
        }

        if (key.LastUsed != today && db.IsWritable())
        {
            await db.ApiKeys.Where(k => k.Id == key.Id).ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsed, today), cancellation);
        }

        return key;
    }

    private AuditRow Audited(Actor by, string action, string name, string? old, string? now) =>
        AuditRow.Of(by, action, name, old, now, clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7().ToString());

    private static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,59}$")]
    private static partial Regex Names();
}
