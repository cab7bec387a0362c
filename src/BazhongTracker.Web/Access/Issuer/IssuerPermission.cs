using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access.Issuer;

/// <summary>Lets an account be signed in to at the issuer, and no longer.</summary>
[Asks(Actions.AllowIssuer)]
public sealed class IssuerPermission(TrackerDbContext db, ILookupNormalizer names, SessionTable sessions, TimeProvider clock, Permissions permissions)
{
    /// <summary>From now on the next who comes from the issuer with this user name is linked to the account.</summary>
    /// <exception cref="RuleViolation">access.denied, also for one's own; account.unknown (user name).</exception>
    public async Task Allow(string userName, Actor by, CancellationToken cancellation = default)
    {
        var person = await Another(userName, by, cancellation);
        if (!await db.IssuerLinks.AnyAsync(l => l.PersonId == person.Id, cancellation))
        {
            db.Add(IssuerLink.Of(person.Id, clock.GetUtcNow().UtcDateTime));
            db.Add(Audited(by, "issuer.allowed", person));
            await db.SaveChangesAsync(cancellation);
        }
    }

    /// <summary>Takes it back and forgets the subject; the sessions of the person end, however they began.</summary>
    /// <returns>How many sessions ended.</returns>
    /// <exception cref="RuleViolation">As <see cref="Allow"/>.</exception>
    public async Task<int> Withdraw(string userName, Actor by, CancellationToken cancellation = default)
    {
        var person = await Another(userName, by, cancellation);
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellation))
        {
            if (await db.IssuerLinks.Where(l => l.PersonId == person.Id).ExecuteDeleteAsync(cancellation) == 0)
            {
                return 0;
            }

            db.Add(Audited(by, "issuer.withdrawn", person));
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        return await sessions.EndAll(person.Id, SessionEnd.Revoked, by, cancellation);
    }

    private AuditRow Audited(Actor by, string action, Person person) => AuditRow.Of(by, action, person.UserName!, null, null, clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7().ToString());

    private async Task<Person> Another(string userName, Actor by, CancellationToken cancellation)
    {
        await permissions.DemandForWriting(db, by, Actions.AllowIssuer, userName, clock, cancellation);
        var normalized = names.NormalizeName(userName);
        var person = await db.Users.AsNoTracking().SingleOrDefaultAsync(p => p.NormalizedUserName == normalized, cancellation) ?? throw new RuleViolation("account.unknown", userName);
        if (person.UserName == by.UserName)
        {
            await db.RecordDenial(by, Actions.AllowIssuer, userName, clock, cancellation);
            throw new RuleViolation("access.denied");
        }

        return person;
    }
}
