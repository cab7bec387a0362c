using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Targets;

/// <summary>Who in the lead department reports, for those who chase or check figures and for colleagues.</summary>
internal static class TargetPeople
{
    /// <returns>Display names of the clerks whose accounts are neither disabled nor locked, in the order of their user names.</returns>
    public static async Task<IReadOnlyList<string>> ClerksOf(this TrackerDbContext db, string department, DateTimeOffset now, CancellationToken cancellation)
    {
        var people = await db.PeopleOn(BusinessDay.Of(now.UtcDateTime)).AsNoTracking()
            .Where(p => p.DepartmentCode == department && p.Person.DisabledUtc == null && db.UserRoles.Any(r => r.UserId == p.Person.Id && db.Roles.Any(role => role.Id == r.RoleId && role.Name == RoleNames.Clerk)))
            .Select(p => new { p.Person.UserName, p.Person.DisplayName, p.Person.LockoutEnd }).ToListAsync(cancellation);
        return [.. people.Where(p => p.LockoutEnd is not { } end || end <= now).OrderBy(p => p.UserName, StringComparer.Ordinal).Select(p => p.DisplayName)];
    }
}
