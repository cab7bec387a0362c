using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Web.Proof;
using BazhongTracker.Web.Text;

namespace BazhongTracker.Web.Features.Reviewing;

/// <summary>How a decision is brought to a known end.</summary>
public sealed partial class ReviewDesk
{
    /// <returns>Null where it was refused; the sentence stands in <see cref="refusals"/>.</returns>
    private async Task<DoneReview?> Carry(
        Guid figureId, Target target, ReviewOutcome outcome, Func<string, CancellationToken, Task<string>> deed)
    {
        var key = (figureId, outcome);
        if (!operations.TryGetValue(key, out var operation))
        {
            operations[key] = operation = Guid.CreateVersion7().ToString();
        }

        refusals.Remove(figureId);
        try
        {
            var receipt = await outcomes.Carry(
                operation, actor, token => deed(operation, token), () => Verify(target, operation), gone.Token);
            operations.Remove(key);
            return new DoneReview(target, outcome, receipt, figureId, operation);
        }
        catch (RuleViolation refusal)
        {
            if (refusal.Code == Outcomes.NotStored)
            {
                // That number is used up; the next try has another.
                operations.Remove(key);
            }

            refusals[figureId] = spoken.Refusal(refusal);
        }
        finally
        {
            IsVerifying = false;
        }

        return null;
    }

    private void Verify(Target target, string operation)
    {
        LogVerifying(log, target.Code, operation);
        IsVerifying = true;
        Redraw();
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Whether the review of a figure of target {Code} is stored is looked up: operation {Operation}.")]
    private static partial void LogVerifying(ILogger log, string code, string operation);
}
