using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Primitives;

namespace BazhongTracker.Web.Startup;

/// <summary>
/// By which names the program may be called. A page of a foreign name that is made to resolve to this machine is refused with 400,
/// and so is a request that names no host.
/// Loopback names always work, for no foreign page has one.
/// </summary>
internal sealed partial class AllowedHosts
{
    public const string Setting = "AllowedHosts";
    private const int LongestName = 100;
    private static readonly StringSegment[] Loopback = ["localhost", "127.0.0.1", "[::1]"];
    private readonly ILogger<AllowedHosts> log;
    private readonly List<StringSegment> names;
    private readonly OncePerMinute lines;

    public AllowedHosts(IConfiguration configuration, IHostEnvironment environment, TimeProvider clock, ILogger<AllowedHosts> log)
    {
        (lines, this.log) = (new OncePerMinute(clock), log);
        var named = (configuration[Setting] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        names = [.. Loopback, .. named.Select(name => new StringSegment(name))];
        AllowsAny = named.Contains("*") || named.Length == 0 && environment.IsDevelopment();
        if (named.Length == 0 && !environment.IsDevelopment())
        {
            LogUnset(log);
        }
    }

    private bool AllowsAny { get; }

    public bool Takes(HostString host) => host.HasValue && host.Host.Length > 0 && (AllowsAny || HostString.MatchesAny(host.Host, names));

    public static bool IsLoopback(HostString host) => host.HasValue && HostString.MatchesAny(host.Host, Loopback);

    public void Refused(HostString host)
    {
        if (lines.IsDue(out var before))
        {
            LogRefused(log, OncePerMinute.Short(host.Value, LongestName), before);
        }
    }

    [LoggerMessage(EventId = 7050, Level = LogLevel.Warning,
        Message = "AllowedHosts is not set: the program answers to localhost, 127.0.0.1 and [::1] alone. "
            + "Set it to the names by which people call it (docs/configuration.md).")]
    private static partial void LogUnset(ILogger log);

    [LoggerMessage(EventId = 7051, Level = LogLevel.Warning,
        Message = "A request for the host '{Host}' was refused, which AllowedHosts does not name ({Before} more since the last line).")]
    private static partial void LogRefused(ILogger log, string host, int before);
}

internal static class AllowedHostsSetup
{
    public static void AddAllowedHosts(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AllowedHosts>();
        // The framework's own filter reads the same setting, and answers without the headers every answer carries.
        builder.Services.Configure<HostFilteringOptions>(options => options.AllowedHosts = ["*"]);
    }

    public static void UseAllowedHosts(this WebApplication app)
    {
        var hosts = app.Services.GetRequiredService<AllowedHosts>();
        app.Use((context, next) =>
        {
            if (hosts.Takes(context.Request.Host))
            {
                return next(context);
            }

            hosts.Refused(context.Request.Host);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            // What was asked for is not said again.
            context.Request.Host = new HostString("localhost");
            context.Response.ContentType = "text/plain";
            return context.Response.WriteAsync("400 AllowedHosts", context.RequestAborted);
        });
    }
}
