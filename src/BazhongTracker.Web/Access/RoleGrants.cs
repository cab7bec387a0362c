using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access;

/// <param name="Seen">The roles the person held when this was decided.</param>
/// <param name="Roles">What the person holds from now on; all others are taken away.</param>
/// <param name="Department">For which the person speaks from now on; empty for none.</param>
public sealed record RoleChange(string UserName, IReadOnlyList<string> Seen, IReadOnlyList<string> Roles, string Department);

/// <summary>Gives and takes roles and departments. Whatever is refused stays in the audit too.</summary>
[Asks(Actions.GrantRole)]
public sealed class RoleGrants(
    TrackerDbContext db, UserManager<Person> people, RoleManager<IdentityRole> roles, SessionTable sessions, TimeProvider clock, Permissions permissions)
{
    private const string Changed = "role.changed";
    private const string Refused = "role.refused";

    /// <summary>All or nothing; the sessions of the person end with it.</summary>
    /// <exception cref="RuleViolation">
    /// access.denied, also for oneself; account.unknown (user name); account.no_department (code); role.unknown (name); role.apart; role.meanwhile; role.last_admin; role.last_security.
    /// </exception>
    public async Task Set(RoleChange change, Actor by, CancellationToken cancellation = default)
    {
        await permissions.DemandForWriting(db, by, Actions.GrantRole, change.UserName, clock, cancellation);
        var person = await people.FindByNameAsync(change.UserName) ?? throw new RuleViolation("account.unknown", change.UserName);
        if (person.UserName == by.UserName)
        {
            await db.RecordDenial(by, Actions.GrantRole, person.UserName!, clock, cancellation);
            throw new RuleViolation("access.denied");
        }

        var held = await RolesOf(person).ToListAsync(cancellation);
        var department = await db.DepartmentOf(person.Id, clock.Today(), cancellation);
        try
        {
            await Change(person, change, by, cancellation);
        }
        catch (RuleViolation)
        {
            db.ChangeTracker.Clear();
            db.Add(Audited(by, Refused, person, Said(department, held), Short(Said(change.Department, change.Roles))));
            await db.SaveChangesAsync(cancellation);
            throw;
        }

        await sessions.EndAll(person.Id, SessionEnd.AccountChanged, by, cancellation);
    }

    /// <summary>Whatever the person holds now; the department stays.</summary>
    /// <returns>What the person held.</returns>
    /// <exception cref="RuleViolation">As <see cref="Set"/>.</exception>
    public async Task<IReadOnlyList<string>> Replace(string userName, IReadOnlyList<string> wanted, Actor by, CancellationToken cancellation = default)
    {
        await permissions.DemandForWriting(db, by, Actions.GrantRole, userName, clock, cancellation);
        var person = await people.FindByNameAsync(userName) ?? throw new RuleViolation("account.unknown", userName);
        var held = await RolesOf(person).ToListAsync(cancellation);
        await Set(new RoleChange(userName, held, wanted, await db.DepartmentOf(person.Id, clock.Today(), cancellation)), by, cancellation);
        return held;
    }

    private async Task Change(Person person, RoleChange change, Actor by, CancellationToken cancellation)
    {
        var wanted = HeldRoles.Read(change.Roles);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.KeepAdministrators(person.Id, wanted, cancellation);
        var today = clock.Today();
        var department = await db.DepartmentOf(person.Id, today, cancellation);
        if (department != change.Department)
        {
            if (change.Department.Length > 0 && (change.Department.Any(char.IsControl) || !await db.KeepOpen([change.Department], today, cancellation)))
            {
                throw new RuleViolation("account.no_department", Short(change.Department));
            }

            await db.Move(person.Id, change.Department, today, cancellation);
        }

        var held = await RolesOf(person).ToListAsync(cancellation);
        if (!held.ToHashSet().SetEquals(change.Seen))
        {
            throw new RuleViolation("role.meanwhile");
        }

        foreach (var role in wanted)
        {
            if (!await roles.RoleExistsAsync(role))
            {
                await roles.CreateAsync(new IdentityRole(role));
            }
        }

        await db.UserRoles.Where(u => u.UserId == person.Id && db.Roles.Any(r => r.Id == u.RoleId && !wanted.Contains(r.Name!))).ExecuteDeleteAsync(cancellation);
        // What was entered for the account waits no longer: this is the answer.
        await db.WishedRoles.Where(w => w.PersonId == person.Id).ExecuteDeleteAsync(cancellation);
        var added = wanted.Except(held).ToList();
        db.AddRange(await db.Roles.Where(r => added.Contains(r.Name!)).Select(r => new IdentityUserRole<string> { UserId = person.Id, RoleId = r.Id }).ToListAsync(cancellation));
        db.Add(Audited(by, Changed, person, Said(department, held), Said(change.Department, wanted)));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private IQueryable<string> RolesOf(Person person) => from held in db.UserRoles where held.UserId == person.Id join role in db.Roles on held.RoleId equals role.Id orderby role.Name select role.Name!;

    private AuditRow Audited(Actor by, string action, Person person, string old, string now) =>
        AuditRow.Of(by, action, person.UserName!, old, now, clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7().ToString());

    private static string Said(string department, IEnumerable<string> roles) => $"{department} {string.Join(',', roles)}".Trim();

    // What was sent may be anything.
    private static string Short(string text) => text.Length <= 200 ? text : text[..200];
}
