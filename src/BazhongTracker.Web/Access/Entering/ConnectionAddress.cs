using System.Security.Claims;

namespace BazhongTracker.Web.Access.Entering;

internal static class ConnectionAddress
{
    public const string Claim = "address";

    /// <returns>Of whoever is at the other end, IPv4 as such; empty where there is none.</returns>
    public static string Address(this ConnectionInfo connection) =>
        (connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : connection.RemoteIpAddress)?.ToString() ?? "";

    /// <summary>Whoever is recognised is known to call from there, so that what is done in the request, or on the page it opens, is audited with it.</summary>
    public static void UseCallersAddress(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.User.Identity?.IsAuthenticated == true)
        {
            // Beside the identities there are: the demo 领导 is shared by all requests.
            var caller = new ClaimsPrincipal(context.User);
            caller.AddIdentity(new ClaimsIdentity([new Claim(Claim, context.Connection.Address())]));
            context.User = caller;
        }

        return next(context);
    });
}
