using BazhongTracker.Data.People;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.Sessions;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace BazhongTracker.Web.Features.SigningIn;

internal static class SignOut
{
    public static void MapSignOut(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/sign-out", async (HttpContext http, IAntiforgery antiforgery, SessionTable sessions, SessionWatch watch) =>
        {
            // Nobody is signed out by another site; who is in sees where, and the button once more.
            if (!await antiforgery.IsRequestValidAsync(http))
            {
                return Results.LocalRedirect(http.User.SessionHash() is null ? "~/sign-in" : "~/sessions?refused=true");
            }

            if (http.User.SessionHash() is { } session)
            {
                await sessions.End(session, SessionEnd.SignedOut, SignedIn.ActorOf(http.User), http.RequestAborted);
                watch.Forget(session);
            }

            await http.SignOutAsync(IdentityConstants.ApplicationScheme);
            return Results.LocalRedirect("~/");
        }).Asks(Actions.OwnSession).ExcludeFromDescription();
}
