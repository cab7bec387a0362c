using BazhongTracker.Domain.Reporting;

namespace BazhongTracker.Web.Features.Reporting;

/// <summary>Something else was stored for the period while this row was being written.</summary>
/// <param name="Theirs">What is stored now.</param>
/// <param name="Base">What was stored when the writing began; null where that was nothing or is not known any more.</param>
public sealed record Meeting(ReportedFigure Theirs, ReportedFigure? Base);

/// <content>Two people at one figure: nobody's writing is lost, and the person chooses.</content>
public sealed partial class EntryRow
{
    private ReportedFigure? begun;
    private ReportedFigure? answered;

    /// <summary>To be chosen: 保留我的 or 采用对方的. Until then the row is not sent.</summary>
    public Meeting? Meeting => IsDirty && !IsLater && Owed.Said is { } theirs && !Same(theirs, answered) && (IsReported || !Same(theirs, begun))
        ? new Meeting(theirs, Same(theirs, begun) ? null : begun)
        : null;

    /// <summary>What was written stays. It can be sent once the other report is no longer in the way.</summary>
    public void KeepMine() => answered = Owed.Said;

    /// <summary>Gives up what was written; where the other was returned the row starts from that.</summary>
    public void TakeTheirs() => Undo();

    /// <summary>Takes the text that another tab of the same person had in the cell.</summary>
    public void TakeOther(OtherText other)
    {
        Draft.Choose();
        switch (other.Part)
        {
            case RowDraft.StagePart: Choose(other.Text); break;
            case RowDraft.NotePart: Explain(other.Text); break;
            default: Type(other.Text); break;
        }
    }

    // Before the row counts as written in.
    private void Begin()
    {
        if (!IsDirty)
        {
            (begun, answered) = (Owed.Said, null);
        }
    }

    private static bool Same(ReportedFigure one, ReportedFigure? other) => (one.Id, one.State) == (other?.Id, other?.State);
}
