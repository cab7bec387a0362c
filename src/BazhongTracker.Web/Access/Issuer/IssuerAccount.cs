using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain.Reporting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access.Issuer;

/// <summary>Which account somebody is who comes from the issuer. It makes none.</summary>
public sealed class IssuerAccount(TrackerDbContext db, ILookupNormalizer names, TimeProvider clock)
{
    private const int LongestName = 100;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The account the subject is linked to; the first time the one of this name, where it is allowed to, which is linked then.</summary>
    /// <param name="name">As the issuer says it; counts only while there is no link.</param>
    /// <returns>Null where there is none, it is disabled or at rest, or belongs to another subject; the audit says which.</returns>
    public async Task<Person?> Run(string issuer, string subject, string? name, string address, CancellationToken cancellation = default)
    {
        var person = await Linked(issuer, subject, cancellation);
        var isNew = person is null;
        person ??= await Named(name, cancellation);
        var refused = person switch
        {
            null => "unknown",
            { DisabledUtc: not null } => "disabled",
            { LockoutEnd: { } end } when end > clock.GetUtcNow() => "locked",
            _ when isNew => await Link(person, issuer, subject, cancellation),
            _ => null,
        };
        await Record(person?.UserName ?? "", refused is null ? "login.ok" : "login.failed", refused, address, cancellation);
        return refused is null ? person : null;
    }

    /// <summary>What went wrong before anybody could be named.</summary>
    /// <param name="what">A word of this program, never of the issuer.</param>
    public Task Failed(string what, string address, CancellationToken cancellation = default) => Record("", "login.failed", what, address, cancellation);

    private Task<Person?> Linked(string issuer, string subject, CancellationToken cancellation) =>
        (from link in db.IssuerLinks where link.Issuer == issuer && link.Subject == subject join person in db.Users.AsNoTracking() on link.PersonId equals person.Id select person).SingleOrDefaultAsync(cancellation);

    // Letters that become ours when they are made small or large are not ours.
    private async Task<Person?> Named(string? name, CancellationToken cancellation)
    {
        if (name is not { Length: > 0 and <= LongestName } || !name.All(c => c is > ' ' and < '\x7f'))
        {
            return null;
        }

        var normalized = names.NormalizeName(name);
        return await db.Users.AsNoTracking().SingleOrDefaultAsync(p => p.NormalizedUserName == normalized, cancellation);
    }

    // Of two at once one is linked: whose UPDATE found no subject.
    private async Task<string?> Link(Person person, string issuer, string subject, CancellationToken cancellation)
    {
        if (!await db.IssuerLinks.AnyAsync(l => l.PersonId == person.Id, cancellation))
        {
            return "not-allowed";
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.IssuerLinks.Where(l => l.PersonId == person.Id && l.Subject == null).ExecuteUpdateAsync(
            set => set.SetProperty(l => l.Issuer, issuer).SetProperty(l => l.Subject, subject).SetProperty(l => l.LinkedUtc, Now), cancellation) == 0)
        {
            return "other-subject";
        }

        db.Add(AuditRow.Of(new Actor(person.UserName!, "", "", []), "issuer.linked", person.UserName!, null, issuer, Now, Guid.CreateVersion7().ToString()));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return null;
    }

    private async Task Record(string userName, string action, string? refused, string address, CancellationToken cancellation)
    {
        db.Add(AuditRow.Of(new Actor(userName, "", "", []) { Address = address }, action, userName, null, $"{address} oidc {refused}".TrimEnd(), Now, Guid.CreateVersion7().ToString()));
        await db.SaveChangesAsync(cancellation);
    }
}
