using System.Globalization;
using BazhongTracker.Domain.Reporting;

namespace BazhongTracker.Web.Features.Reporting;

/// <summary>One row of the form: what is asked, and what the clerk has written so far. A new look at the facts never touches what was written.</summary>
public sealed partial class EntryRow(OwedFigure owed)
{
    private string? operationId;
    private DraftCells? posted;

    public OwedFigure Owed { get; private set; } = owed;
    public RowDraft Draft { get; } = new();
    public string Key => Owed.Key;

    /// <summary>As typed; for a stage the physical progress.</summary>
    public string Text { get; private set; } = Plain(Returned(owed)?.Value);
    public string? Stage { get; private set; } = Returned(owed)?.Stage;
    public string Note { get; private set; } = "";
    public bool NoteOpen { get; set; }

    /// <summary>The clerk says the number that looks like a slip is right.</summary>
    public bool Confirmed { get; private set; }

    /// <summary>本期无变化 was chosen: the value is that of <see cref="LastSaid"/>.</summary>
    public bool Unchanged { get; private set; }

    /// <summary>Something was written that is not sent yet.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>The sentence with which the last sending was refused.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Its turn to be stored has come or will come: nothing can be typed meanwhile.</summary>
    public bool IsSending { get; private set; }

    /// <summary>The answer of the database did not come: whether the row is stored is being looked up.</summary>
    public bool IsVerifying { get; private set; }

    /// <summary>What stands here was written after the row had been sent, so it is in no report.</summary>
    public bool IsLater { get; private set; }

    /// <summary>What was typed reached the row after the button was pressed.</summary>
    public bool ChangedSincePosted => posted is not null && posted != Now;

    public bool IsStage => Owed.Nature == FigureNature.Stage;

    /// <summary>There is a report that waits or counts already: nothing more can be sent.</summary>
    public bool IsReported => Owed.Said is { State: FigureState.AwaitingReview } || Owed.Said is { State: FigureState.Accepted } && !IsRevising;

    public bool IsOpen => !IsReported && (IsRevising || !Owed.IsClosed && Owed.Duty is (ReportingDuty.Asked or ReportingDuty.Settled));

    /// <summary>Also where a colleague was faster: what was typed stays until it is given up.</summary>
    public bool TakesDrafts => IsRevising || Owed.MayRevise || Owed.Duty is (ReportingDuty.Asked or ReportingDuty.Settled);

    /// <summary>What the draft should hold: what was written, and over it what is being typed.</summary>
    public DraftCells Cells => Draft.Now(Now, IsDirty);

    /// <summary>应报: owed whatever is typed. What settled the target by being accepted still counts.</summary>
    public bool IsAsked => Owed is { IsClosed: false } and ({ Duty: ReportingDuty.Asked } or { Duty: ReportingDuty.Settled, InForce: not null });

    /// <summary>A report for the period waits or counts, whatever is being typed over it.</summary>
    public bool IsHandedIn => Owed.InForce is not null || Owed.Said is { State: FigureState.AwaitingReview };

    public ReportedFigure? LastSaid => Owed.History.NewestBefore(Owed.Period);

    /// <summary>Stages, counts and what stands at a date may stay as they were; what adds up within a year may not.</summary>
    public bool MayBeUnchanged => LastSaid is not null && !IsRevising && Owed.Nature is (FigureNature.Stage or FigureNature.Cum or FigureNature.Point);

    /// <summary>Made once when the row is first changed, kept for every retry until the figure is stored.</summary>
    public string OperationId => operationId ??= Guid.CreateVersion7().ToString();

    /// <summary>The input was emptied again: that is no zero, and the row says so.</summary>
    public bool Emptied { get; private set; }

    public void Type(string? text)
    {
        Draft.Leave(RowDraft.TextPart);
        LeaveNoLonger();
        Text = text ?? "";
        Confirmed = false;
        Changed();
        Emptied = string.IsNullOrWhiteSpace(Text);
        IsDirty = !Emptied || Note.Length > 0 || IsStage && Stage is not null;
    }

    public void Choose(string? stage)
    {
        Draft.Leave(RowDraft.StagePart);
        var before = Stage;
        Stage = string.IsNullOrEmpty(stage) ? null : stage;
        FollowStage(before);
        Text = FigureRules.HasPhysicalProgress(Owed.Target, Stage) ? Text : "";
        LeaveNoLonger();
        Changed();
    }

    public void Explain(string? note)
    {
        Draft.Leave(RowDraft.NotePart);
        Note = note ?? "";
        Changed();
    }

    /// <summary>What the browser says of a cell: with the cursor in it the row is not drawn anew, but its draft is stored.</summary>
    public void Hear(TypedCell cell)
    {
        switch (cell)
        {
            case
            {
                Left: false,
                Part: RowDraft.TextPart or RowDraft.StagePart or RowDraft.DayPart
                    or RowDraft.NumberPart or RowDraft.IssuerPart or RowDraft.NotePart,
            }:
                Draft.Hear(cell.Part, cell.Text);
                break;
            case { Part: RowDraft.TextPart } when cell.Text != Text: Type(cell.Text); break;
            case { Part: RowDraft.StagePart } when cell.Text != (Stage ?? ""): Choose(cell.Text); break;
            case { Part: RowDraft.DayPart } when cell.Text != Day: DateStage(cell.Text); break;
            case { Part: RowDraft.NumberPart } when cell.Text != DocumentNumber: CiteNumber(cell.Text); break;
            case { Part: RowDraft.IssuerPart } when cell.Text != DocumentIssuer: CiteIssuer(cell.Text); break;
            case { Part: RowDraft.NotePart } when cell.Text != Note: Explain(cell.Text); break;
            default: Draft.Leave(cell.Part); break;
        }
    }

    /// <returns>Whether the row shows something it did not show before.</returns>
    public bool SeeDraft(Draft? draft)
    {
        if (Draft.See(draft, Now, IsDirty) is not { } cells)
        {
            return false;
        }

        if (cells == DraftCells.Nothing)
        {
            Empty();
            return true;
        }

        (Day, DocumentNumber, DocumentIssuer) = (cells.Day, cells.DocumentNumber, cells.DocumentIssuer);
        (Text, Stage, Note, Confirmed, Unchanged, IsRevising) = (cells.Text, cells.Stage, cells.Note, cells.Confirmed, cells.Unchanged, cells.Revises);
        NoteOpen = Note.Length > 0 && !Unchanged;
        Changed();
        return true;
    }

    public void Confirm()
    {
        Draft.LeaveAll();
        Confirmed = true;
        Changed();
    }

    /// <param name="note">The words 本期无变化, stored with the figure.</param>
    public void LeaveUnchanged(string note)
    {
        Draft.LeaveAll();
        Note = Note.Length == 0 ? note : Note;
        Text = Plain(LastSaid!.Value);
        Stage = LastSaid.Stage;
        (Day, DocumentNumber, DocumentIssuer) = UsualProof(Stage);
        Confirmed = Unchanged = true;
        Changed();
    }

    /// <summary>Gives up what was written.</summary>
    public void Undo()
    {
        Draft.LeaveAll();
        Empty();
    }

    private void Empty()
    {
        Note = "";
        TakeOver(Returned(Owed));
        Confirmed = Unchanged = IsDirty = IsLater = Emptied = NoteOpen = IsRevising = false;
        Refusal = null;
    }

    /// <summary>Takes the newest facts; what was written stays.</summary>
    public void See(OwedFigure owed)
    {
        var newlyReturned = owed.Said?.State == FigureState.Returned && owed.Said.Id != Owed.Said?.Id || owed.Said?.State == FigureState.Returned && IsReported;
        var before = Owed;
        Owed = owed;
        SeeWithdrawal(before);
        if (operationId is not null && owed.Said?.OperationId == operationId)
        {
            // The answer was lost on its way, the figure was not.
            Sent();
        }

        if (newlyReturned && !IsDirty)
        {
            TakeOver(owed.Said);
        }
    }

    /// <summary>Digits without separators, as the one number grammar reads them.</summary>
    public static string Plain(decimal? value) => value?.ToString("0.########", CultureInfo.InvariantCulture) ?? "";

    private DraftCells Now => new(Text, Stage, Note, Confirmed, Unchanged, IsRevising)
    {
        Day = Day, DocumentNumber = DocumentNumber, DocumentIssuer = DocumentIssuer,
    };

    private static ReportedFigure? Returned(OwedFigure owed) => owed.Said is { State: FigureState.Returned } said ? said : null;

    // The words of 本期无变化 must not stay with another value.
    private void LeaveNoLonger()
    {
        Note = Unchanged ? "" : Note;
        Unchanged = false;
    }

    private void Changed()
    {
        Begin();
        IsDirty = true;
        Emptied = false;
        Refusal = null;
        _ = OperationId;
    }
}
