using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.People;

/// <summary>Who has an account, for those who keep accounts and roles.</summary>
[Asks(Actions.ListAccounts)]
public sealed class PeopleQuery(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, Permissions permissions)
{
    /// <returns>By department and user name.</returns>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public Task<IReadOnlyList<PersonRow>> All(Actor actor, CancellationToken cancellation = default) => Read(null, actor, cancellation);

    /// <returns>Null for an account that does not exist.</returns>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<PersonRow?> One(string userName, Actor actor, CancellationToken cancellation = default) => (await Read(userName, actor, cancellation)).SingleOrDefault();

    /// <returns>Those a person may be given to today.</returns>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<IReadOnlyList<Department>> Departments(Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.ListAccounts);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Departments.AsNoTracking().OpenOn(clock.Today()).OrderBy(d => d.Code).ToListAsync(cancellation);
    }

    private async Task<IReadOnlyList<PersonRow>> Read(string? userName, Actor actor, CancellationToken cancellation)
    {
        permissions.Demand(actor, Actions.ListAccounts);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var wanted = db.Users.AsNoTracking().Where(p => userName == null || p.UserName == userName);
        var people = await db.PeopleOn(clock.Today()).AsNoTracking().Where(p => userName == null || p.Person.UserName == userName).ToListAsync(cancellation);
        var roles = await (from person in wanted join held in db.UserRoles on person.Id equals held.UserId join role in db.Roles on held.RoleId equals role.Id
                           select new { person.Id, Role = role.Name! }).ToListAsync(cancellation);
        var signedIn = await db.Sessions.Where(s => wanted.Any(p => p.Id == s.PersonId)).GroupBy(s => s.PersonId)
            .Select(g => new { g.Key, Last = g.Max(s => s.CreatedUtc) }).ToDictionaryAsync(s => s.Key, s => s.Last, cancellation);
        var factors = await db.SecondFactors.Where(f => f.ConfirmedUtc != null && wanted.Any(p => p.Id == f.PersonId)).Select(f => f.PersonId).ToListAsync(cancellation);
        var links = await db.IssuerLinks.AsNoTracking().Where(l => wanted.Any(p => p.Id == l.PersonId)).ToDictionaryAsync(l => l.PersonId, l => new IssuerState(l.AllowedUtc, l.LinkedUtc), cancellation);
        var departments = await db.Departments.AsNoTracking().ToDictionaryAsync(d => d.Code, cancellation);
        var rolesOf = roles.ToLookup(r => r.Id, r => r.Role);
        var now = clock.GetUtcNow().UtcDateTime;
        return
        [
            .. people.OrderBy(on => on.DepartmentCode, StringComparer.Ordinal).ThenBy(on => on.Person.UserName, StringComparer.Ordinal).Select(on => new PersonRow(
                on.Person.UserName!, on.Person.DisplayName, departments.GetValueOrDefault(on.DepartmentCode), [.. RoleNames.All.Where(rolesOf[on.Person.Id].Contains)],
                PersonRow.StateOf(on.Person, now), on.Person.DisabledUtc is not null, signedIn.TryGetValue(on.Person.Id, out var last) ? last : null, factors.Contains(on.Person.Id), links.GetValueOrDefault(on.Person.Id))),
        ];
    }
}
