using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access;

/// <summary>Somebody whose account is good always holds 系统管理员, and somebody 安全管理员, once there was one.</summary>
internal static class AdministratorsLeft
{
    /// <summary>Asked inside the transaction that takes a role or an account away.</summary>
    /// <param name="afterwards">What the person holds then; none for an account that opens nothing.</param>
    /// <exception cref="RuleViolation">role.last_admin; role.last_security.</exception>
    public static async Task KeepAdministrators(this TrackerDbContext db, string personId, IReadOnlyList<string> afterwards, CancellationToken cancellation)
    {
        foreach (var role in HeldRoles.NeverWithout.Except(afterwards))
        {
            // Two who take each other's role away at once wait for each other here, and the second sees what the first did.
            var stamp = Guid.NewGuid().ToString();
            await db.Roles.Where(r => r.Name == role).ExecuteUpdateAsync(set => set.SetProperty(r => r.ConcurrencyStamp, stamp), cancellation);
            var good = await (from held in db.UserRoles join kind in db.Roles on held.RoleId equals kind.Id join person in db.Users on held.UserId equals person.Id
                              where kind.Name == role && person.DisabledUtc == null select person.Id).ToListAsync(cancellation);
            if (good is [var last] && last == personId)
            {
                throw new RuleViolation(role == RoleNames.Admin ? "role.last_admin" : "role.last_security");
            }
        }
    }
}
