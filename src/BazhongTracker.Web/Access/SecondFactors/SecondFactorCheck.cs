using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access.SecondFactors;

/// <summary>Whether a code is that of a person's authenticator, or one of the recovery codes. Each is worth something once; five failures lock for half an hour.</summary>
public sealed class SecondFactorCheck(TrackerDbContext db, SeedProtection seeds, TimeProvider clock)
{
    private const int LockAfter = 5;
    private static readonly TimeSpan Lock = TimeSpan.FromMinutes(30);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <returns>False also while it is locked, when the code is not looked at.</returns>
    public async Task<bool> Run(Actor actor, string typed, string address, CancellationToken cancellation = default)
    {
        var person = await db.Users.AsNoTracking().SingleAsync(p => p.UserName == actor.UserName, cancellation);
        var factor = await db.SecondFactors.AsNoTracking().SingleOrDefaultAsync(f => f.PersonId == person.Id && f.ConfirmedUtc != null, cancellation);
        if (factor is null || factor.LockedUntilUtc > Now)
        {
            await Record(actor, "second-factor.failed", address, cancellation);
            return false;
        }

        var code = Base32.Plain(typed);
        if (await IsNewCode(factor, code, cancellation))
        {
            await Record(actor, "second-factor.ok", address, cancellation);
            return true;
        }

        if (await IsRecovery(factor, code, cancellation))
        {
            await Record(actor, "second-factor.recovered", address, cancellation);
            return true;
        }

        await Failed(factor, actor, address, cancellation);
        return false;
    }

    // The one who uses a step is the one whose UPDATE found it unused.
    private async Task<bool> IsNewCode(SecondFactor factor, string code, CancellationToken cancellation) =>
        code.Length == Totp.Digits && seeds.Unprotect(factor.ProtectedSeed) is { } seed && Totp.StepOf(seed, code, Now) is { } step
        && await Unlocked(factor).Where(f => f.LastStep < step).ExecuteUpdateAsync(set => set.SetProperty(f => f.LastStep, step).SetProperty(f => f.Failures, 0), cancellation) == 1;

    private async Task<bool> IsRecovery(SecondFactor factor, string code, CancellationToken cancellation)
    {
        if (code.Length != RecoveryCodes.Characters)
        {
            return false;
        }

        var hash = RecoveryCodes.HashOf(code);
        var used = await db.RecoveryCodes.Where(c => c.PersonId == factor.PersonId && c.Hash == hash && c.UsedUtc == null && Unlocked(factor).Any())
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.UsedUtc, Now), cancellation);
        return used == 1 && await One(factor).ExecuteUpdateAsync(set => set.SetProperty(f => f.Failures, 0), cancellation) == 1;
    }

    private async Task Failed(SecondFactor factor, Actor actor, string address, CancellationToken cancellation)
    {
        await One(factor).ExecuteUpdateAsync(set => set.SetProperty(f => f.Failures, f => f.Failures + 1), cancellation);
        await Record(actor, "second-factor.failed", address, cancellation);
        var until = Now + Lock;
        if (await One(factor).Where(f => f.Failures >= LockAfter).ExecuteUpdateAsync(
            set => set.SetProperty(f => f.Failures, 0).SetProperty(f => f.LockedUntilUtc, until), cancellation) > 0)
        {
            await Record(actor, "second-factor.locked", address, cancellation);
        }
    }

    // Others may have failed since the factor was read.
    private IQueryable<SecondFactor> Unlocked(SecondFactor factor)
    {
        var now = Now;
        return One(factor).Where(f => f.LockedUntilUtc == null || f.LockedUntilUtc <= now);
    }

    private IQueryable<SecondFactor> One(SecondFactor factor) => db.SecondFactors.Where(f => f.PersonId == factor.PersonId);

    private async Task Record(Actor actor, string action, string address, CancellationToken cancellation)
    {
        db.Add(AuditRow.Of(actor, action, actor.UserName, null, address, Now, Guid.CreateVersion7().ToString()));
        await db.SaveChangesAsync(cancellation);
    }
}
