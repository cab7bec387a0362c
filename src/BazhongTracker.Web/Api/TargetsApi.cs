using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Nodes;
using BazhongTracker.Data;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Shared.Catalogue;
using BazhongTracker.Web.Shared.Verdicts;
using BazhongTracker.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Api;

/// <summary>A target is its catalogue row, who leads it today, and its assessment.</summary>
internal static class TargetsApi
{
    public static void MapTargets(this IEndpointRouteBuilder api)
    {
        api.MapGet("/targets", async (TrackerDbContext db, Decisions decisions, TimeProvider clock, Why why, CancellationToken cancellation) =>
        {
            var decision = (await decisions.Default(cancellation)).Code;
            var verdicts = await db.CurrentVerdicts(cancellation);
            var assigned = (await Assigned(db, clock, cancellation)).ToLookup(a => a.TargetId);
            var reports = await db.ReportsUntil(clock.Today(), cancellation);
            var targets = (await db.Targets.AsNoTracking().Where(t => t.DecisionCode == decision).OrderBy(t => t.Code).ToListAsync(cancellation)).ConvertAll(t => t.On(clock.Today()));
            var members = targets.ToLookup(t => t.ParentCode, t => t.Code);
            return targets.Select(t => View(t, [.. members[t.Code]], assigned[t.Id], verdicts.GetValueOrDefault(t.Id), reports, why));
        }).Asks(Actions.ReadPublished).Answers<TargetShape[]>("Every row of the catalogue with who leads it today and the verdict in force.");
        api.MapGet("/targets/{code}", async ([Description("The code of the target, for instance 06-08.")] string code, TrackerDbContext db, Decisions decisions, TimeProvider clock, Why why, CancellationToken cancellation) =>
        {
            var decision = (await decisions.Default(cancellation)).Code;
            if (await db.Targets.AsNoTracking().SingleOrDefaultAsync(t => t.DecisionCode == decision && t.Code == code, cancellation) is not { } target)
            {
                return Results.NotFound();
            }

            var members = target.IsParent
                ? await db.Targets.Where(t => t.DecisionCode == decision && t.ParentCode == target.Code).Select(t => t.Code).OrderBy(c => c).ToListAsync(cancellation) : [];
            var verdicts = await db.CurrentVerdicts(cancellation);
            var assigned = (await Assigned(db, clock, cancellation)).Where(a => a.TargetId == target.Id);
            return Results.Ok(
                View(target.On(clock.Today()), members, assigned, verdicts.GetValueOrDefault(target.Id), await db.ReportsUntil(clock.Today(), cancellation), why));
        }).Asks(Actions.ReadPublished).Answers<TargetShape>("One row of the catalogue with who leads it today and the verdict in force.", mayBeUnknown: true);
        api.MapGet("/assessments", async ([Description("A day not after today, YYYY-MM-DD.")] string? as_of, TrackerDbContext db, Decisions decisions, TimeProvider clock, Why why, CancellationToken cancellation) =>
        {
            var decision = (await decisions.Default(cancellation)).Code;
            DateOnly? asOf = null;
            if (as_of is not null)
            {
                if (!DateOnly.TryParseExact(as_of, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day > clock.Today())
                {
                    return Results.Problem("as_of is a day, written YYYY-MM-DD, not after today.", statusCode: StatusCodes.Status400BadRequest);
                }

                asOf = day;
            }

            var verdicts = await db.VerdictsOn(asOf, cancellation);
            var judgedOn = asOf ?? clock.Today();
            var targets = (await db.Targets.AsNoTracking().Where(t => t.DecisionCode == decision).OrderBy(t => t.Code).ToListAsync(cancellation)).ConvertAll(t => t.On(judgedOn));
            var leads = (await db.Assignments.AsNoTracking().LeadingOn(judgedOn).ToListAsync(cancellation))
                .ToLookup(a => a.TargetId, a => a.DepartmentCode);
            var reports = await db.ReportsUntil(judgedOn, cancellation);
            return Results.Ok(from target in targets
                              where verdicts.ContainsKey(target.Id)
                              let verdict = verdicts[target.Id]
                              let gap = reports.Gap(target, verdict, leads[target.Id].FirstOrDefault())
                              select new JsonObject
                              {
                                  ["target"] = target.Code, ["assessment"] = AssessmentView.Of(target, verdict, gap, why),
                              });
        }).Asks(Actions.ReadPublished).Answers<AssessedShape[]>("The verdicts as of a day, from the figures visible then; without as_of the verdicts in force.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<List<Assignment>> Assigned(TrackerDbContext db, TimeProvider clock, CancellationToken cancellation)
    {
        return await db.Assignments.AsNoTracking().HeldOn(clock.Today()).ToListAsync(cancellation);
    }

    private static JsonNode View(Target target, IReadOnlyList<string> members, IEnumerable<Assignment> assigned, Verdict? verdict, ReportsUntil reports, Why why)
    {
        var row = CatalogueRow.Of(target, members);
        var lead = assigned.FirstOrDefault(a => a.Responsibility == Responsibility.Lead)?.DepartmentCode;
        row["lead"] = lead;
        row["supporting"] = new JsonArray([.. assigned.Where(a => a.Responsibility == Responsibility.Supporting)
            .Select(a => JsonValue.Create(a.DepartmentCode)).OrderBy(d => d.GetValue<string>(), StringComparer.Ordinal)]);
        row["assessment"] = verdict is null ? null : AssessmentView.Of(target, verdict, reports.Gap(target, verdict, lead), why);
        return row;
    }
}
