using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access.Passwords;
using BazhongTracker.Web.Proof;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access;

/// <summary>One account more, whichever way it is made: the rules of user names, of 工号, and of names that look alike.</summary>
public sealed class NewAccount(UserManager<Person> people, RoleManager<IdentityRole> roles, TrackerDbContext db, TimeProvider clock)
{
    public const int LongestDisplayName = 60;

    /// <summary>
    /// Inside the caller's transaction, with the password of the person set already. Whose name looks like another's is shown with the user
    /// name from then on.
    /// </summary>
    /// <returns>As the person is shown.</returns>
    /// <exception cref="RuleViolation">account.name (user name); account.exists (user name); account.staff_number_taken (number, name);
    /// account.no_department (code); account.invalid (reasons); operation.not_stored.</exception>
    public async Task<string> Add(Person person, string department, IReadOnlyList<string> held, Actor by, string operationId,
        CancellationToken cancellation = default)
    {
        var userName = person.UserName!;
        DemandUserName(userName);
        if (await people.FindByNameAsync(userName) is not null)
        {
            throw new RuleViolation("account.exists", userName);
        }

        if (person.StaffNumber is { } number
            && await db.Users.AsNoTracking().SingleOrDefaultAsync(p => p.StaffNumber == number, cancellation) is { } same)
        {
            throw new RuleViolation("account.staff_number_taken", number, same.DisplayName);
        }

        var today = clock.Today();
        if (department.Length > 0 && (department.Any(char.IsControl) || !await db.KeepOpen([department], today, cancellation)))
        {
            throw new RuleViolation("account.no_department", Short(department));
        }

        await MakeRoles();
        person.DisplayName = Shown(person.DisplayName, userName, await NamesInUse(db, cancellation));
        try
        {
            var made = await people.CreateAsync(person);
            Must(made.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.DuplicateUserName))
                ? throw new RuleViolation("account.exists", userName) : made);
        }
        catch (DbUpdateException)
        {
            // Between the look and the insert another may have taken the name or the number.
            await db.Database.CurrentTransaction!.RollbackAsync(cancellation);
            db.ChangeTracker.Clear();
            throw await people.FindByNameAsync(userName) is null
                ? new RuleViolation(Outcomes.NotStored) : new RuleViolation("account.exists", userName);
        }

        Must(await people.AddToRolesAsync(person, held));
        await db.Move(person.Id, department, today, cancellation);
        db.Add(AuditRow.Of(
            by, "create-account", userName, null, Said(person, department, held), clock.GetUtcNow().UtcDateTime, operationId));
        await db.SaveChangesAsync(cancellation);
        return person.DisplayName;
    }

    /// <exception cref="RuleViolation">account.name (user name); account.exists (user name), for those the program itself acts
    /// under.</exception>
    public void DemandUserName(string userName)
    {
        if (userName.Length is 0 or > PasswordCheck.LongestName
            || userName.Any(c => !people.Options.User.AllowedUserNameCharacters.Contains(c, StringComparison.Ordinal)))
        {
            throw new RuleViolation("account.name", Short(userName));
        }

        if (userName == Actor.System.UserName || userName == Actor.HistoricalImport.UserName)
        {
            throw new RuleViolation("account.exists", userName);
        }
    }

    /// <summary>Also those under which the program writes.</summary>
    public static async Task<IReadOnlyList<string>> NamesInUse(TrackerDbContext db, CancellationToken cancellation) =>
        [.. await db.Users.Select(p => p.DisplayName).ToListAsync(cancellation), Actor.System.DisplayName,
            Actor.HistoricalImport.DisplayName];

    public static string Shown(string name, string userName, IEnumerable<string> inUse) => inUse.Any(other => AlikeNames.Are(name, other))
        ? $"{name}（{userName}）" : name;

    public static string Short(string text) => text.Length <= 100 ? text : text[..100];

    private async Task MakeRoles()
    {
        foreach (var role in RoleNames.All)
        {
            if (!await roles.RoleExistsAsync(role))
            {
                Must(await roles.CreateAsync(new IdentityRole(role)));
            }
        }
    }

    private static string Said(Person person, string department, IReadOnlyList<string> held) =>
        string.Join(' ', new[] { person.DisplayName, person.StaffNumber, department, string.Join(',', held) }.Where(
            part => !string.IsNullOrEmpty(part)));

    private static void Must(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new RuleViolation("account.invalid", string.Join(' ', result.Errors.Select(e => e.Description)));
        }
    }
}
