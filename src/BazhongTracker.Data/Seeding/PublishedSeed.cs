using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Data.Seeding;

public static partial class Seed
{

    /// <summary>Profile <c>published</c>: real public figures, stages and benchmark series. The catalogue must be there.</summary>
    /// <returns>How many rows were added; a run that adds some leaves one audit row.</returns>
    /// <exception cref="InvalidDataException">A file is refused, or names a target that is not in the database or cannot have such a figure.</exception>
    public static Task<int> Published(TrackerDbContext db, DateTime nowUtc, CancellationToken cancellation = default) =>
        Published(db, _ => true, nowUtc, cancellation);

    private static async Task<int> Published(TrackerDbContext db, Func<PublishedFigure, bool> wanted, DateTime nowUtc, CancellationToken cancellation)
    {
        var targets = await db.Targets.AsNoTracking().Where(t => t.DecisionCode == DecisionFolder.Main.Code).ToDictionaryAsync(t => t.Code, cancellation);
        var known = (await db.Figures.Where(f => f.Origin == FigureOrigin.Published).Select(f => f.OperationId).ToListAsync(cancellation)).ToHashSet();
        var knownSeries = (await db.Benchmarks.Select(b => b.OperationId).ToListAsync(cancellation)).ToHashSet();

        var figures = PublishedFiles.ReadFigures().Concat(PublishedFiles.ReadStages())
            .Where(f => wanted(f) && !known.Contains(f.OperationId))
            .Select(f => f.For(TargetOf(f, targets), nowUtc)).ToList();
        var benchmarks = PublishedFiles.ReadBenchmarks().Where(b => !knownSeries.Contains(b.OperationId)).ToList();
        if (figures.Count + benchmarks.Count == 0)
        {
            return 0;
        }

        db.AddRange(figures);
        db.AddRange(benchmarks);
        db.Add(SeedAudit("published", figures.Count, benchmarks.Count, nowUtc));
        await db.SaveChangesAsync(cancellation);
        return figures.Count + benchmarks.Count;
    }

    private static Target TargetOf(PublishedFigure figure, Dictionary<string, Target> targets)
    {
        if (!targets.TryGetValue(figure.Code, out var target) || target.IsParent)
        {
            throw figure.Row.Bad($"{figure.Code} is not a target that has figures");
        }

        if (figure.Entry.Nature != target.NatureFor(figure.Entry.Period))
        {
            throw figure.Row.Bad($"{target.Code} has no figure of nature {figure.Entry.Nature} for {figure.Entry.Period}");
        }

        if (figure.Entry.Stage is { } stage && PublishedLadders.Weight(target, stage) is null)
        {
            throw figure.Row.Bad($"{stage} is not a stage of {target.Code}");
        }

        if (figure.Area is { } area && area != target.AreaCode)
        {
            throw figure.Row.Bad($"{target.Code} is not about {area}");
        }

        if (figure.Entry.Nature != FigureNature.Stage && figure.Entry.Unit != target.Unit)
        {
            throw figure.Row.Bad($"{target.Code} is in {target.Unit}, not {figure.Entry.Unit}");
        }

        return target;
    }

    private static AuditRow SeedAudit(string profile, int figures, int benchmarks, DateTime nowUtc) => AuditRow.Of(
        Actor.HistoricalImport, "seed", $"profile {profile}", null, $"figures {figures}, benchmarks {benchmarks}", nowUtc, FormattableString.Invariant($"seed:{profile}:{nowUtc:O}"));
}
