using System.Net;
using System.Security.Claims;
using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Startup;

namespace BazhongTracker.Web.Access;

/// <summary>In Development on loopback an unauthenticated request, page or API, is the demo 领导: read only, so that a newcomer sees the 总览 at once.</summary>
internal static class DemoLeader
{
    private const string Scheme = "demo";

    private static readonly ClaimsPrincipal Leader = new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.Name, DemoCast.Leader.UserName),
            new Claim(SignedIn.DisplayNameClaim, DemoCast.Leader.DisplayName),
            new Claim(SignedIn.DepartmentClaim, DemoCast.Leader.DepartmentCode),
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
            // A key that is refused stays refused.
            if (context.User.Identity?.IsAuthenticated != true && IsLoopback(context) && !context.Request.BringsKey()
                && !IsForwarded(context.Request))
            {
                context.User = Leader;
            }

            return next(context);
        });
    }

    private static bool IsForwarded(HttpRequest request) => request.Headers.Keys.Any(
        name => name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)) || request.Headers.ContainsKey("Forwarded");

    private static bool IsLoopback(HttpContext context) =>
        context.Connection is { RemoteIpAddress: { } remote, LocalIpAddress: { } local } && IPAddress.IsLoopback(remote)
            && IPAddress.IsLoopback(local) && AllowedHosts.IsLoopback(context.Request.Host);
}
