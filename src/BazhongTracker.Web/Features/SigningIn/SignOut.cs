using BazhongTracker.Data.People;
using BazhongTracker.Web.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace BazhongTracker.Web.Features.SigningIn;

internal static class SignOut
{
    public static void MapSignOut(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/sign-out", async (HttpContext http, IAntiforgery antiforgery, SignInManager<Person> signIn) =>
        {
            if (!await antiforgery.IsRequestValidAsync(http))
            {
                return Results.BadRequest();
            }

            await signIn.SignOutAsync();
            return Results.LocalRedirect("/");
        }).Asks(Actions.OwnSession).ExcludeFromDescription();
}
