using System.Security.Claims;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access.Entering;
using BazhongTracker.Web.Access.Sessions;
using Microsoft.AspNetCore.Components.Authorization;

namespace BazhongTracker.Web.Access;

/// <summary>Who looks at the page, with department and roles.</summary>
public sealed class SignedIn(AuthenticationStateProvider authentication)
{
    public const string DisplayNameClaim = "display_name";
    public const string DepartmentClaim = "department";

    /// <summary>The person on this circuit or request.</summary>
    public async Task<Actor> Actor() => ActorOf((await authentication.GetAuthenticationStateAsync()).User);

    public static Actor ActorOf(ClaimsPrincipal person) => new(
        person.Identity?.Name ?? "",
        person.FindFirstValue(DisplayNameClaim) ?? person.Identity?.Name ?? "",
        person.FindFirstValue(DepartmentClaim) ?? "",
        [.. person.FindAll(ClaimTypes.Role).Select(c => c.Value)])
    {
        Address = person.FindFirstValue(ConnectionAddress.Claim),
        Session = person.SessionTag(),
    };
}
