using BazhongTracker.Data;
using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BazhongTracker.Benchmarks;

/// <summary>The catalogue with the figures of a demonstration of 25 November 2026, in memory.</summary>
public sealed class DemoData
{
    private static readonly DateOnly Today = new(2026, 11, 25);
    private readonly ILookup<int, ReportedFigure> figures;
    private readonly IReadOnlyList<BenchmarkFigure> benchmarks;

    private DemoData(IReadOnlyList<Target> targets, IReadOnlyList<ReportedFigure> figures, IReadOnlyList<BenchmarkFigure> benchmarks)
    {
        Targets = targets;
        this.figures = figures.ToLookup(f => f.TargetId);
        this.benchmarks = benchmarks;
    }

    public IReadOnlyList<Target> Targets { get; }

    /// <summary>2021Q4 to 2026Q3.</summary>
    public IReadOnlyList<DateOnly> QuarterEnds { get; } = [.. Enumerable.Range(0, 20).Select(n => new Quarter(2021, 4).Plus(n).LastDay)];

    public static DemoData Load()
    {
        var file = Path.Combine(Path.GetTempPath(), $"tracker-benchmark-{Guid.NewGuid():N}.db");
        using var services = new ServiceCollection()
            .AddTrackerDatabase(DatabaseProvider.Sqlite, $"Data Source={file};Pooling=False", new AuditKey(1, new byte[AuditKey.Length]))
            .BuildServiceProvider();
        using var db = services.GetRequiredService<IDbContextFactory<TrackerDbContext>>().CreateDbContext();
        db.Database.Migrate();
        Seed.Decision(db).GetAwaiter().GetResult();
        Seed.Demo(db, Today.ToDateTime(new TimeOnly(4, 0), DateTimeKind.Utc), Today).GetAwaiter().GetResult();
        var loaded = new DemoData(
            db.Targets.AsNoTracking().ToList(), db.Figures.AsNoTracking().Where(f => f.State == FigureState.Accepted).ToList(), db.Benchmarks.AsNoTracking().ToList());
        db.Database.EnsureDeleted();
        return loaded;
    }

    public ProgressResult Judge(Target target, DateOnly asOf) => target.IsParent
        ? target.AssessMembers(Members(target).Select(m => (m, figures[m.Id])), asOf, benchmarks)
        : target.Assess(figures[target.Id], asOf, benchmarks);

    /// <summary>Of its kind the target, or the parent with the members, about which most was reported.</summary>
    public Target Richest(TargetKind kind, bool parent) => Targets.Where(t => t.Kind == kind && t.IsParent == parent)
        .MaxBy(t => parent ? Members(t).Sum(m => figures[m.Id].Count()) : figures[t.Id].Count())!;

    private IEnumerable<Target> Members(Target parent) => Targets.Where(t => t.ParentCode == parent.Code);
}
