using System.Collections.Concurrent;
using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BazhongTracker.Web.Access.Passwords;

/// <summary>Whether a password is that of an account. Whatever is wrong, it takes one hash and the answer is the same.</summary>
public sealed class PasswordCheck(
    TrackerDbContext db, IPasswordHasher<Person> hasher, IOptions<PasswordHasherOptions> rounds, ILookupNormalizer names,
    HashingQueue queue, IOptions<SignInSettings> settings, TimeProvider clock)
{
    public const int LongestName = 100;

    // What a password for no account is compared with: made once, as dear as any other, of what nobody knows.
    private static readonly ConcurrentDictionary<int, string> Nobody = new();

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <returns>The person, or null: wrong, unknown, at rest after too many failures, disabled, or made for one use a day ago or longer.</returns>
    public Task<Person?> Run(string userName, string password, string address, CancellationToken cancellation = default) => Run(userName, password, address, "login", cancellation);

    /// <param name="what">Before the dot of what the audit says: <c>login.ok</c>, <c>password.failed</c>.</param>
    /// <inheritdoc cref="Run(string, string, string, CancellationToken)"/>
    public async Task<Person?> Run(string userName, string password, string address, string what, CancellationToken cancellation)
    {
        if (PasswordText.Of(password) is not { } text || userName.Length > LongestName || userName.Any(char.IsControl))
        {
            return null;
        }

        var normalized = names.NormalizeName(userName);
        var known = db.Users.AsNoTracking().Where(p => p.NormalizedUserName == normalized);
        var person = await known.SingleOrDefaultAsync(cancellation);
        var hash = person?.PasswordHash ?? Nobody.GetOrAdd(rounds.Value.IterationCount, _ => hasher.HashPassword(new Person(), Guid.NewGuid().ToString()));
        var result = await queue.Run(() => hasher.VerifyHashedPassword(person ?? new Person(), hash, text), cancellation);

        // Waiting and hashing take their time: what others failed, locked or changed meanwhile counts.
        person = await known.SingleOrDefaultAsync(cancellation);
        var isShut = person is null || person.DisabledUtc is not null || person.LockoutEnd > clock.GetUtcNow() || person.OneTimeUntilUtc < Now;
        if (person is null || isShut || result == PasswordVerificationResult.Failed || person.PasswordHash != hash)
        {
            await Failed(person, !isShut, what, address, cancellation);
            return null;
        }

        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            var anew = await queue.Run(() => hasher.HashPassword(person, text), cancellation);
            await One(person).Where(p => p.PasswordHash == hash).ExecuteUpdateAsync(set => set.SetProperty(p => p.PasswordHash, anew), cancellation);
        }

        if (person.AccessFailedCount > 0 || person.LockoutEnd is not null)
        {
            await One(person).ExecuteUpdateAsync(set => set.SetProperty(p => p.AccessFailedCount, 0).SetProperty(p => p.LockoutEnd, (DateTimeOffset?)null), cancellation);
        }

        await Record(person.UserName!, $"{what}.ok", address, cancellation);
        return person;
    }

    // Counted in the database, so that two at once count as two. The same statements in one commit whether there is such an account or not, so that the time it takes does not tell.
    private async Task Failed(Person? person, bool counts, string what, string address, CancellationToken cancellation)
    {
        var id = counts ? person!.Id : "";
        // What was typed for no account is not kept: it may be a password in the wrong field.
        var name = person?.UserName ?? "";
        var until = clock.GetUtcNow().AddMinutes(settings.Value.LockMinutes);
        var most = settings.Value.LockAfter;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Users.Where(p => p.Id == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.AccessFailedCount, p => p.AccessFailedCount + 1), cancellation);
        var locked = await db.Users.Where(p => p.Id == id && p.AccessFailedCount >= most).ExecuteUpdateAsync(
            set => set.SetProperty(p => p.AccessFailedCount, 0).SetProperty(p => p.LockoutEnd, until), cancellation);
        await Record(name, $"{what}.failed", address, cancellation);
        if (locked > 0)
        {
            await Record(name, "account.locked", address, cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    private IQueryable<Person> One(Person person) => db.Users.Where(p => p.Id == person.Id);

    private async Task Record(string userName, string action, string address, CancellationToken cancellation)
    {
        db.Add(AuditRow.Of(new Actor(userName, "", "", []) { Address = address }, action, userName, null, address, Now, Guid.CreateVersion7().ToString()));
        await db.SaveChangesAsync(cancellation);
    }
}
