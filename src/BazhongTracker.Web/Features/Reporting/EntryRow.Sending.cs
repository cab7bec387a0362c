using BazhongTracker.Domain.Reporting;

namespace BazhongTracker.Web.Features.Reporting;

/// <content>From the press of the button to the known end.</content>
public sealed partial class EntryRow
{
    /// <summary>The button was pressed: what stands here now is what is sent.</summary>
    public void Post()
    {
        posted = Now;
        IsSending = true;
    }

    public void Verify() => IsVerifying = true;

    /// <summary>Not sent, because it was changed meanwhile.</summary>
    public void Keep() => IsSending = IsVerifying = false;

    public void Refuse(string sentence)
    {
        IsSending = IsVerifying = false;
        Refusal = sentence;
    }

    /// <summary>Nothing was stored, and nothing can be under the number of that deed any more: the next try has another.</summary>
    public void RefuseAndRenew(string sentence)
    {
        operationId = null;
        Refuse(sentence);
    }

    /// <summary>What was posted is stored. What was written since stays.</summary>
    public void Sent()
    {
        IsLater = ChangedSincePosted;
        operationId = null;
        posted = null;
        Refusal = null;
        IsSending = IsVerifying = false;
        if (IsLater)
        {
            // The draft went with the report; what was written since is stored as another.
            Draft.Keep(DraftCells.Nothing);
            return;
        }

        Draft.End();

        IsDirty = Unchanged = Confirmed = NoteOpen = Emptied = IsRevising = false;
        Note = "";
        TakeOver(null);
    }
}
