using BazhongTracker.Domain.Reporting;

namespace BazhongTracker.Web.Features.Reporting;

/// <content>撤回 and 更正: what can be done about a figure that was handed in.</content>
public sealed partial class EntryRow
{
    private string? withdrawalId;

    /// <summary>What stands here is to correct the figure in force, with a reason.</summary>
    public bool IsRevising { get; private set; }

    public bool MayRevise => Owed.MayRevise && Owed.Said is { State: FigureState.Accepted } && !IsRevising && !IsDirty;

    /// <summary>撤回 was pressed and is to be confirmed.</summary>
    public bool AsksToWithdraw { get; private set; }

    public bool MayWithdraw => Owed.MayWithdraw && !IsSending;

    /// <summary>The sentence with which the withdrawal was refused.</summary>
    public string? WithdrawalRefusal { get; private set; }

    /// <summary>Made once for the figure that waits, kept for every retry until it is known what became of it.</summary>
    public string WithdrawalId => withdrawalId ??= Guid.CreateVersion7().ToString();

    /// <summary>Begins with what was returned, else with what is in force.</summary>
    public void Revise()
    {
        if (MayRevise && (Owed.ReturnedRevision?.Figure ?? Owed.InForce) is { } from)
        {
            TakeOver(from);
            Note = "";
            (IsRevising, NoteOpen, Confirmed, Unchanged, Emptied) = (true, true, false, false, false);
            Refusal = null;
        }
    }

    public void AskToWithdraw(bool ask)
    {
        AsksToWithdraw = ask;
        WithdrawalRefusal = null;
    }

    public void BeginWithdrawal()
    {
        IsSending = true;
        WithdrawalRefusal = null;
    }

    /// <param name="refusal">Why nothing was withdrawn; null when it was.</param>
    /// <param name="isUsedUp">The number of the deed leads to nothing any more.</param>
    public void EndWithdrawal(string? refusal, bool isUsedUp)
    {
        IsSending = IsVerifying = false;
        AsksToWithdraw = false;
        WithdrawalRefusal = refusal;
        withdrawalId = isUsedUp ? null : withdrawalId;
    }

    // Another figure, or another state of it: what was asked about the one before is past.
    private void SeeWithdrawal(OwedFigure before)
    {
        if (!IsSending && (before.Said?.Id, before.Said?.State) != (Owed.Said?.Id, Owed.Said?.State))
        {
            AsksToWithdraw = false;
            withdrawalId = null;
            WithdrawalRefusal = Owed.Said is null ? null : WithdrawalRefusal;
        }
    }
}
