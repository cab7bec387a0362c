using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.Sessions;
using BazhongTracker.Web.Shared.Live;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.SettingUp;

/// <summary>Roles that wait for 安全管理员, with what they are given for.</summary>
public sealed record WaitingRole(
    string UserName, string DisplayName, string? StaffNumber, Department? Department, IReadOnlyList<string> Roles, string EnteredBy)
{
    /// <summary>What was seen when it was confirmed.</summary>
    public string Seen => $"{UserName}|{Department?.Code}|{string.Join(',', Roles)}";
}

/// <summary>Gives the roles that 系统管理员 entered with the accounts: all that were shown, or none.</summary>
[Asks(Actions.GrantRole)]
public sealed class WaitingRoles(
    TrackerDbContext db, SessionTable sessions, LiveChanges changes, TimeProvider clock, Permissions permissions)
{
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<IReadOnlyList<WaitingRole>> List(Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.GrantRole);
        var departments = await db.Departments.AsNoTracking().ToDictionaryAsync(d => d.Code, cancellation);
        var waiting = await (from wish in db.WishedRoles.AsNoTracking()
                             join dated in db.PeopleOn(clock.Today()) on wish.PersonId equals dated.Person.Id
                             where dated.Person.DisabledUtc == null
                             orderby dated.Person.UserName
                             select new { wish, dated.Person, dated.DepartmentCode }).ToListAsync(cancellation);
        return [.. waiting.Select(w => new WaitingRole(w.Person.UserName!, w.Person.DisplayName, w.Person.StaffNumber,
            departments.GetValueOrDefault(w.DepartmentCode), w.wish.Names, w.wish.EnteredBy))];
    }

    /// <param name="seen">Of those that were shown and are given (<see cref="WaitingRole.Seen"/>). What was given already is not given
    /// twice.</param>
    /// <returns>How many accounts were given roles.</returns>
    /// <exception cref="RuleViolation">access.denied, also for one's own; role.unknown (name); role.apart; role.meanwhile: something else
    /// waits by now.</exception>
    public async Task<int> Give(IReadOnlyList<string> seen, Actor by, CancellationToken cancellation = default)
    {
        await permissions.DemandForWriting(db, by, Actions.GrantRole, "waiting", clock, cancellation);
        db.ChangeTracker.Clear();
        var operation = Guid.CreateVersion7().ToString();
        var given = new List<string>();
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellation))
        {
            var waiting = await List(by, cancellation);
            foreach (var shown in seen.Distinct())
            {
                if (waiting.FirstOrDefault(w => w.Seen == shown) is { } wish)
                {
                    given.Add(await Give(wish, operation, by, cancellation));
                }
                else if (waiting.Any(w => shown.StartsWith(w.UserName + "|", StringComparison.Ordinal)))
                {
                    throw new RuleViolation("role.meanwhile");
                }
            }

            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        foreach (var person in given)
        {
            await sessions.EndAll(person, SessionEnd.AccountChanged, by, cancellation);
        }

        changes.Say(new TrackerChange(null));
        return given.Count;
    }

    private async Task<string> Give(WaitingRole wish, string operation, Actor by, CancellationToken cancellation)
    {
        if (wish.UserName == by.UserName)
        {
            throw new RuleViolation("access.denied");
        }

        var person = await db.Users.Where(p => p.UserName == wish.UserName).Select(p => p.Id).SingleAsync(cancellation);
        // Of two who confirm at once the second waits here and finds nothing.
        if (await db.WishedRoles.Where(w => w.PersonId == person).ExecuteDeleteAsync(cancellation) == 0)
        {
            throw new RuleViolation("role.meanwhile");
        }

        var held = await (from has in db.UserRoles where has.UserId == person join role in db.Roles on has.RoleId equals role.Id
                          select role.Name!).ToListAsync(cancellation);
        var wanted = HeldRoles.Read([.. held.Union(wish.Roles)]);
        var added = wanted.Except(held).ToList();
        db.AddRange(await db.Roles.Where(r => added.Contains(r.Name!))
            .Select(r => new IdentityUserRole<string> { UserId = person, RoleId = r.Id }).ToListAsync(cancellation));
        var department = wish.Department?.Code;
        db.Add(AuditRow.Of(
            by, "role.changed", wish.UserName, Said(department, held), Said(department, wanted), clock.GetUtcNow().UtcDateTime, operation));
        return person;
    }

    private static string Said(string? department, IEnumerable<string> roles) => $"{department} {string.Join(',', roles)}".Trim();
}
