using BazhongTracker.Domain.Reporting;

namespace BazhongTracker.Web.Features.Reporting;

/// <summary>A cell as the browser reports it while somebody types.</summary>
/// <param name="Part">text, stage, day, number, issuer or note.</param>
/// <param name="Left">The cell was left with this text; otherwise the cursor is still in it.</param>
public sealed record TypedCell(string Key, string Part, string Text, bool Left);

/// <summary>A text of the same cell from another tab of the person.</summary>
public sealed record OtherText(string Part, string Text);

/// <summary>The draft of one row: what the database holds, what is being typed and not left yet, and what another tab of the same person stored meanwhile.</summary>
public sealed class RowDraft
{
    public const string TextPart = "text", StagePart = "stage", DayPart = "day", NumberPart = "number", IssuerPart = "issuer",
        NotePart = "note";

    private readonly Dictionary<string, string> heard = [];
    private readonly Dictionary<string, string> elsewhere = [];
    private readonly HashSet<string> typedHere = [];

    /// <summary>As far as this page knows.</summary>
    public DraftCells Stored { get; private set; } = DraftCells.Nothing;

    public DateTime? SavedAtUtc { get; private set; }

    /// <summary>The last attempt to store it failed.</summary>
    public bool IsLate { get; set; }

    /// <summary>The sentence with which <see cref="Refused"/> was not stored.</summary>
    public string? Refusal { get; private set; }
    public DraftCells? Refused { get; private set; }

    /// <summary>When another tab stored what has been taken over here; null where nothing was.</summary>
    public DateTime? TakenOverUtc { get; private set; }

    /// <summary>What another tab stored in the cell where the cursor is here; it counts until something is typed here.</summary>
    public string? Elsewhere => elsewhere.Values.FirstOrDefault();

    /// <summary>Two tabs wrote in the same cell: the text that gave way. It is offered until the person has chosen.</summary>
    public OtherText? GaveWay { get; private set; }

    public void Choose() => GaveWay = null;

    /// <summary>What was typed here was stored over what another tab had stored.</summary>
    /// <param name="unseen">What this page had not seen; null where there was nothing of the kind.</param>
    public void Replace(DraftCells? unseen, DraftForm form)
    {
        if (unseen is null)
        {
            return;
        }

        foreach (var (part, text) in Parts(unseen))
        {
            if (text.Length > 0 && text != PartOf(form.Seen, part) && text != PartOf(form.Cells, part)
                && PartOf(form.Cells, part) != PartOf(form.Seen, part))
            {
                GaveWay ??= new OtherText(part, text);
            }
        }
    }

    public void Hear(string part, string text)
    {
        typedHere.Add(part);
        heard[part] = text;
        elsewhere.Remove(part);
        TakenOverUtc = null;
    }

    /// <summary>The cell was left: the row itself holds it now.</summary>
    public void Leave(string part)
    {
        typedHere.Add(part);
        heard.Remove(part);
        elsewhere.Remove(part);
        TakenOverUtc = null;
    }

    public void LeaveAll()
    {
        heard.Clear();
        elsewhere.Clear();
        typedHere.Clear();
        (TakenOverUtc, GaveWay) = (null, null);
    }

    /// <summary>What should be stored.</summary>
    /// <param name="row">What stands in the row, without what is being typed; <paramref name="isDirty"/>: something was written there.</param>
    public DraftCells Now(DraftCells row, bool isDirty)
    {
        if (!isDirty && heard.Count == 0)
        {
            return DraftCells.Nothing;
        }

        var stage = Part(StagePart) ?? row.Stage;
        var cells = row with
        {
            Text = Part(TextPart) ?? row.Text,
            Stage = string.IsNullOrEmpty(stage) ? null : stage,
            Day = Part(DayPart) ?? row.Day,
            DocumentNumber = Part(NumberPart) ?? row.DocumentNumber,
            DocumentIssuer = Part(IssuerPart) ?? row.DocumentIssuer,
            Note = Part(NotePart) ?? row.Note,
        };
        return cells is { Text: "", Stage: null, Day: "", DocumentNumber: "", DocumentIssuer: "", Note: "" } ? DraftCells.Nothing : cells;
    }

    /// <summary>Takes what the database holds now.</summary>
    /// <returns>What the row has to show, or null when nothing is new.</returns>
    public DraftCells? See(Draft? draft, DraftCells row, bool isDirty)
    {
        var (seen, stored) = (Stored, draft?.Cells ?? DraftCells.Nothing);
        (Stored, SavedAtUtc) = (stored, draft?.SavedAtUtc);
        if (stored == seen)
        {
            return null;
        }

        var mine = Now(row, isDirty);
        var merged = mine.Over(seen, stored);
        if (merged == mine)
        {
            return null;
        }

        foreach (var (part, text) in Parts(mine))
        {
            if (text != PartOf(merged, part) && !heard.ContainsKey(part) && typedHere.Remove(part) && text.Length > 0)
            {
                GaveWay ??= new OtherText(part, text);
            }
        }

        TakenOverUtc = seen == DraftCells.Nothing && mine == DraftCells.Nothing ? null : draft?.SavedAtUtc;
        return merged with
        {
            Text = UnderTheCursor(TextPart, merged.Text) ? row.Text : merged.Text,
            Stage = UnderTheCursor(StagePart, merged.Stage ?? "") ? row.Stage : merged.Stage,
            Day = UnderTheCursor(DayPart, merged.Day) ? row.Day : merged.Day,
            DocumentNumber = UnderTheCursor(NumberPart, merged.DocumentNumber) ? row.DocumentNumber : merged.DocumentNumber,
            DocumentIssuer = UnderTheCursor(IssuerPart, merged.DocumentIssuer) ? row.DocumentIssuer : merged.DocumentIssuer,
            Note = UnderTheCursor(NotePart, merged.Note) ? row.Note : merged.Note,
        };
    }

    /// <summary>These cells were sent and are stored.</summary>
    public void Keep(DraftCells sent)
    {
        Stored = sent;
        IsLate = false;
        Refused = null;
        Refusal = null;
    }

    /// <summary>It is not tried again before something is changed.</summary>
    public void Refuse(DraftCells sent, string sentence) => (Refused, Refusal, IsLate) = (sent, sentence, true);

    /// <summary>Nothing is stored any more: reported, or given up.</summary>
    public void End()
    {
        LeaveAll();
        Keep(DraftCells.Nothing);
        SavedAtUtc = null;
    }

    private static IEnumerable<(string Part, string Text)> Parts(DraftCells cells) =>
        [(TextPart, cells.Text), (StagePart, cells.Stage ?? ""), (NotePart, cells.Note)];

    private static string PartOf(DraftCells cells, string part) => Parts(cells).Single(p => p.Part == part).Text;

    private string? Part(string part) => elsewhere.GetValueOrDefault(part) ?? heard.GetValueOrDefault(part);

    private bool UnderTheCursor(string part, string stored)
    {
        if (!heard.TryGetValue(part, out var typed))
        {
            return false;
        }

        if (typed != stored)
        {
            elsewhere[part] = stored;
        }

        return true;
    }
}
