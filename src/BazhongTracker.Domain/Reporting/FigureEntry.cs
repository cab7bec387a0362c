using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Reporting;

/// <summary>What is entered for a target and a period, already read as numbers.</summary>
public sealed record FigureEntry(Quarter Period, FigureNature Nature, decimal? Value)
{
    public string? Stage { get; init; }
    public DateOnly? StageDate { get; init; }

    /// <exception cref="RuleViolation">See <see cref="WrittenText.Read"/>.</exception>
    public string? DocumentNumber { get; init => field = WrittenText.Read(value, WrittenText.LongestDocument); }

    /// <exception cref="RuleViolation">See <see cref="WrittenText.Read"/>.</exception>
    public string? DocumentIssuer { get; init => field = WrittenText.Read(value, WrittenText.LongestDocument); }

    public string? Unit { get; init; }
    public string? Vintage { get; init; }
    public int Revision { get; init; }
    public bool Preliminary { get; init; }

    /// <exception cref="RuleViolation">See <see cref="WrittenText.Read"/>.</exception>
    public string? Note { get; init => field = WrittenText.Read(value); }

    /// <summary>Nothing but the note is another.</summary>
    public bool SaysTheSameAs(ReportedFigure figure) =>
        (Value, Stage, DocumentNumber, DocumentIssuer) == (figure.Value, figure.Stage, figure.DocumentNumber, figure.DocumentIssuer)
            && (StageDate == figure.StageDate || StageDate == figure.ReachedOn);
}
