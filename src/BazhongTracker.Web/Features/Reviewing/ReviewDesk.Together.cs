using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Web.Text;

namespace BazhongTracker.Web.Features.Reviewing;

/// <summary>Several figures accepted together, and what was accepted taken back.</summary>
public sealed partial class ReviewDesk
{
    /// <summary>So long what was just accepted is taken back from the bar; afterwards from 已审.</summary>
    public static readonly TimeSpan UndoFor = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Those that are to be accepted once it is confirmed, as they were on the screen when the button was pressed; null where nothing is
    /// asked.
    /// </summary>
    public IReadOnlyList<ReviewRow>? Asked { get; private set; }

    /// <summary>What an acceptance would change became another meanwhile: it is asked again.</summary>
    public bool IsAskedAgain { get; private set; }

    /// <summary>已审, the newest first; null while it is not open.</summary>
    public IReadOnlyList<DecidedRow>? Mine { get; private set; }

    /// <summary>What was just accepted, while it can be taken back from the bar.</summary>
    public IReadOnlyList<DoneReview> Undoable => clock.GetUtcNow() - doneAt < UndoFor
        ? [.. Done.Where(d => d.Outcome == ReviewOutcome.Accepted)] : [];

    /// <summary>What was refused was a taking back.</summary>
    public bool IsRefusedUndo { get; private set; }

    public bool MayTakeBack(DecidedRow row) => row.MayBeTakenBackUntil >= clock.GetUtcNow().UtcDateTime;

    public void AskToAccept(IEnumerable<ReviewRow> shown) =>
        (Asked, IsAskedAgain) = (Ticked(shown) is { Count: > 0 } asked ? asked : null, false);

    public void AskNoLonger() => Asked = null;

    /// <summary>One decision each: what is refused stays in the list with the sentence.</summary>
    public async Task AcceptAsked()
    {
        if (IsDeciding || Asked is not { } asked)
        {
            return;
        }

        var now = asked.Select(was => Rows.FirstOrDefault(r => r.Figure.Id == was.Figure.Id) ?? was).ToList();
        if (!now.Select(Change).SequenceEqual(asked.Select(Change)))
        {
            (Asked, IsAskedAgain) = (now, true);
            return;
        }

        IsDeciding = true;
        try
        {
            var (done, refused) = (new List<DoneReview>(), new List<RefusedReview>());
            foreach (var row in asked)
            {
                if (await Send(row, ReviewOutcome.Accepted, comments.GetValueOrDefault(row.Figure.Id)) is { } one)
                {
                    done.Add(one);
                    Leave(row);
                }
                else
                {
                    refused.Add(new RefusedReview(row.Target.Title(), RefusalOf(row)!));
                }
            }

            (Done, Refused, IsRefusedUndo, Asked) = (done, refused, false, null);
            await Refresh();
        }
        finally
        {
            IsDeciding = false;
        }
    }

    public async Task OpenDecided(bool open) => Mine = open ? await decidedQuery.Run(actor) : null;

    /// <summary>The last first, for an earlier one may be what a later one rests on.</summary>
    public Task Undo(IReadOnlyList<DoneReview> accepted) =>
        TakeBack([.. accepted.Reverse().Select(d => (d.FigureId, d.Target, d.Version))]);

    public Task TakeBack(DecidedRow row) => TakeBack([(row.Figure.Id, row.Target, row.Review.OperationId)]);

    private async Task TakeBack(IReadOnlyList<(Guid Figure, Target Target, string Version)> accepted)
    {
        if (IsDeciding)
        {
            return;
        }

        IsDeciding = true;
        try
        {
            var (done, refused) = (new List<DoneReview>(), new List<RefusedReview>());
            foreach (var (figure, target, version) in accepted)
            {
                if (await Carry(figure, target, ReviewOutcome.TakenBack,
                    (operation, token) => takeBack.Run(new TakeBackForm(operation, figure, version), actor, token)) is { } one)
                {
                    done.Add(one);
                }
                else
                {
                    refused.Add(new RefusedReview(target.Title(), refusals.GetValueOrDefault(figure, "")));
                    refusals.Remove(figure);
                }
            }

            (Done, Refused, IsRefusedUndo) = (done, refused, true);
            await Refresh();
            if (done.Count > 0 && Rows.FirstOrDefault(r => r.Figure.Id == done[^1].FigureId) is { } waiting)
            {
                Look(waiting);
            }
        }
        finally
        {
            IsDeciding = false;
        }
    }

    private static object Change(ReviewRow row) => (row.Figure.Version, row.Before?.Status, row.After.Status);
}
