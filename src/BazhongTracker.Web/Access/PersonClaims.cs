using System.Security.Claims;
using BazhongTracker.Data.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BazhongTracker.Web.Access;

/// <summary>Name, department and roles go into the cookie.</summary>
internal sealed class PersonClaims(UserManager<Person> people, RoleManager<IdentityRole> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Person, IdentityRole>(people, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Person user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(SignedIn.DisplayNameClaim, user.DisplayName));
        identity.AddClaim(new Claim(SignedIn.DepartmentClaim, user.DepartmentCode));
        return identity;
    }
}
