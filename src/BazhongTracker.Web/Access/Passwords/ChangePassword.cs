using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access.Passwords;

/// <summary>A person's own password. Every other session of the person ends; whoever calls exchanges the one in use.</summary>
[Asks(Actions.OwnPassword)]
public sealed class ChangePassword(
    TrackerDbContext db, PasswordCheck check, PasswordRules rules, IPasswordHasher<Person> hasher, HashingQueue queue, SessionTable sessions, TimeProvider clock, Permissions permissions)
{
    /// <param name="session">The hash of the one in use; null ends all.</param>
    /// <returns>Why the new one is refused; empty when it is in use.</returns>
    /// <exception cref="RuleViolation">access.denied; password.wrong (the old one, which counts as a failed sign-in); password.meanwhile; session.over (the one in use was ended meanwhile: the password stays).</exception>
    public async Task<IReadOnlyList<RuleViolation>> Run(string old, string chosen, string address, Actor actor, string? session = null, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.OwnPassword);
        if (await check.Run(actor.UserName, old, address, "password", cancellation) is not { } person)
        {
            throw new RuleViolation("password.wrong");
        }

        var refusals = rules.Refusals(chosen, person.UserName!, person.DisplayName).ToList();
        if (refusals.Count == 0 && await WasUsed(person, PasswordText.Of(chosen)!, cancellation))
        {
            refusals.Add(new RuleViolation("password.former", rules.NotAgain));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        var hash = await queue.Run(() => hasher.HashPassword(person, PasswordText.Of(chosen)!), cancellation);
        var now = clock.GetUtcNow().UtcDateTime;
        await db.ReplacePassword(person, hash, null, AuditRow.Of(actor, "password.changed", person.UserName!, null, address, now, Guid.CreateVersion7().ToString()), now, cancellation, session);
        await sessions.EndAllBut(session, person.Id, SessionEnd.AccountChanged, actor, cancellation);
        return [];
    }

    private async Task<bool> WasUsed(Person person, string chosen, CancellationToken cancellation)
    {
        var former = await db.FormerPasswords.AsNoTracking().Where(p => p.PersonId == person.Id).OrderByDescending(p => p.Id)
            .Take(rules.NotAgain - 1).Select(p => p.Hash).ToListAsync(cancellation);
        foreach (var hash in former.Prepend(person.PasswordHash!))
        {
            if (await queue.Run(() => hasher.VerifyHashedPassword(person, hash, chosen), cancellation) != PasswordVerificationResult.Failed)
            {
                return true;
            }
        }

        return false;
    }
}
