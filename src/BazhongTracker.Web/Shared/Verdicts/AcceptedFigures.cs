using System.Text.Json.Nodes;
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
    private readonly Dictionary<string, Target> byCode;

    private AcceptedFigures(IEnumerable<ReportedFigure> figures, IReadOnlyList<BenchmarkFigure> benchmarks, IEnumerable<Target> targets)
    {
        this.figures = figures.ToLookup(f => f.TargetId);
        this.benchmarks = benchmarks;
        byCode = targets.ToDictionary(t => t.Code);
    }

    public static async Task<AcceptedFigures> OfAll(TrackerDbContext db, CancellationToken cancellation) => new(
        await db.Figures.AsNoTracking().Where(f => f.State == FigureState.Accepted).ToListAsync(cancellation),
        await db.Benchmarks.AsNoTracking().ToListAsync(cancellation),
        await db.Targets.AsNoTracking().ToListAsync(cancellation));

    /// <summary>What concerns one target: its own figures, for a parent those of its members.</summary>
    public static async Task<AcceptedFigures> Of(TrackerDbContext db, Target target, CancellationToken cancellation)
    {
        var codes = MembersOf(target);
        var family = target.IsParent ? await db.Targets.AsNoTracking().Where(t => codes.Contains(t.Code)).ToListAsync(cancellation) : [target];
        var ids = family.ConvertAll(t => t.Id);
        return new AcceptedFigures(
            await db.Figures.AsNoTracking().Where(f => ids.Contains(f.TargetId) && f.State == FigureState.Accepted).ToListAsync(cancellation),
            family.Exists(t => t.Kind == TargetKind.Beat) ? await db.Benchmarks.AsNoTracking().ToListAsync(cancellation) : [],
            family);
    }

    /// <returns>The status and the working as it is stored.</returns>
    public (ProgressStatus Status, string Working) Judge(Target target, DateOnly asOf, MethodSettings settings)
    {
        var result = target.IsParent
            ? target.AssessMembers(MembersOf(target).Where(byCode.ContainsKey).Select(code => (byCode[code], figures[byCode[code].Id])), asOf, benchmarks, settings)
            : target.Assess(figures[target.Id], asOf, benchmarks, settings);
        return (result.Status, Working.Write(result, settings.For(target.Code)));
    }

    private static List<string> MembersOf(Target target) =>
        target.IsParent ? [.. JsonNode.Parse(target.RowJson)!["members"]!.AsArray().Select(m => m!.GetValue<string>())] : [];
}
