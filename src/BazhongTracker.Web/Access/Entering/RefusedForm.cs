using BazhongTracker.Web.Shared.Layout;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;

namespace BazhongTracker.Web.Access.Entering;

/// <summary>A form whose antiforgery token was refused: it was drawn for somebody else, for nobody, or by a program whose keys are gone. Nothing of it is done; its page is drawn again and says so.</summary>
/// <param name="UserName">What stood in the form, which is kept.</param>
public sealed record RefusedForm(string? UserName)
{
    private const string SignIn = "/sign-in";

    /// <returns>Null for a request that is looked at.</returns>
    public static RefusedForm? Of(HttpContext http) => http.Features.Get<RefusedForm>();

    /// <summary>Behind the antiforgery check. Endpoints that are no pages answer for themselves.</summary>
    public static void Use(WebApplication app) => app.Use(async (http, next) =>
    {
        if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false } || http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null)
        {
            await next(http);
            return;
        }

        // It was read for the token, and is refused to whoever asks for it while the refusal stands.
        http.Features.Set<IAntiforgeryValidationFeature>(null);
        var userName = await UserNameIn(http);
        if (http.Request.Path == SignIn && http.User.Identity is { IsAuthenticated: true, Name: { } name } && string.Equals(name, userName, StringComparison.OrdinalIgnoreCase) && !http.User.IsGuest())
        {
            http.Response.Redirect(http.Request.PathBase + LocalAddress.Of(http.Request.Query["return"]));
            return;
        }

        http.Features.Set(new RefusedForm(userName));
        http.Request.Method = HttpMethods.Get;
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        await next(http);
    });

    private static async Task<string?> UserNameIn(HttpContext http)
    {
        try
        {
            return http.Request.HasFormContentType ? (await http.Request.ReadFormAsync(http.RequestAborted))["Form.UserName"].ToString().Trim() : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException)
        {
            return null;
        }
    }
}
