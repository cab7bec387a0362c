using BazhongTracker.Data.People;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Data;

/// <summary>A person with the department of a day.</summary>
public sealed class PersonOn
{
    public required Person Person { get; init; }

    /// <summary>Empty for who speaks for none.</summary>
    public required string DepartmentCode { get; init; }
}

/// <summary>Departments of people, by the day.</summary>
public static class MembershipsOn
{
    public static IQueryable<Membership> HeldOn(this IQueryable<Membership> memberships, DateOnly day) =>
        memberships.Where(m => m.ValidFrom <= day && (m.ValidTo == null || m.ValidTo >= day));

    public static IQueryable<ReviewerAssignment> HeldOn(this IQueryable<ReviewerAssignment> assignments, DateOnly day) =>
        assignments.Where(a => a.ValidFrom <= day && (a.ValidTo == null || a.ValidTo >= day));

    public static IQueryable<Department> HeldOn(this IQueryable<Department> departments, DateOnly day) =>
        departments.Where(d => (d.ValidFrom == null || d.ValidFrom <= day) && (d.ValidTo == null || d.ValidTo >= day));

    /// <summary>Those whom somebody may be given to: there on that day, and no end decided.</summary>
    public static IQueryable<Department> OpenOn(this IQueryable<Department> departments, DateOnly day) => departments.HeldOn(day).Where(d => d.ValidTo == null);

    /// <summary>Inside a transaction: nobody closes them until it ends.</summary>
    /// <returns>False where one of them is not there on that day or is to end.</returns>
    public static async Task<bool> KeepOpen(this TrackerDbContext db, IReadOnlyCollection<string> codes, DateOnly day, CancellationToken cancellation) =>
        await db.Departments.OpenOn(day).Where(d => codes.Contains(d.Code)).ExecuteUpdateAsync(set => set.SetProperty(d => d.Name, d => d.Name), cancellation) == codes.Count;

    /// <summary>For the demonstration, whose people have reported for years.</summary>
    public static Task BelongedSince(this TrackerDbContext db, string userName, DateOnly since) =>
        db.Memberships.Where(m => db.Users.Any(p => p.Id == m.PersonId && p.UserName == userName))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.ValidFrom, since));

    /// <summary>Since when each department has had an account that may report.</summary>
    public static async Task<Dictionary<string, DateOnly>> FirstAccounts(this TrackerDbContext db, CancellationToken cancellation) =>
        await db.Memberships.Where(m => (m.ValidTo == null || m.ValidTo >= m.ValidFrom)
                && db.UserRoles.Any(
                    held => held.UserId == m.PersonId && db.Roles.Any(role => role.Id == held.RoleId && role.Name == RoleNames.Clerk)))
            .GroupBy(m => m.DepartmentCode).Select(g => new { g.Key, Since = g.Min(m => m.ValidFrom) })
            .ToDictionaryAsync(g => g.Key, g => g.Since, cancellation);

    public static IQueryable<PersonOn> PeopleOn(this TrackerDbContext db, DateOnly day) => db.Users.Select(p => new PersonOn
    {
        Person = p,
        DepartmentCode = db.Memberships.Where(m => m.PersonId == p.Id && m.ValidFrom <= day && (m.ValidTo == null || m.ValidTo >= day))
            .OrderByDescending(m => m.ValidFrom).ThenByDescending(m => m.Id).Select(m => m.DepartmentCode).FirstOrDefault() ?? "",
    });

    /// <returns>Empty for who speaks for none.</returns>
    public static async Task<string> DepartmentOf(this TrackerDbContext db, string personId, DateOnly day, CancellationToken cancellation) =>
        await db.PeopleOn(day).Where(p => p.Person.Id == personId).Select(p => p.DepartmentCode).SingleOrDefaultAsync(cancellation) ?? "";

    /// <summary>The actor with the departments of all days, for who asks what is his own house.</summary>
    public static async Task<Actor> WithMemberships(this TrackerDbContext db, Actor actor, CancellationToken cancellation) => actor with
    {
        Memberships = await db.Memberships.AsNoTracking().Where(m => db.Users.Any(p => p.Id == m.PersonId && p.UserName == actor.UserName)).ToListAsync(cancellation),
    };

    /// <summary>From that day on the person speaks for the department; what was to come later is void. Stored with the caller's changes.</summary>
    /// <param name="department">Empty for none.</param>
    public static async Task Move(this TrackerDbContext db, string personId, string department, DateOnly day, CancellationToken cancellation)
    {
        foreach (var held in await db.Memberships.Where(m => m.PersonId == personId && (m.ValidTo == null || m.ValidTo >= day)).ToListAsync(cancellation))
        {
            if (held.ValidFrom > day)
            {
                db.Remove(held);
            }
            else
            {
                held.EndBefore(day);
            }
        }

        if (department.Length > 0)
        {
            db.Add(new Membership { PersonId = personId, DepartmentCode = department, ValidFrom = day });
        }
    }
}
