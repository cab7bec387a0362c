using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress;

/// <summary>One published value of a national or provincial series against which a target is measured. Never edited; a revision is another row.</summary>
public sealed class BenchmarkFigure
{
    public int Id { get; init; }

    /// <summary>The name in the catalogue's <c>benchmarks</c>, for instance <c>urban_income_growth.sichuan</c>.</summary>
    public required string Series { get; init; }

    /// <summary>Index of the quarter (4·year + quarter); a yearly figure has the index of its fourth quarter.</summary>
    public int PeriodIndex { get; init; }

    public FigureNature Nature { get; init; }
    public decimal Value { get; init; }
    public bool Preliminary { get; init; }
    public int Revision { get; init; }
    public DateOnly Published { get; init; }
    public FigureOrigin Origin { get; init; }
    public string? Source { get; init; }
    public string? Link { get; init; }

    /// <summary>Where the row came from; the same row seeded twice is one.</summary>
    public required string OperationId { get; init; }

    public Quarter Period => Quarter.FromIndex(PeriodIndex);
}
