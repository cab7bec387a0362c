using BazhongTracker.Domain;
using BazhongTracker.Web.Proof;
using BazhongTracker.Web.Text;

namespace BazhongTracker.Web.Features.Reporting;

/// <content>撤回: one row, at once, and known to its end like a report.</content>
public sealed partial class EntrySheet
{
    /// <summary>What was withdrawn last.</summary>
    public SentFigure? LastWithdrawn { get; private set; }

    public async Task Withdraw(EntryRow row)
    {
        if (IsSending || row is not { MayWithdraw: true, Owed.Said: { } figure })
        {
            return;
        }

        IsSending = true;
        try
        {
            row.BeginWithdrawal();
            await drafts.Settle();
            var form = new WithdrawalForm(row.WithdrawalId, figure.Id, figure.Version);
            var receipt = await outcomes.Carry(form.OperationId, actor, token => withdraw.Run(form, actor, token), () => Verify(row, new TaskCompletionSource()), gone.Token);
            LastWithdrawn = new SentFigure(row.Owed.Target.Title(), EntryWords.SaidFully(figure), receipt);
            row.EndWithdrawal(null, isUsedUp: true);
            await Refresh();
        }
        catch (RuleViolation refusal)
        {
            await Refresh();
            row.EndWithdrawal(spoken.Refusal(refusal), refusal.Code == Outcomes.NotStored);
        }
        finally
        {
            row.Keep();
            IsSending = false;
        }
    }
}
