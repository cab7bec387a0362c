using System.Buffers.Binary;
using System.Security.Cryptography;
using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access.Passwords;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access.SecondFactors;

/// <param name="Key">In Base32, for the new authenticator.</param>
/// <param name="Sealed">The same for the program: worth something in this session, for ten minutes.</param>
public sealed record NewKey(string Key, string Sealed);

/// <summary>Another authenticator in the place of the own one, or other recovery codes, by whoever shows the password and a code. The old one works until a code proves that the new one does.</summary>
[Asks(Actions.OwnSecondFactor)]
public sealed class Renewal(TrackerDbContext db, PasswordCheck password, SecondFactorCheck factor, SeedProtection seeds, TimeProvider clock, Permissions permissions)
{
    private static readonly TimeSpan Term = TimeSpan.FromMinutes(10);

    /// <returns>Whether both are right; the code is used up only with the right password.</returns>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<bool> Proves(string typed, string code, string address, Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.OwnSecondFactor);
        return await password.Run(actor.UserName, typed, address, "password", cancellation) is not null && await factor.Run(actor, code, address, cancellation);
    }

    /// <summary>To be asked for after <see cref="Proves"/>.</summary>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public NewKey Key(string session, Actor actor)
    {
        permissions.Demand(actor, Actions.OwnSecondFactor);
        var seed = RandomNumberGenerator.GetBytes(Totp.SeedBytes);
        var until = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(until, (clock.GetUtcNow() + Term).UtcTicks);
        return new NewKey(Base32.Of(seed), seeds.ProtectFor(session, [.. until, .. seed]));
    }

    /// <returns>The key once more; null when it is another session's or too old.</returns>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public NewKey? Opened(string session, string text, Actor actor)
    {
        permissions.Demand(actor, Actions.OwnSecondFactor);
        return SeedOf(session, text) is { } seed ? new NewKey(Base32.Of(seed), text) : null;
    }

    /// <returns>Ten recovery codes, shown once; null when the code is wrong or the key too old.</returns>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<IReadOnlyList<string>?> Replace(string text, string code, string address, Actor actor, string session, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.OwnSecondFactor);
        var now = clock.GetUtcNow().UtcDateTime;
        if (SeedOf(session, text) is not { } seed || Totp.StepOf(seed, Base32.Plain(code), now) is not { } step)
        {
            return null;
        }

        var settled = seeds.Protect(seed);
        return await Renew(actor, "second-factor.replaced", address, id => db.SecondFactors.Where(f => f.PersonId == id && f.ConfirmedUtc != null).ExecuteUpdateAsync(
            set => set.SetProperty(f => f.ProtectedSeed, settled).SetProperty(f => f.LastStep, step).SetProperty(f => f.ConfirmedUtc, now)
                .SetProperty(f => f.Failures, 0).SetProperty(f => f.LockedUntilUtc, (DateTime?)null),
            cancellation), cancellation);
    }

    /// <summary>To be asked for after <see cref="Proves"/>. The former ones are worth nothing from now on.</summary>
    /// <returns>Ten, shown once; null when there is no authenticator any more.</returns>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public Task<IReadOnlyList<string>?> Codes(string address, Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.OwnSecondFactor);
        return Renew(actor, "second-factor.codes", address, id => db.SecondFactors.CountAsync(f => f.PersonId == id && f.ConfirmedUtc != null, cancellation), cancellation);
    }

    private async Task<IReadOnlyList<string>?> Renew(Actor actor, string action, string address, Func<string, Task<int>> found, CancellationToken cancellation)
    {
        var id = await db.Users.Where(p => p.UserName == actor.UserName).Select(p => p.Id).SingleAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await found(id) == 0)
        {
            return null;
        }

        var codes = await db.RenewRecoveryCodes(id, cancellation);
        db.Add(AuditRow.Of(actor, action, actor.UserName, null, address, clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7().ToString()));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return codes;
    }

    private byte[]? SeedOf(string session, string text) =>
        seeds.UnprotectFor(session, text) is { Length: sizeof(long) + Totp.SeedBytes } opened && BinaryPrimitives.ReadInt64LittleEndian(opened) > clock.GetUtcNow().UtcTicks
            ? opened[sizeof(long)..] : null;
}
