using System.Text.Json.Nodes;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Recomputing;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BazhongTracker.Web.Startup;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: the database answers, and how old the last good recompute is.</summary>
internal static class Health
{
    public static void AddHealth(this WebApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database").AddCheck<RecomputeHealth>("recompute");

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).Asks(Actions.AskHealth);
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = Write }).Asks(Actions.AskHealth);
    }

    private static Task Write(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(new JsonObject
    {
        ["status"] = report.Status.ToString(),
        ["checks"] = new JsonObject(report.Entries.Select(e => KeyValuePair.Create<string, JsonNode?>(
            e.Key, new JsonObject { ["status"] = e.Value.Status.ToString(), ["description"] = e.Value.Description }))),
    });
}
