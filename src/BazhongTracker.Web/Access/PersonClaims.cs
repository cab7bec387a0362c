using System.Security.Claims;
using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain.Time;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BazhongTracker.Web.Access;

/// <summary>Name, department of the day and roles go into the cookie.</summary>
internal sealed class PersonClaims(UserManager<Person> people, RoleManager<IdentityRole> roles, TrackerDbContext db, TimeProvider clock, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Person, IdentityRole>(people, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Person user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(SignedIn.DisplayNameClaim, user.DisplayName));
        identity.AddClaim(new Claim(SignedIn.DepartmentClaim, await db.DepartmentOf(user.Id, clock.Today(), CancellationToken.None)));
        return identity;
    }
}
