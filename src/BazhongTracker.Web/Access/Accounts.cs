using System.Security.Cryptography;
using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access;

/// <summary>Makes accounts. There is no default account and no default password.</summary>
public sealed class Accounts(UserManager<Person> people, RoleManager<IdentityRole> roles, TrackerDbContext db, TimeProvider clock, Permissions permissions)
{
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <returns>The password that was made for the account: shown once, stored only as a hash.</returns>
    /// <exception cref="RuleViolation">access.denied; account.exists (user name); account.no_department (code); account.invalid (reasons).</exception>
    [Asks(Actions.CreateAccount)]
    public async Task<string> Create(string userName, string displayName, string department, IReadOnlyList<string> inRoles, Actor by)
    {
        await permissions.DemandForWriting(db, by, Actions.CreateAccount, userName, clock, CancellationToken.None);
        if (userName == Actor.System.UserName || userName == Actor.HistoricalImport.UserName || await people.FindByNameAsync(userName) is not null)
        {
            throw new RuleViolation("account.exists", userName);
        }

        if (department.Length > 0 && !await db.Departments.AnyAsync(d => d.Code == department))
        {
            throw new RuleViolation("account.no_department", department);
        }

        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var role in RoleNames.All)
        {
            if (!await roles.RoleExistsAsync(role))
            {
                Must(await roles.CreateAsync(new IdentityRole(role)));
            }
        }

        var person = new Person { UserName = userName, DisplayName = displayName, DepartmentCode = department, LockoutEnabled = true };
        var password = RandomNumberGenerator.GetString(Letters, 16) + "7a";
        Must(await people.CreateAsync(person, password));
        Must(await people.AddToRolesAsync(person, inRoles));
        db.Add(AuditRow.Of(
            by, "create-account", userName, null, $"{department} {string.Join(',', inRoles)}", clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7().ToString()));
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return password;
    }

    private static void Must(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new RuleViolation("account.invalid", string.Join(' ', result.Errors.Select(e => e.Description)));
        }
    }
}
