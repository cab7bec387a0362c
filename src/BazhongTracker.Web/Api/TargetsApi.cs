using System.Text.Json.Nodes;
using BazhongTracker.Data;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Progress.Json;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Api;

/// <summary>A target is its catalogue row with its assessment as of today.</summary>
internal static class TargetsApi
{
    public static void MapTargets(this IEndpointRouteBuilder api)
    {
        api.MapGet("/targets", async (TrackerDbContext db, TimeProvider clock, CancellationToken cancellation) =>
        {
            var targets = await db.Targets.AsNoTracking().OrderBy(t => t.Code).ToListAsync(cancellation);
            var figures = (await db.Figures.AsNoTracking().ToListAsync(cancellation)).ToLookup(f => f.TargetId);
            return targets.Select(t => View(t, figures[t.Id], clock.Today()));
        });
        api.MapGet("/targets/{code}", async (string code, TrackerDbContext db, TimeProvider clock, CancellationToken cancellation) =>
        {
            var target = await db.Targets.AsNoTracking().SingleOrDefaultAsync(t => t.Code == code, cancellation);
            return target is null
                ? Results.NotFound()
                : Results.Ok(View(target, await db.Figures.AsNoTracking().Where(f => f.TargetId == target.Id).ToListAsync(cancellation), clock.Today()));
        });
    }

    private static JsonNode View(Target target, IEnumerable<ReportedFigure> figures, DateOnly asOf)
    {
        var row = JsonNode.Parse(target.RowJson)!;
        row["assessment"] = Assessment(target.Assess(figures, asOf), asOf);
        return row;
    }

    private static JsonObject Assessment(ProgressResult result, DateOnly asOf)
    {
        var written = AssessResult.Write(result);
        JsonNode? Take(string key) => written[key]?.DeepClone();
        return new JsonObject
        {
            ["as_of"] = asOf.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["status"] = Take("status"),
            ["label_zh"] = Take("zh"),
            ["c"] = Take("C"),
            ["e"] = Take("E"),
            ["r"] = Take("R"),
            ["af"] = Take("AF"),
            ["value"] = Take("value"),
            ["value_period"] = Take("value_period"),
            ["expected_value"] = Take("expected_value"),
            ["required_per_year"] = Take("required_per_year"),
            ["forecast"] = Take("forecast"),
            ["flags"] = Take("flags"),
            ["method_version"] = ProgressMethod.Version,
        };
    }
}
