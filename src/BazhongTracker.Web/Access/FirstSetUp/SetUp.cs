using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access.Passwords;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access.FirstSetUp;

/// <param name="Code">As it was read from the server, however grouped.</param>
public sealed record SetUpForm(string Code, string UserName, string DisplayName, string Password);

/// <summary>The first 系统管理员, made by whoever has the code from the server, while there is none.</summary>
[Asks(Actions.SetUp)]
public sealed class SetUp(
    TrackerDbContext db, UserManager<Person> people, RoleManager<IdentityRole> roles, SetUpCode code, PasswordRules rules, HashingQueue queue, TimeProvider clock, Permissions permissions)
{
    private const int LongestDisplayName = 60;

    public async Task<bool> IsOpen(Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.SetUp);
        return code.IsAlive && !await HasAdministrator(db, cancellation);
    }

    /// <returns>Why the password is refused; empty when the administrator is made.</returns>
    /// <exception cref="RuleViolation">access.denied; setup.closed; setup.code; account.name; account.display_name.</exception>
    public async Task<IReadOnlyList<RuleViolation>> Run(SetUpForm form, string address, Actor actor, CancellationToken cancellation = default)
    {
        if (!await IsOpen(actor, cancellation))
        {
            throw new RuleViolation("setup.closed");
        }

        if (!code.Matches(form.Code))
        {
            // The code dies with its use: another may just have been quicker.
            throw new RuleViolation(await IsOpen(actor, cancellation) ? "setup.code" : "setup.closed");
        }

        if (form.DisplayName.Length is 0 or > LongestDisplayName)
        {
            throw new RuleViolation("account.display_name", LongestDisplayName);
        }

        var refusals = rules.Refusals(form.Password, form.UserName, form.DisplayName);
        if (refusals.Count > 0)
        {
            return refusals;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var person = new Person { UserName = form.UserName, DisplayName = form.DisplayName, LockoutEnabled = true, PasswordSetUtc = now };
        person.PasswordHash = await queue.Run(() => people.PasswordHasher.HashPassword(person, PasswordText.Of(form.Password)!), cancellation);
        try
        {
            await Make(person, address, now, cancellation);
        }
        catch (DbUpdateException)
        {
            // Another was quicker: of this row there is one.
            throw new RuleViolation("setup.closed");
        }

        code.Kill();
        return [];
    }

    public static Task<bool> HasAdministrator(TrackerDbContext db, CancellationToken cancellation) =>
        (from held in db.UserRoles join role in db.Roles on held.RoleId equals role.Id where role.Name == RoleNames.Admin select held).AnyAsync(cancellation);

    private async Task Make(Person person, string address, DateTime now, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.Add(FirstAdministrator.Of(person.Id, now));
        await db.SaveChangesAsync(cancellation);
        foreach (var role in RoleNames.All)
        {
            if (!await roles.RoleExistsAsync(role))
            {
                await roles.CreateAsync(new IdentityRole(role));
            }
        }

        if (person.UserName == Actor.System.UserName || person.UserName == Actor.HistoricalImport.UserName || !(await people.CreateAsync(person)).Succeeded)
        {
            throw new RuleViolation("account.name", person.UserName!);
        }

        await people.AddToRoleAsync(person, RoleNames.Admin);
        var maker = new Actor(person.UserName!, person.DisplayName, "", [RoleNames.Admin]) { Address = address };
        db.Add(AuditRow.Of(maker, "setup.done", person.UserName!, null, address, now, Guid.CreateVersion7().ToString()));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
