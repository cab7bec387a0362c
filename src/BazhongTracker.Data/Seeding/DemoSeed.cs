using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Data.Seeding;

public static partial class Seed
{
    private const string WhyReopened = "2025年全年粮食产量终期数逾期未报，开放补报";

    /// <summary>Profile <c>demo</c>: the published rows and, marked 演示, invented figures up to the last closed quarter; the open quarter partly reported.</summary>
    /// <remarks>Run again on a later day it adds what has become due since and changes nothing that is there. Never for Production.</remarks>
    /// <param name="today">The day in Shanghai.</param>
    /// <returns>How many rows were added.</returns>
    public static async Task<int> Demo(TrackerDbContext db, DateTime nowUtc, DateOnly today, CancellationToken cancellation = default)
    {
        var added = await Published(db, f => (f.Code, f.Entry.Period) != DemoFigures.LeftToReport, nowUtc, cancellation);
        var open = ReportingPeriod.OpenOn(today).Quarter;
        var targets = (await db.Targets.AsNoTracking().Where(t => t.DecisionCode == DecisionFolder.Main.Code && !t.IsParent).ToListAsync(cancellation)).OrderBy(t => t.Code, StringComparer.Ordinal).ToList();
        var leads = await db.Assignments.AsNoTracking().Where(a => a.Responsibility == Responsibility.Lead).ToListAsync(cancellation);
        var stored = await db.Figures.AsNoTracking().Select(f => new { f.TargetId, f.PeriodIndex, f.Origin, f.OperationId }).ToListAsync(cancellation);
        var known = stored.Select(f => f.OperationId).ToHashSet();
        var taken = stored.Where(f => f.Origin != FigureOrigin.Demo).Select(f => (f.TargetId, f.PeriodIndex)).ToHashSet();

        var publishedSeries = PublishedFiles.ReadBenchmarks();
        var benchmarks = new DemoBenchmarks(publishedSeries);
        var invention = new DemoFigures([.. PublishedFiles.ReadFigures(), .. PublishedFiles.ReadStages()], benchmarks);
        var openQuarter = new DemoOpenQuarter(today, nowUtc, leads);
        var figures = new List<ReportedFigure>();
        foreach (var target in targets)
        {
            var invented = invention.Of(target, open).Where(f => !taken.Contains((target.Id, f.Entry.Period.Index))).ToList();
            figures.AddRange(invented.Where(f => f.Entry.Period < open && f.Published <= today && !known.Contains(f.OperationId)).Select(f => f.Accepted(target, f.Published, nowUtc)));
            openQuarter.Ask(target, invented.FirstOrDefault(f => f.Entry.Period == open));
        }

        var reviews = new List<Review>();
        // Once begun, the open quarter belongs to the people who try the system.
        if (!stored.Exists(f => f.Origin == FigureOrigin.Demo && f.PeriodIndex == open.Index))
        {
            figures.AddRange(openQuarter.Figures(reviews));
        }

        var knownSeries = (await db.Benchmarks.Select(b => b.OperationId).ToListAsync(cancellation)).ToHashSet();
        var series = benchmarks.Missing(open).Where(b => b.Published <= today && !knownSeries.Contains(b.OperationId)).ToList();
        db.AddRange(figures);
        db.AddRange(reviews);
        db.AddRange(series);
        added += figures.Count + series.Count + await Reopen(db, today, cancellation);
        if (figures.Count + series.Count > 0)
        {
            db.Add(SeedAudit("demo", figures.Count, series.Count, nowUtc));
        }

        await db.SaveChangesAsync(cancellation);
        return added;
    }

    private static async Task<int> Reopen(TrackerDbContext db, DateOnly today, CancellationToken cancellation)
    {
        var (code, period) = DemoFigures.LeftToReport;
        var target = await db.Targets.AsNoTracking().SingleOrDefaultAsync(t => t.DecisionCode == DecisionFolder.Main.Code && t.Code == code, cancellation);
        if (target is null || await db.Reopenings.AnyAsync(r => r.TargetId == target.Id && r.PeriodIndex == period.Index, cancellation))
        {
            return 0;
        }

        db.Add(new Reopening { TargetId = target.Id, PeriodIndex = period.Index, Until = today.AddYears(1), Reason = WhyReopened, OpenedBy = DemoCast.Supervision.UserName });
        return 1;
    }
}
