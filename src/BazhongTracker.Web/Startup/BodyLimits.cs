using Microsoft.AspNetCore.Http.Features;

namespace BazhongTracker.Web.Startup;

/// <summary>How much may be sent: everywhere ten megabytes, to the small forms that anybody can send sixteen kilobytes.</summary>
internal static class BodyLimits
{
    public const long Everywhere = 10 * 1024 * 1024;
    public const long SignIn = 16 * 1024;

    private static readonly string[] SmallForms = ["/sign-in", "/password", "/second-factor", "/setup", "/sign-out", "/error"];

    public static void UseBodyLimits(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Request.ContentLength > Everywhere)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Task.CompletedTask;
        }

        if (!SmallForms.Any(form => context.Request.Path.StartsWithSegments(form)))
        {
            return next(context);
        }

        if (context.Request.ContentLength > SignIn)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Task.CompletedTask;
        }

        // For one that does not say how long it is.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = SignIn;
        }

        return next(context);
    });
}
