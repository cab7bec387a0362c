using BazhongTracker.Data;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Progress.Json;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Shared.Verdicts;

/// <summary>The accepted figures from which targets are judged.</summary>
public sealed class Evidence(ILookup<int, ReportedFigure> figures)
{
    public static async Task<Evidence> OfAll(TrackerDbContext db, CancellationToken cancellation) =>
        new((await db.Figures.AsNoTracking().Where(f => f.State == FigureState.Accepted).ToListAsync(cancellation)).ToLookup(f => f.TargetId));

    public static async Task<Evidence> Of(TrackerDbContext db, Target target, CancellationToken cancellation) =>
        new((await db.Figures.AsNoTracking().Where(f => f.TargetId == target.Id && f.State == FigureState.Accepted).ToListAsync(cancellation))
            .ToLookup(f => f.TargetId));

    /// <returns>The status and the working as it is stored.</returns>
    public (ProgressStatus Status, string Working) Judge(Target target, DateOnly asOf)
    {
        var result = target.Assess(figures[target.Id], asOf);
        return (result.Status, Working.Write(result));
    }
}
