using System.Security.Cryptography;

namespace BazhongTracker.Web.Startup;

/// <summary>What every answer says to the browser about itself; scripts run only from this address or with the nonce of the answer.</summary>
internal static class Headers
{
    private const string NonceKey = "csp-nonce";

    /// <summary>Of this answer alone; 128 random bits.</summary>
    public static string Nonce(this HttpContext context)
    {
        if (context.Items[NonceKey] is not string nonce)
        {
            nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            context.Items[NonceKey] = nonce;
        }

        return nonce;
    }

    /// <summary>First of all, so that refusals and errors carry them too.</summary>
    public static void UseHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            Write(context, app.Environment.IsDevelopment());
            return Task.CompletedTask;
        });
        if (HttpMethods.IsTrace(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return Task.CompletedTask;
        }

        return next(context);
    });

    private static void Write(HttpContext context, bool isDevelopment)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy(context);
        headers.XContentTypeOptions = "nosniff";
        // Not no-referrer: with it a form would be sent with the origin "null".
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (!isDevelopment)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        StayHere(context);
        // Files of the program hold nothing of anybody and say themselves how long they keep.
        var isPage = context.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;
        if (isPage || (context.User.Identity?.IsAuthenticated == true && headers.CacheControl.Count == 0))
        {
            headers.CacheControl = "no-store";
        }
    }

    // A proxy may know the program by another name than the browser does: to an address of its own it leads without naming the host.
    private static void StayHere(HttpContext context)
    {
        var (request, headers) = (context.Request, context.Response.Headers);
        if (Uri.TryCreate(headers.Location, UriKind.Absolute, out var to)
            && (to.Scheme == Uri.UriSchemeHttp || to.Scheme == Uri.UriSchemeHttps)
            && Uri.TryCreate($"{to.Scheme}://{request.Host.ToUriComponent()}", UriKind.Absolute, out var here)
                && to.Authority == here.Authority)
        {
            headers.Location = to.PathAndQuery + to.Fragment;
        }
    }

    // Styles: the component library writes style attributes, so they cannot be forbidden. base-uri: the page has a base of its own.
    private static string Policy(HttpContext context)
    {
        var socket = (context.Request.IsHttps ? "wss://" : "ws://") + context.Request.Host.ToUriComponent();
        return $"default-src 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; img-src 'self' data:; font-src 'self'; "
            + $"connect-src 'self' {socket}; script-src 'self' 'nonce-{context.Nonce()}'; style-src 'self' 'unsafe-inline'; report-uri {PathBase.Of(context).Value}{PolicyReports.Path}";
    }
}
