using BazhongTracker.Data;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Progress.Json;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Shared.Verdicts;

/// <summary>The accepted figures, benchmark series and members from which targets are judged.</summary>
public sealed class AcceptedFigures
{
    private readonly ILookup<int, ReportedFigure> figures;
    private readonly IReadOnlyList<BenchmarkFigure> benchmarks;
    private readonly ILookup<(string, string?), Target> members;

    private AcceptedFigures(IEnumerable<ReportedFigure> figures, IReadOnlyList<BenchmarkFigure> benchmarks, IEnumerable<Target> targets)
    {
        this.figures = figures.ToLookup(f => f.TargetId);
        this.benchmarks = benchmarks;
        members = targets.OrderBy(t => t.Code, StringComparer.Ordinal).ToLookup(t => (t.DecisionCode, t.ParentCode));
    }

    public static async Task<AcceptedFigures> OfAll(TrackerDbContext db, CancellationToken cancellation) => new(
        await db.Figures.AsNoTracking().Where(f => f.State == FigureState.Accepted).ToListAsync(cancellation),
        await db.Benchmarks.AsNoTracking().ToListAsync(cancellation),
        await db.Targets.AsNoTracking().ToListAsync(cancellation));

    /// <summary>What concerns one target: its own figures, for a parent those of its members.</summary>
    public static async Task<AcceptedFigures> Of(TrackerDbContext db, Target target, CancellationToken cancellation)
    {
        var family = target.IsParent ? await db.Targets.AsNoTracking().Where(t => t.DecisionCode == target.DecisionCode && t.ParentCode == target.Code).ToListAsync(cancellation) : [target];
        var ids = family.ConvertAll(t => t.Id);
        return new AcceptedFigures(
            await db.Figures.AsNoTracking().Where(f => ids.Contains(f.TargetId) && f.State == FigureState.Accepted).ToListAsync(cancellation),
            family.Exists(t => t.Versions.Any(v => v.Kind == TargetKind.Beat)) ? await db.Benchmarks.AsNoTracking().ToListAsync(cancellation) : [],
            family);
    }

    /// <summary>By the version of the target that was in force and known on the day.</summary>
    /// <returns>The status and the working as it is stored.</returns>
    public (ProgressStatus Status, string Working) Judge(Target target, DateOnly asOf, MethodSettings settings)
    {
        var then = target.On(asOf);
        var result = target.IsParent
            ? then.AssessMembers(members[(target.DecisionCode, target.Code)].Select(m => (m.On(asOf), figures[m.Id].AsEnumerable())), asOf, benchmarks, settings)
            : then.Assess(figures[target.Id], asOf, benchmarks, settings);
        return (result.Status, Working.Write(result, settings.For(target.Code)));
    }
}
