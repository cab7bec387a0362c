using BazhongTracker.Web.Shared.Layout;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;

namespace BazhongTracker.Web.Access.Entering;

/// <summary>
/// A form whose antiforgery token was refused: it was drawn for somebody else, for nobody, or by a program whose keys are gone. Nothing of
/// it is done; its page is drawn again and says so.
/// </summary>
public sealed record RefusedForm
{
    // What was typed or pasted and is no secret: passwords and codes are typed again.
    private static readonly string[] Kept = [nameof(UserName), nameof(DisplayName), nameof(StaffNumber), nameof(Text)];
    private const string SignIn = "/sign-in";

    /// <summary>Of the ticks of a list, all under one name.</summary>
    public const string TickName = "Seen";

    private readonly Dictionary<string, string> typed = [];

    public string? UserName => typed.GetValueOrDefault(nameof(UserName));

    public string? DisplayName => typed.GetValueOrDefault(nameof(DisplayName));

    public string? StaffNumber => typed.GetValueOrDefault(nameof(StaffNumber));

    public string? Text => typed.GetValueOrDefault(nameof(Text));

    /// <summary>What was ticked in a list.</summary>
    public IReadOnlyList<string> Ticked { get; private init; } = [];

    /// <returns>Null for a request that is looked at.</returns>
    public static RefusedForm? Of(HttpContext http) => http.Features.Get<RefusedForm>();

    /// <summary>Behind the antiforgery check. Endpoints that are no pages answer for themselves.</summary>
    public static void Use(WebApplication app) => app.Use(async (http, next) =>
    {
        if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }
            || http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null)
        {
            await next(http);
            return;
        }

        // It was read for the token, and is refused to whoever asks for it while the refusal stands.
        http.Features.Set<IAntiforgeryValidationFeature>(null);
        var refused = await Read(http);
        if (http.Request.Path == SignIn && http.User.Identity is { IsAuthenticated: true, Name: { } name }
            && string.Equals(name, refused.UserName?.Trim(), StringComparison.OrdinalIgnoreCase) && !http.User.IsGuest())
        {
            http.Response.Redirect(http.Request.PathBase + LocalAddress.Of(http.Request.Query["return"]));
            return;
        }

        http.Features.Set(refused);
        http.Request.Method = HttpMethods.Get;
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        await next(http);
    });

    private static async Task<RefusedForm> Read(HttpContext http)
    {
        try
        {
            var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
            var refused = new RefusedForm { Ticked = [.. form[TickName].OfType<string>()] };
            foreach (var name in Kept.Where(name => form.ContainsKey($"Form.{name}")))
            {
                refused.typed[name] = form[$"Form.{name}"].ToString();
            }

            return refused;
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException)
        {
            return new RefusedForm();
        }
    }
}
