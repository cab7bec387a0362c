using System.ComponentModel;
using BazhongTracker.Data;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Shared.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Api;

/// <summary>A figure in the columns of import and export, with its state. <paramref name="Period"/> is 2025 for a year, else 2025Q3.</summary>
public sealed record FigureView(
    string Code, string Area, string Period, FigureNature Nature, decimal? Value, string? Stage, DateOnly? StageDate, string? DocumentNumber,
    string? DocumentIssuer, string? Unit, string? Vintage, int Revision, bool Preliminary,
    DateOnly? Published, string? Source, string? Link, string? Note, FigureOrigin Origin, FigureState State, string ReportedBy, DateTime ReportedAt);

internal static class FiguresApi
{
    public static void MapFigures(this IEndpointRouteBuilder api)
    {
        api.MapGet("/targets/{code}/figures", async ([Description("The code of the target, for instance 06-08.")] string code, HttpContext http, TrackerDbContext db, Decisions decisions, TimeProvider clock, Permissions permissions, CancellationToken cancellation) =>
        {
            var decision = (await decisions.Default(cancellation)).Code;
            if (await db.Targets.AsNoTracking().SingleOrDefaultAsync(t => t.DecisionCode == decision && t.Code == code, cancellation) is not { } target)
            {
                return Results.NotFound();
            }

            var visible = await permissions.Of(SignedIn.ActorOf(http.User), Actions.ReadPending).Figures(db, clock.Today(), cancellation);
            var figures = await db.Figures.AsNoTracking()
                .Where(f => f.TargetId == target.Id && (f.State == FigureState.Accepted || visible.Any(v => v.Id == f.Id)))
                .ToListAsync(cancellation);
            return Results.Ok(figures.OrderBy(f => f.PeriodIndex).ThenBy(f => f.Nature).ThenBy(f => f.Published).ThenBy(f => f.Revision).Select(f => View(code, f)));
        }).Asks(Actions.ReadPublished).Answers<FigureView[]>("Its figures in order of time. What is not accepted is seen by the department that reported or leads it, and by reviewers and supervision of other departments.", mayBeUnknown: true);
        api.MapGet("/departments", async (TrackerDbContext db, CancellationToken cancellation) =>
            await db.Departments.AsNoTracking().OrderBy(d => d.Code).ToListAsync(cancellation))
            .Asks(Actions.ReadText).Answers<Department[]>("The departments that answer for targets, with their validity.");
    }

    private static FigureView View(string code, ReportedFigure figure) => new(
        code, figure.AreaCode, figure.Nature == FigureNature.Annual ? $"{figure.Period.Year}" : figure.Period.ToString(), figure.Nature, figure.Value, figure.Stage, figure.StageDate,
        figure.DocumentNumber, figure.DocumentIssuer, figure.Unit, figure.Vintage, figure.Revision, figure.Preliminary, figure.Published,
        figure.Source, figure.Link, figure.Note,
        figure.Origin, figure.State, figure.ReportedByName, figure.ReportedAtUtc);
}
