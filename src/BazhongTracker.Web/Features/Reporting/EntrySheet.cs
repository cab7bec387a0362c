using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Proof;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Text;

namespace BazhongTracker.Web.Features.Reporting;

/// <summary>A stored report with the number to quote.</summary>
public sealed record SentFigure(string Name, string Said, string Receipt);

/// <summary>The whole form of one clerk while it is on the screen. It asks for the facts again as often as anything changes; what was written stays.</summary>
public sealed partial class EntrySheet(
    MyFiguresQuery query, SubmitFigure submit, ReviseFigure revise, WithdrawFigure withdraw, EntryDrafts drafts, Outcomes outcomes, Spoken spoken, ILogger<EntrySheet> log) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private readonly Dictionary<string, EntryRow> rows = [];
    private readonly LastAsked asking = new();
    private Actor actor = null!;
    private AskedFigure? asked;

    /// <summary>Draws the page while rows are under way.</summary>
    public Action Redraw { get; set; } = () => { };

    public MyFiguresView View { get; private set; } = null!;
    public bool IsSending { get; private set; }
    /// <summary>Of the rows sent last.</summary>
    public IReadOnlyList<string> LastSentKeys { get; private set; } = [];
    public IReadOnlyList<SentFigure> LastSent { get; private set; } = [];

    /// <summary>提交 was pressed with no row that could be sent; until something is written.</summary>
    public bool FoundNothingToSend { get; private set; }

    public IEnumerable<EntryRow> Rows => View.Groups.SelectMany(g => g.Figures).Select(f => rows[f.Key]);

    /// <summary>The drafts of the rows, and those that have no row.</summary>
    public EntryDrafts Drafts => drafts;

    /// <summary>Rows that were given back as they had been left when the page was opened; 0 once a report was sent.</summary>
    public int Restored { get; private set; }

    /// <param name="wanted">A figure that is to be corrected, of whatever period; it is shown with the others, ready to be written in.</param>
    public async Task Open(Actor person, AskedFigure? wanted = null)
    {
        (actor, asked) = (person, wanted);
        drafts.Open(person);
        await Ask();
        Restored = await drafts.Look(Rows);
        if (wanted is not null && rows.TryGetValue(wanted.Key, out var row))
        {
            row.Revise();
        }
    }

    public async Task Refresh()
    {
        await Ask();
        await drafts.Look(Rows);
    }

    /// <summary>What the browser says of its cells.</summary>
    public void Hear(IEnumerable<TypedCell> cells)
    {
        foreach (var cell in cells)
        {
            if (rows.TryGetValue(cell.Key, out var row) && row.TakesDrafts)
            {
                row.Hear(cell);
            }
        }
    }

    /// <returns>False while something typed is not stored.</returns>
    public Task<bool> Keep()
    {
        FoundNothingToSend = false;
        return drafts.Store(Rows);
    }

    private async Task Ask()
    {
        if (await asking.Answer(query.Run(actor, asked)) is not { } view)
        {
            return;
        }

        View = view;
        foreach (var owed in View.Groups.SelectMany(g => g.Figures))
        {
            if (rows.TryGetValue(owed.Key, out var row))
            {
                row.See(owed);
            }
            else
            {
                rows[owed.Key] = new EntryRow(owed);
            }
        }
    }

    public EntryRow this[string key] => rows[key];

    public PasteOutcome? Paste(string key, string? text) =>
        rows.ContainsKey(key) ? PasteColumn.Fill([.. Rows.SkipWhile(r => r.Key != key)], text) : null;

    /// <summary>Sends every row that can be sent, one deed each. A row that is refused keeps what was written and its operation id.</summary>
    public async Task Send()
    {
        if (IsSending)
        {
            return;
        }

        IsSending = true;
        try
        {
            var underWay = new List<Task<(string Key, SentFigure Figure)?>>();
            var ready = Rows.Where(r => EntryCheck.Of(r).State == EntryState.Ready).ToList();
            FoundNothingToSend = ready.Count == 0;
            ready.ForEach(r => r.Post());

            // Also where the database answers at once the rows are drawn as shut first.
            await Task.Yield();
            await drafts.Settle();
            foreach (var row in ready)
            {
                // One whose answer does not come keeps none of the others waiting.
                var lookedUp = new TaskCompletionSource();
                underWay.Add(SendOne(row, lookedUp));
                await Task.WhenAny(underWay[^1], lookedUp.Task);
            }

            var sent = (await Task.WhenAll(underWay)).OfType<(string Key, SentFigure Figure)>().ToList();

            // A second click that finds nothing left to send must not hide the receipts.
            LastSentKeys = [.. sent.Select(s => s.Key)];
            LastSent = sent.Count > 0 ? [.. sent.Select(s => s.Figure)] : LastSent;
            Restored = sent.Count > 0 ? 0 : Restored;
            await Refresh();
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // What was stored is stored; the rows are seen anew with the next change.
            LogUnseen(log, problem);
        }
        finally
        {
            foreach (var row in Rows)
            {
                row.Keep();
            }

            IsSending = false;
            await drafts.Store(Rows);
        }
    }

    private async Task<(string Key, SentFigure Figure)?> SendOne(EntryRow row, TaskCompletionSource lookedUp)
    {
        if (row.ChangedSincePosted)
        {
            row.Keep();
            return null;
        }

        var value = EntryCheck.Of(row).Value;
        var said = row.IsStage ? EntryWords.Typed(row.Cells, null) : Spoken.Amount(value!.Value, row.Owed.Target.Unit);
        try
        {
            var form = EntryCheck.Form(row, row.OperationId, value);
            var revision = row is { IsRevising: true, Owed.InForce: { } inForce } ? new RevisionForm(form, inForce.Version) : null;
            var receipt = await outcomes.Carry(form.OperationId, actor, token => revision is null ? submit.Run(form, actor, token) : revise.Run(revision, actor, token), () => Verify(row, lookedUp), gone.Token);
            row.Sent();
            return (row.Key, new SentFigure(row.Owed.Target.Title(), said, receipt));
        }
        catch (RuleViolation refusal) when (refusal.Code == Outcomes.NotStored)
        {
            row.RefuseAndRenew(spoken.Refusal(refusal));
        }
        catch (RuleViolation refusal)
        {
            row.Refuse(spoken.Refusal(refusal));
        }

        return null;
    }

    private void Verify(EntryRow row, TaskCompletionSource lookedUp)
    {
        LogVerifying(log, row.Owed.Target.Code, row.OperationId);
        row.Verify();
        lookedUp.TrySetResult();
        Redraw();
    }

    /// <summary>Who has gone waits for nothing; what was sent is found by its receipt.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The form could not be read again.")]
    private static partial void LogUnseen(ILogger log, Exception problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether the figure of target {Code} is stored is looked up: operation {Operation}.")]
    private static partial void LogVerifying(ILogger log, string code, string operation);
}
