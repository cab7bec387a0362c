using System.Net;
using System.Security.Claims;
using BazhongTracker.Domain.Reporting;

namespace BazhongTracker.Web.Access;

/// <summary>In Development on loopback an unauthenticated request, page or API, is the demo 领导: read only, so that a newcomer sees the 总览 at once.</summary>
internal static class DemoLeader
{
    public const string UserName = "office.leader";
    private const string Scheme = "demo";

    private static readonly ClaimsPrincipal Leader = new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.Name, UserName),
            new Claim(SignedIn.DisplayNameClaim, "市委办公室"),
            new Claim(SignedIn.DepartmentClaim, "office"),
            new Claim(ClaimTypes.Role, RoleNames.Leader),
        ],
        Scheme));

    public static bool IsGuest(this ClaimsPrincipal person) => person.Identity?.AuthenticationType == Scheme;

    public static void UseDemoLeader(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            return;
        }

        app.Use((context, next) =>
        {
            // Behind a proxy everybody is on loopback, so a forwarded request is nobody's.
            if (context.User.Identity?.IsAuthenticated != true && IsLoopback(context) && !context.Request.Headers.ContainsKey("X-Forwarded-For"))
            {
                context.User = Leader;
            }

            return next(context);
        });
    }

    private static bool IsLoopback(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote);
}
