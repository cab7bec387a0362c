using System.Security.Cryptography;
using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access.SecondFactors;

/// <param name="Key">In Base32, for an authenticator that is being set up; null once it works.</param>
/// <param name="CodesLeft">Recovery codes not used yet.</param>
public sealed record OwnFactor(string? Key, int CodesLeft);

/// <summary>Sets up the person's own authenticator: the key is shown until a code proves that it arrived, then never again.</summary>
[Asks(Actions.OwnSecondFactor)]
public sealed class Enrolment(TrackerDbContext db, SeedProtection seeds, TimeProvider clock, Permissions permissions)
{
    /// <summary>Makes the key where there is none yet; one that is being set up stays the same when its session opens the page again, and another session gets another in its place.</summary>
    /// <param name="session">The hash of the one in use.</param>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<OwnFactor> Open(Actor actor, string session, CancellationToken cancellation = default)
    {
        var id = await IdOf(actor, cancellation);
        var factor = await Of(id, cancellation);
        if (factor is { ConfirmedUtc: not null })
        {
            return new OwnFactor(null, await db.RecoveryCodes.CountAsync(c => c.PersonId == id && c.UsedUtc == null, cancellation));
        }

        if (factor is not null && seeds.UnprotectFor(session, factor.ProtectedSeed) is { } made)
        {
            return new OwnFactor(Base32.Of(made), 0);
        }

        await db.SecondFactors.Where(f => f.PersonId == id && f.ConfirmedUtc == null).ExecuteDeleteAsync(cancellation);
        var seed = RandomNumberGenerator.GetBytes(Totp.SeedBytes);
        db.Add(SecondFactor.Of(id, seeds.ProtectFor(session, seed)));
        await db.SaveChangesAsync(cancellation);
        return new OwnFactor(Base32.Of(seed), 0);
    }

    /// <param name="code">The one the authenticator shows now; it does not sign in once more.</param>
    /// <returns>Ten recovery codes, shown once; null when the code is wrong.</returns>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<IReadOnlyList<string>?> Confirm(string code, string address, Actor actor, string session, CancellationToken cancellation = default)
    {
        var id = await IdOf(actor, cancellation);
        var now = clock.GetUtcNow().UtcDateTime;
        if (await Of(id, cancellation) is not { ConfirmedUtc: null } factor || seeds.UnprotectFor(session, factor.ProtectedSeed) is not { } seed
            || Totp.StepOf(seed, Base32.Plain(code), now) is not { } step)
        {
            return null;
        }

        var settled = seeds.Protect(seed);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.SecondFactors.Where(f => f.PersonId == id && f.ConfirmedUtc == null && f.ProtectedSeed == factor.ProtectedSeed)
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.ConfirmedUtc, now).SetProperty(f => f.ProtectedSeed, settled).SetProperty(f => f.LastStep, step), cancellation) == 0)
        {
            return null;
        }

        var codes = await db.RenewRecoveryCodes(id, cancellation);
        db.Add(AuditRow.Of(actor, "second-factor.enrolled", actor.UserName, null, address, now, Guid.CreateVersion7().ToString()));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return codes;
    }

    private async Task<string> IdOf(Actor actor, CancellationToken cancellation)
    {
        permissions.Demand(actor, Actions.OwnSecondFactor);
        return await db.Users.Where(p => p.UserName == actor.UserName).Select(p => p.Id).SingleOrDefaultAsync(cancellation) ?? throw new RuleViolation("account.unknown", actor.UserName);
    }

    private Task<SecondFactor?> Of(string id, CancellationToken cancellation) => db.SecondFactors.AsNoTracking().SingleOrDefaultAsync(f => f.PersonId == id, cancellation);
}
