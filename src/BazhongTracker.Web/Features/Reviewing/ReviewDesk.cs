using BazhongTracker.Domain;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Web.Proof;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Text;

namespace BazhongTracker.Web.Features.Reviewing;

/// <summary>A decision that is stored, with the number to quote.</summary>
/// <param name="Version">Of the figure as the decision left it.</param>
public sealed record DoneReview(Target Target, ReviewOutcome Outcome, string Receipt, Guid FigureId, string Version)
{
    public string Name => Target.Title();
}

/// <summary>A decision that was not stored, with the sentence that says why.</summary>
public sealed record RefusedReview(string Name, string Why);

/// <summary>What a reviewer has open: the queue, the figure beside it, comments begun and figures ticked. A refresh keeps all that was written.</summary>
public sealed partial class ReviewDesk(
    ReviewQueueQuery query, DecidedQuery decidedQuery, ReviewFigure review, TakeBackAcceptance takeBack, Outcomes outcomes, Spoken spoken,
    TimeProvider clock, ILogger<ReviewDesk> log) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private readonly Dictionary<(Guid Figure, ReviewOutcome Outcome), string> operations = [];
    private readonly Dictionary<Guid, string> comments = [];
    private readonly Dictionary<Guid, string> refusals = [];
    private readonly HashSet<Guid> ticked = [];
    private readonly LastAsked asking = new();
    private Actor actor = null!;
    private DateTimeOffset doneAt;

    public IReadOnlyList<ReviewRow> Rows { get; private set; } = [];

    /// <summary>The figure beside the list. It stays there when a colleague decides it, so that nothing written is lost.</summary>
    public ReviewRow? Current { get; private set; }

    /// <summary>The decision a colleague took on <see cref="Current"/> meanwhile, or that it was withdrawn.</summary>
    public DecisionView? Decided { get; private set; }
    public string? Refusal => Current is null ? null : RefusalOf(Current);

    public IReadOnlyList<DoneReview> Done
    {
        get;
        private set => (field, doneAt) = (value, clock.GetUtcNow());
    }
        = [];

    /// <summary>What the last acceptance of several, or their taking back, could not store; such a figure may have left the list.</summary>
    public IReadOnlyList<RefusedReview> Refused { get; private set; } = [];
    public bool IsDeciding { get; private set; }

    /// <summary>The answer of the database did not come: whether the decision is stored is being looked up.</summary>
    public bool IsVerifying { get; private set; }

    /// <summary>Draws the page while a decision is under way.</summary>
    public Action Redraw { get; set; } = () => { };

    /// <param name="shown">The rows on the screen: what a filter hides is never accepted unseen.</param>
    public IReadOnlyList<ReviewRow> Ticked(IEnumerable<ReviewRow> shown) => [.. shown.Where(r => MayTick(r) && ticked.Contains(r.Figure.Id))];

    public string? RefusalOf(ReviewRow row) => refusals.GetValueOrDefault(row.Figure.Id);

    public bool HasUnsent => comments.Values.Any(c => c.Length > 0);

    public string Comment
    {
        get => Current is null ? "" : comments.GetValueOrDefault(Current.Figure.Id, "");
        set
        {
            if (Current is not null)
            {
                comments[Current.Figure.Id] = value;
            }
        }
    }

    /// <summary>Only what has no warning and is not one's own may be accepted together with others.</summary>
    public static bool MayTick(ReviewRow row) => !row.HasWarning && !row.IsOwn;

    public async Task Open(Actor person)
    {
        actor = person;
        await Refresh();
    }

    public async Task Refresh()
    {
        if (await asking.Answer(query.Run(actor)) is not { } rows)
        {
            return;
        }

        Rows = rows;
        if (Mine is not null)
        {
            Mine = await decidedQuery.Run(actor);
        }

        if (Current is null)
        {
            Current = Rows.Count > 0 ? Rows[0] : null;
        }
        else if (Rows.FirstOrDefault(r => r.Figure.Id == Current.Figure.Id) is { } same)
        {
            Current = same;
        }
        else
        {
            var (asked, decided) = (Current, await query.DecisionOn(Current.Figure.Id, actor));
            if (asked == Current)
            {
                Decided = decided;
                _ = decided is not null && refusals.Remove(asked.Figure.Id);
            }
        }
    }

    public void Look(ReviewRow? row)
    {
        Current = row;
        Decided = null;
    }

    /// <summary>Up or down the list as it is shown.</summary>
    public void Step(IReadOnlyList<ReviewRow> shown, int by)
    {
        var at = shown.ToList().FindIndex(r => r.Figure.Id == Current?.Figure.Id);
        if (shown.Count > 0)
        {
            Look(shown[Math.Clamp(at + by, 0, shown.Count - 1)]);
        }
    }

    public bool IsTicked(ReviewRow row) => ticked.Contains(row.Figure.Id);

    public void Tick(ReviewRow row, bool on) => _ = on ? ticked.Add(row.Figure.Id) : ticked.Remove(row.Figure.Id);

    /// <summary>What changes a verdict is looked at one by one: it is ticked by hand or not at all.</summary>
    public void TickAll(IEnumerable<ReviewRow> shown) =>
        ticked.UnionWith(shown.Where(r => MayTick(r) && !r.ChangesStatus).Select(r => r.Figure.Id));

    public void ClearTicks() => ticked.Clear();

    /// <param name="row">The figure that was on the screen when the button was pressed. Where another one is looked at by now, nothing is
    /// decided.</param>
    public async Task Decide(ReviewRow row, ReviewOutcome outcome)
    {
        if (IsDeciding || Current is null)
        {
            return;
        }

        if (Current.Figure.Id != row.Figure.Id)
        {
            refusals[Current.Figure.Id] = spoken.Refusal(new RuleViolation("review.not_the_one", row.Target));
            return;
        }

        IsDeciding = true;
        try
        {
            var at = Rows.ToList().FindIndex(r => r.Figure.Id == row.Figure.Id);
            Refused = [];
            if (await Send(row, outcome, Comment) is not { } done)
            {
                await Refresh();
                return;
            }

            Done = [done];
            Leave(row);
            var next = Current is null;
            await Refresh();
            if (next)
            {
                Look(Rows.Count == 0 ? null : Rows[Math.Clamp(at, 0, Rows.Count - 1)]);
            }
        }
        finally
        {
            IsDeciding = false;
        }
    }

    // A decided figure goes from beside the list, unless something was written on it after it was sent or another one is looked at by now.
    private void Leave(ReviewRow row) => Current = Current?.Figure.Id == row.Figure.Id && !comments.ContainsKey(row.Figure.Id) ? null : Current;

    private async Task<DoneReview?> Send(ReviewRow row, ReviewOutcome outcome, string? comment)
    {
        var done = await Carry(row.Figure.Id, row.Target, outcome, (operation, token) =>
            review.Run(new ReviewForm(operation, row.Figure.Id, row.Figure.Version, outcome, comment, FigureHash.Of(row.Figure)),
                actor, token));
        if (done is not null)
        {
            if (comments.GetValueOrDefault(row.Figure.Id, "") == (comment ?? ""))
            {
                comments.Remove(row.Figure.Id);
            }

            ticked.Remove(row.Figure.Id);
        }

        return done;
    }

    /// <summary>Who has gone waits for nothing; what was decided is found by its receipt.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }
}
