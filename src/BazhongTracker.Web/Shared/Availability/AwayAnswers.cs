using System.Globalization;
using BazhongTracker.Data;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Serilog.Events;

namespace BazhongTracker.Web.Shared.Availability;

/// <summary>What a request is answered that needs the database while it is away: 503 with a time to come again, a program as a problem in JSON, a person with a page.</summary>
internal sealed class AwayAnswers : IExceptionHandler
{
    /// <summary>In the items of a request: whose cookie it is could not be asked.</summary>
    public const string NobodyKnowsWho = "nobody-knows-who";

    /// <summary>Seconds.</summary>
    private const int ComeAgain = 5;
    private const string Page = "/error";

    public static ExceptionHandlerOptions Options() => new()
    {
        ExceptionHandlingPath = Page,
        CreateScopeForErrors = true,
        StatusCodeSelector = problem => DatabaseFaults.IsOfDatabase(problem) ? StatusCodes.Status503ServiceUnavailable
            : problem is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
        // Whoever sends what cannot be read is told so; the log is not for him to fill.
        SuppressDiagnosticsCallback = context =>
            DatabaseFaults.IsOfDatabase(context.Exception) || context.Exception is BadHttpRequestException,
    };

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!DatabaseFaults.IsOfDatabase(exception))
        {
            return false;
        }

        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers.RetryAfter = ComeAgain.ToString(CultureInfo.InvariantCulture);
        // The path of the request is that of the page of errors by now.
        PathString path = httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? httpContext.Request.Path.Value;
        if (!path.StartsWithSegments("/api") && !path.StartsWithSegments("/openapi"))
        {
            return false;
        }

        await httpContext.Response.WriteAsJsonAsync(
            new { type = "about:blank", title = "Service Unavailable", status = StatusCodes.Status503ServiceUnavailable, detail = "The database does not answer." },
            options: null, "application/problem+json", cancellationToken);
        return true;
    }
}

internal static class Availability
{
    /// <summary>For the serving program alone: a verb waits for its database and says what became of it.</summary>
    public static void AddAvailability(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DatabaseState>();
        builder.Services.AddSingleton<DatabaseGate>();
        builder.Services.AddSingleton(provider => DatabaseRoom.Of(
            provider.GetRequiredService<DatabaseAddress>(),
            (builder.Configuration.GetSection("Database").Get<DatabaseSettings>() ?? new DatabaseSettings()).LeastFreeMegabytes));
        builder.Services.AddSingleton<LastGoodStore>();
        builder.Services.AddScoped<LastGood>();
        builder.Services.AddScoped<AwayNotice>();
        builder.Services.AddSingleton<ForgedEvents>();
        builder.Services.AddHostedService<DatabaseWatch>();
        builder.Services.AddExceptionHandler<AwayAnswers>();
        builder.AddAwayJobs();
        builder.Services.ConfigureDbContext<SqliteTrackerDbContext>(Gated);
        builder.Services.ConfigureDbContext<PostgresTrackerDbContext>(Gated);
    }

    /// <summary>That it is away is logged once, when it turns so; two hours of refusals must not fill a disk.</summary>
    public static bool IsRefusal(LogEvent said) => said.Exception?.GetBaseException() is DatabaseAway;

    // A connection that failed says so without its reason; the state says it with it.
    private static void Gated(IServiceProvider provider, DbContextOptionsBuilder options) => options
        .AddInterceptors(provider.GetRequiredService<DatabaseGate>()).ConfigureWarnings(warnings => warnings.Log((RelationalEventId.ConnectionError, LogLevel.Debug)));

    /// <summary>Whose session could not be asked is answered like everything that needs the database; he is not taken for nobody.</summary>
    public static void UseKnownVisitors(this WebApplication app) => app.Use((context, next) =>
        context.Items[AwayAnswers.NobodyKnowsWho] is Exception away && context.Features.Get<IExceptionHandlerFeature>() is null ? throw new InvalidOperationException("The session could not be asked.", away) : next(context));
}
