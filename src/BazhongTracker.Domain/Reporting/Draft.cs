using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Reporting;

/// <summary>The cells of one row of the form exactly as typed, also where they are no number, and what the clerk said about them.</summary>
/// <param name="Text">For a stage the physical progress.</param>
/// <param name="Confirmed">The number that looks like a slip is right.</param>
/// <param name="Unchanged">本期无变化 was chosen.</param>
/// <param name="Revises">It is to correct the figure that was accepted.</param>
public sealed record DraftCells(string Text, string? Stage, string Note, bool Confirmed = false, bool Unchanged = false, bool Revises = false)
{
    /// <summary>For a stage: the day it was reached, and the document that proves it.</summary>
    public string Day { get; init; } = "";
    public string DocumentNumber { get; init; } = "";
    public string DocumentIssuer { get; init; } = "";

    public static DraftCells Nothing { get; } = new("", null, "");

    /// <exception cref="RuleViolation">See <see cref="WrittenText.Check"/>.</exception>
    public void Check()
    {
        WrittenText.Check(Text, WrittenText.LongestCell);
        WrittenText.Check(Stage, WrittenText.LongestCell);
        WrittenText.Check(Day, WrittenText.LongestCell);
        WrittenText.Check(DocumentNumber, WrittenText.LongestDocument);
        WrittenText.Check(DocumentIssuer, WrittenText.LongestDocument);
        WrittenText.Check(Note, WrittenText.Longest);
    }

    /// <summary>Whoever changed a cell since it was last seen keeps it; in every other cell what is stored counts.</summary>
    /// <param name="seen">What both began with.</param>
    public DraftCells Over(DraftCells seen, DraftCells stored) => stored == seen ? this : new DraftCells(
        Text != seen.Text ? Text : stored.Text,
        Stage != seen.Stage ? Stage : stored.Stage,
        Note != seen.Note ? Note : stored.Note,
        Confirmed != seen.Confirmed ? Confirmed : stored.Confirmed,
        Unchanged != seen.Unchanged ? Unchanged : stored.Unchanged,
        Revises != seen.Revises ? Revises : stored.Revises)
    {
        Day = Day != seen.Day ? Day : stored.Day,
        DocumentNumber = DocumentNumber != seen.DocumentNumber ? DocumentNumber : stored.DocumentNumber,
        DocumentIssuer = DocumentIssuer != seen.DocumentIssuer ? DocumentIssuer : stored.DocumentIssuer,
    };
}

/// <summary>What one person has typed for a target and a period and not reported: one row, seen by nobody else, gone with the report.</summary>
public sealed class Draft
{
    /// <summary>Afterwards the nightly job clears it away.</summary>
    public const int DaysKept = 400;

    private Draft()
    {
    }

    public long Id { get; private init; }
    public string UserName { get; private init; } = "";
    public int TargetId { get; private init; }
    public string AreaCode { get; private init; } = "";
    public int PeriodIndex { get; private init; }
    public string Text { get; private set; } = "";
    public string? Stage { get; private set; }
    public string Day { get; private set; } = "";
    public string DocumentNumber { get; private set; } = "";
    public string DocumentIssuer { get; private set; } = "";
    public string Note { get; private set; } = "";
    public bool Confirmed { get; private set; }
    public bool Unchanged { get; private set; }
    public bool Revises { get; private set; }
    public DateTime SavedAtUtc { get; private set; }

    /// <summary>Another one with every save, so that of two tabs the later sees what the earlier stored.</summary>
    public string Version { get; private set; } = "";

    public Quarter Period => Quarter.FromIndex(PeriodIndex);

    public DraftCells Cells => new(Text, Stage, Note, Confirmed, Unchanged, Revises)
    {
        Day = Day, DocumentNumber = DocumentNumber, DocumentIssuer = DocumentIssuer,
    };

    /// <exception cref="RuleViolation">See <see cref="DraftCells.Check"/>.</exception>
    public static Draft Of(Actor person, Target target, Quarter period, DraftCells cells, DateTime nowUtc)
    {
        var draft = new Draft { UserName = person.UserName, TargetId = target.Id, AreaCode = target.AreaCode, PeriodIndex = period.Index };
        draft.Keep(cells, nowUtc);
        return draft;
    }

    /// <exception cref="RuleViolation">See <see cref="DraftCells.Check"/>.</exception>
    public void Keep(DraftCells cells, DateTime nowUtc)
    {
        cells.Check();
        (Text, Stage, Note, Confirmed, Unchanged, Revises) = (cells.Text, cells.Stage, cells.Note, cells.Confirmed, cells.Unchanged, cells.Revises);
        (Day, DocumentNumber, DocumentIssuer) = (cells.Day, cells.DocumentNumber, cells.DocumentIssuer);
        SavedAtUtc = nowUtc;
        Version = Guid.CreateVersion7().ToString();
    }
}
