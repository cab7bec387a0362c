using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access.Passwords;

/// <summary>Another password in place of the one in use, which is kept among the former ones. All sessions of the person are over with it.</summary>
internal static class PasswordStore
{
    /// <summary>How long a password that was made for somebody signs in.</summary>
    public static readonly TimeSpan OneTime = TimeSpan.FromHours(24);

    /// <param name="person">As it was read, with the hash that is to be replaced.</param>
    /// <param name="oneTimeUntil">Null for a password that the person chose.</param>
    /// <param name="session">The hash of the person's own session in which it is done, which stays.</param>
    /// <exception cref="RuleViolation">password.meanwhile: somebody else was quicker; session.over.</exception>
    public static async Task ReplacePassword(
        this TrackerDbContext db, Person person, string hash, DateTime? oneTimeUntil, AuditRow row, DateTime nowUtc, CancellationToken cancellation, string? session = null)
    {
        var stamp = Guid.NewGuid().ToString("N");
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var replaced = await db.Users.Where(p => p.Id == person.Id && p.PasswordHash == person.PasswordHash).ExecuteUpdateAsync(
            set => set.SetProperty(p => p.PasswordHash, hash)
                .SetProperty(p => p.SecurityStamp, stamp)
                .SetProperty(p => p.PasswordSetUtc, nowUtc)
                .SetProperty(p => p.OneTimeUntilUtc, oneTimeUntil)
                .SetProperty(p => p.AccessFailedCount, 0)
                .SetProperty(p => p.LockoutEnd, (DateTimeOffset?)null),
            cancellation);
        if (replaced == 0)
        {
            throw new RuleViolation("password.meanwhile");
        }

        if (session is not null && !await SessionTable.Carry(db, session, person, stamp, nowUtc, cancellation))
        {
            throw new RuleViolation("session.over");
        }

        if (person.PasswordHash is { } former)
        {
            db.Add(FormerPassword.Of(person.Id, former, nowUtc));
        }

        db.Add(row);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
