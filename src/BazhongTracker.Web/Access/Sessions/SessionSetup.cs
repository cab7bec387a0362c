using System.Globalization;
using BazhongTracker.Data.People;
using BazhongTracker.Web.Shared.Availability;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Mvc;

namespace BazhongTracker.Web.Access.Sessions;

internal static class SessionSetup
{
    private const string Circuits = "/_blazor";
    public const string Open = "open";
    public const string Ended = "ended";
    private const string LeftHeader = "Session-Left";
    private const string WhyHeader = "Session-Why";

    public static void AddSessions(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SessionWatch>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<SessionWatch>());
        builder.Services.AddSingleton<SessionFilter>();
        builder.Services.AddSingleton<CircuitOwners>();
        builder.Services.AddSingleton<OriginRefusals>();
        builder.Services.AddSingleton<OldSessions>();
        builder.Services.AddScoped<EnteredSession>();
        builder.Services.AddScoped<CircuitSession>();
        builder.Services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitSession>());
    }

    /// <summary>A cookie is worth what its row says now.</summary>
    public static async Task Validate(CookieValidatePrincipalContext context)
    {
        var watch = context.HttpContext.RequestServices.GetRequiredService<SessionWatch>();
        var hash = context.Principal?.SessionHash();
        bool holds;
        try
        {
            holds = hash is not null && await watch.Holds(hash);
        }
        catch (Exception away) when (DatabaseFaults.IsAway(away))
        {
            // Nobody knows: the cookie stays, and the request is answered with 503.
            context.RejectPrincipal();
            context.HttpContext.Items[AwayAnswers.NobodyKnowsWho] = away;
            return;
        }

        if (!holds)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
        }
        else if (IsDeed(context.Request))
        {
            await watch.Touch(hash!);
        }
    }

    /// <summary>A connection for an open page is only made from a page of this address. Sent by every browser with a WebSocket and a POST; in Development a program that measures may leave it out.</summary>
    public static void UseOwnOrigin(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments(Circuits) || IsOwn(context, mayBeSilent: app.Environment.IsDevelopment()))
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        await context.RequestServices.GetRequiredService<OriginRefusals>().Record(context);
    });

    /// <summary>An open page asks whether the session it was drawn in is the one of the browser, and holds, and for how long: seconds if nothing is done, seconds whatever is done. The person may say that somebody is there.</summary>
    public static void MapSession(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/session", async ([FromQuery] string? of, HttpContext http, SessionTable table) =>
        {
            if (of is not null && http.User.SessionTag() == of && await table.Left(http.User.SessionHash()!, http.RequestAborted) is { } left)
            {
                http.Response.Headers[LeftHeader] = string.Create(CultureInfo.InvariantCulture, $"{left.Idle.TotalSeconds:0} {left.Longest.TotalSeconds:0}");
                return Results.Text(Open);
            }

            if (of is { Length: SessionIds.TagLength } && await table.WhyEnded(of, http.RequestAborted) == SessionEnd.OneTooMany)
            {
                http.Response.Headers[WhyHeader] = "one-too-many";
            }

            return Results.Text(Ended);
        }).Asks(Actions.OwnSession).ExcludeFromDescription();
        routes.MapPost("/session", async (HttpContext http, SessionWatch watch) =>
        {
            if (!IsOwn(http, mayBeSilent: false) || http.User.SessionHash() is not { } hash)
            {
                return Results.Text(Ended, statusCode: StatusCodes.Status403Forbidden);
            }

            await watch.Touch(hash);
            return Results.NoContent();
        }).Asks(Actions.OwnSession).ExcludeFromDescription();
    }

    // A page that is opened or a form that is sent; not what a script fetches or the browser reports.
    private static bool IsDeed(HttpRequest request) =>
        !request.Path.StartsWithSegments(Circuits) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    // The scheme is not compared: behind a proxy it may be another than the browser's. The port is, as a part of the host.
    private static bool IsOwn(HttpContext context, bool mayBeSilent)
    {
        var origin = context.Request.Headers.Origin.ToString();
        var required = HttpMethods.IsPost(context.Request.Method) || context.Request.Headers.Upgrade.Count > 0 || HttpMethods.IsConnect(context.Request.Method);
        if (origin.Length == 0)
        {
            return mayBeSilent || !required;
        }

        return Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Scheme is "http" or "https"
            && string.Equals(from.Authority, context.Request.Host.ToUriComponent(), StringComparison.OrdinalIgnoreCase);
    }
}
