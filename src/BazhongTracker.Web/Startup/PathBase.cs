using System.Text.RegularExpressions;

namespace BazhongTracker.Web.Startup;

/// <summary>The path below which the whole program stands, where it shares its host name with others; empty where the name is its own.</summary>
public sealed partial record PathBase(string Value)
{
    public const string Setting = "PathBase";

    /// <summary>The browser binds a cookie with the first to the root of the host, which is not ours below a path.</summary>
    public string CookiePrefix => Value.Length == 0 ? "__Host-" : "__Secure-";

    public string CookiePath => Value.Length == 0 ? "/" : Value;

    /// <exception cref="ConfigurationRefused">What is no path.</exception>
    public static PathBase Read(IConfiguration configuration)
    {
        var path = (configuration[Setting] ?? "").Trim();
        path = path.EndsWith('/') ? path[..^1] : path;
        return path.Length == 0 || Paths().IsMatch(path) ? new PathBase(path)
            : throw new ConfigurationRefused(
                $"{Setting} is a path such as /tracker, of Latin letters, digits, '-', '_', '.' and '~', or empty, "
                + $"not '{configuration[Setting]}'.");
    }

    public static PathBase Of(HttpContext http) => http.RequestServices.GetRequiredService<PathBase>();

    [GeneratedRegex(@"\A(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+\z")]
    private static partial Regex Paths();
}

/// <summary>
/// A request that does not come below the path is not answered but for the health checks, which are asked from beside the program; one line
/// a minute says so, for a proxy may be the cause.
/// </summary>
internal static partial class OwnPath
{
    private const int LongestPath = 100;

    public static void UseOwnPath(this WebApplication app)
    {
        var own = new PathString(app.Services.GetRequiredService<PathBase>().Value);
        if (!own.HasValue)
        {
            return;
        }

        var lines = new OncePerMinute(app.Services.GetRequiredService<TimeProvider>());
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OwnPath).FullName!);
        app.Use((context, next) =>
        {
            var (request, response) = (context.Request, context.Response);
            if (request.Path.StartsWithSegments(own, StringComparison.Ordinal, out var below))
            {
                if (below.HasValue)
                {
                    return next(context);
                }

                response.Redirect(own + "/" + request.QueryString);
                return Task.CompletedTask;
            }

            if (request.Path.StartsWithSegments("/health"))
            {
                return next(context);
            }

            if (lines.IsDue(out var before))
            {
                LogOutside(log, OncePerMinute.Short(request.Path.Value, LongestPath), own, before);
            }

            response.StatusCode = StatusCodes.Status404NotFound;
            response.ContentType = "text/plain";
            return response.WriteAsync("404 PathBase", context.RequestAborted);
        });
        app.UsePathBase(own);
        // Routes are chosen by what is left of the path.
        app.UseRouting();
    }

    [LoggerMessage(EventId = 7054, Level = LogLevel.Warning,
        Message = "A request for '{Path}' was refused, which is not below PathBase {Own} ({Before} more since the last line). "
            + "Behind a proxy: it must pass the path on as it came.")]
    private static partial void LogOutside(ILogger log, string path, PathString own, int before);
}
