using System.Security.Cryptography;
using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access.Passwords;
using BazhongTracker.Web.Access.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access;

/// <summary>Makes accounts. There is no default account and no default password.</summary>
public sealed class Accounts(
    UserManager<Person> people, NewAccount newAccount, TrackerDbContext db, SessionTable sessions, TimeProvider clock,
    Permissions permissions, IHostEnvironment environment)
{
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <param name="inRoles">None for whoever may make accounts and give no roles.</param>
    /// <param name="staffNumber">工号; null where nobody gave one.</param>
    /// <returns>The password that was made for the account: shown once, stored only as a hash. Outside Development it signs in for a day and must be changed.</returns>
    /// <exception cref="RuleViolation">access.denied; account.staff_number; role.unknown (name); role.apart; as
    /// <see cref="NewAccount.Add"/>.</exception>
    [Asks(Actions.CreateAccount), Asks(Actions.GrantRole)]
    public async Task<string> Create(
        string userName, string displayName, string department, IReadOnlyList<string> inRoles, Actor by, string? staffNumber = null)
    {
        await permissions.DemandForWriting(db, by, Actions.CreateAccount, NewAccount.Short(userName), clock, CancellationToken.None);
        if (inRoles.Count > 0)
        {
            await permissions.DemandForWriting(db, by, Actions.GrantRole, NewAccount.Short(userName), clock, CancellationToken.None);
        }

        var held = HeldRoles.Read(inRoles);
        newAccount.DemandUserName(userName);
        var (person, password) = New(people.PasswordHasher, userName, displayName, staffNumber, clock.GetUtcNow().UtcDateTime, environment);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await newAccount.Add(person, department, held, by, Guid.CreateVersion7().ToString());
        await transaction.CommitAsync();
        return password;
    }

    /// <returns>The account, stored nowhere yet, and the password that was made for it.</returns>
    /// <exception cref="RuleViolation">account.staff_number; as <see cref="WrittenText.Read"/>.</exception>
    internal static (Person Person, string Password) New(
        IPasswordHasher<Person> hasher, string userName, string displayName, string? staffNumber, DateTime now,
        IHostEnvironment environment)
    {
        var person = new Person
        {
            UserName = userName, DisplayName = WrittenText.Read(displayName, NewAccount.LongestDisplayName) ?? userName,
            StaffNumber = StaffNumber.Read(staffNumber), LockoutEnabled = true,
        };
        if (!environment.IsDevelopment())
        {
            (person.PasswordSetUtc, person.OneTimeUntilUtc) = (now, now + PasswordStore.OneTime);
        }

        var password = NewPassword();
        person.PasswordHash = hasher.HashPassword(person, password);
        return (person, password);
    }

    /// <summary>From now on the account opens nothing; its sessions end.</summary>
    /// <returns>How many sessions ended.</returns>
    /// <exception cref="RuleViolation">access.denied, also for one's own; account.unknown (user name); role.last_admin; role.last_security.</exception>
    [Asks(Actions.CloseAccount)]
    public async Task<int> Disable(string userName, Actor by, CancellationToken cancellation = default)
    {
        var person = await Another(userName, by, cancellation);
        if (person.DisabledUtc is null)
        {
            await Close(person, by, cancellation);
        }

        return await sessions.EndAll(person.Id, SessionEnd.AccountDisabled, by, cancellation);
    }

    /// <summary>Takes a <see cref="Disable"/> back, and a lock after too many failures too.</summary>
    /// <exception cref="RuleViolation">access.denied; account.unknown (user name).</exception>
    [Asks(Actions.CloseAccount)]
    public async Task Enable(string userName, Actor by, CancellationToken cancellation = default)
    {
        await permissions.DemandForWriting(db, by, Actions.CloseAccount, userName, clock, cancellation);
        var person = await Known(userName);
        person.LockoutEnd = null;
        person.AccessFailedCount = 0;
        await Mark(person, null, "account.enabled", by, cancellation);
    }

    /// <summary>A password in place of one that was forgotten or may be known to others. The sessions of the person end; a lock after failures is lifted.</summary>
    /// <returns>The password: shown once, it signs in for a day and must be changed, so that nobody but the person knows the one after it.</returns>
    /// <exception cref="RuleViolation">access.denied, also for one's own; account.unknown (user name); password.meanwhile.</exception>
    [Asks(Actions.CloseAccount)]
    public async Task<string> ResetPassword(string userName, Actor by, CancellationToken cancellation = default)
    {
        var person = await Another(userName, by, cancellation);
        await db.Entry(person).ReloadAsync(cancellation);
        var now = clock.GetUtcNow().UtcDateTime;
        var password = NewPassword();
        var row = AuditRow.Of(by, "password.reset", person.UserName!, null, null, now, Guid.CreateVersion7().ToString());
        await db.ReplacePassword(person, people.PasswordHasher.HashPassword(person, password), now + PasswordStore.OneTime, row, now, cancellation);
        await sessions.EndAll(person.Id, SessionEnd.AccountChanged, by, cancellation);
        return password;
    }

    /// <summary>Takes a lost authenticator away with its recovery codes; the sessions of the person end. Who needs one sets it up at the next sign-in.</summary>
    /// <exception cref="RuleViolation">access.denied, also for one's own; account.unknown (user name).</exception>
    [Asks(Actions.CloseAccount)]
    public async Task<int> RemoveSecondFactor(string userName, Actor by, CancellationToken cancellation = default)
    {
        var person = await Another(userName, by, cancellation);
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellation))
        {
            await db.SecondFactors.Where(f => f.PersonId == person.Id).ExecuteDeleteAsync(cancellation);
            await db.RecoveryCodes.Where(c => c.PersonId == person.Id).ExecuteDeleteAsync(cancellation);
            db.Add(AuditRow.Of(by, "second-factor.removed", userName, null, null, clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7().ToString()));
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        return await sessions.EndAll(person.Id, SessionEnd.Revoked, by, cancellation);
    }

    /// <returns>How many there were.</returns>
    /// <exception cref="RuleViolation">access.denied; account.unknown (user name).</exception>
    [Asks(Actions.EndSession)]
    public async Task<int> EndSessions(string userName, Actor by, CancellationToken cancellation = default)
    {
        await permissions.DemandForWriting(db, by, Actions.EndSession, userName, clock, cancellation);
        return await sessions.EndAll((await Known(userName)).Id, SessionEnd.Revoked, by, cancellation);
    }

    private static string NewPassword() => RandomNumberGenerator.GetString(Letters, 16) + "7a";

    // Nobody closes, resets or unlocks his own account.
    private async Task<Person> Another(string userName, Actor by, CancellationToken cancellation)
    {
        await permissions.DemandForWriting(db, by, Actions.CloseAccount, userName, clock, cancellation);
        var person = await Known(userName);
        if (person.UserName == by.UserName)
        {
            await db.RecordDenial(by, Actions.CloseAccount, userName, clock, cancellation);
            throw new RuleViolation("access.denied");
        }

        return person;
    }

    private async Task<Person> Known(string userName) => await people.FindByNameAsync(userName) ?? throw new RuleViolation("account.unknown", userName);

    private async Task Close(Person person, Actor by, CancellationToken cancellation)
    {
        try
        {
            await Mark(person, clock.GetUtcNow().UtcDateTime, "account.disabled", by, cancellation);
        }
        catch (RuleViolation refusal)
        {
            db.ChangeTracker.Clear();
            db.Add(AuditRow.Of(by, "account.refused", person.UserName!, null, refusal.Code, clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7().ToString()));
            await db.SaveChangesAsync(cancellation);
            throw;
        }
    }

    private async Task Mark(Person person, DateTime? disabled, string action, Actor by, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (disabled is not null)
        {
            await db.KeepAdministrators(person.Id, [], cancellation);
        }

        person.DisabledUtc = disabled;
        Must(await people.UpdateAsync(person));
        db.Add(AuditRow.Of(by, action, person.UserName!, null, null, clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7().ToString()));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static void Must(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new RuleViolation("account.invalid", string.Join(' ', result.Errors.Select(e => e.Description)));
        }
    }
}
