using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Text;

namespace BazhongTracker.Web.Features.Reporting;

/// <summary>A stored report with the number to quote.</summary>
public sealed record SentFigure(string Name, string Said, string Receipt);

/// <summary>The whole form of one clerk while it is on the screen. It asks for the facts again as often as anything changes; what was written stays.</summary>
public sealed partial class EntrySheet(MyFiguresQuery query, SubmitFigure submit, Spoken spoken, ILogger<EntrySheet> log)
{
    private readonly Dictionary<string, EntryRow> rows = [];
    private readonly LastAsked asking = new();
    private Actor actor = null!;

    public MyFiguresView View { get; private set; } = null!;
    public bool IsSending { get; private set; }
    public IReadOnlyList<SentFigure> LastSent { get; private set; } = [];
    public IEnumerable<EntryRow> Rows => View.Groups.SelectMany(g => g.Figures).Select(f => rows[f.Key]);

    /// <summary>Something would be lost if the page went away now.</summary>
    public bool HasUnsent => Rows.Any(r => r.IsDirty);

    public async Task Open(Actor person)
    {
        actor = person;
        await Refresh();
    }

    public async Task Refresh()
    {
        if (await asking.Answer(query.Run(actor)) is not { } view)
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

    public PasteOutcome? Paste(string key, string text) =>
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
            var sent = new List<SentFigure>();
            var ready = Rows.Where(r => EntryCheck.Of(r).State == EntryState.Ready).ToList();
            ready.ForEach(r => r.Post());

            // Also where the database answers at once the rows are drawn as shut first.
            await Task.Yield();
            foreach (var row in ready)
            {
                if (await SendOne(row) is { } figure)
                {
                    sent.Add(figure);
                }
            }

            // A second click that finds nothing left to send must not hide the receipts.
            LastSent = sent.Count > 0 ? sent : LastSent;
            await Refresh();
        }
        finally
        {
            foreach (var row in Rows)
            {
                row.Keep();
            }

            IsSending = false;
        }
    }

    private async Task<SentFigure?> SendOne(EntryRow row)
    {
        if (row.ChangedSincePosted)
        {
            row.Keep();
            return null;
        }

        var value = EntryCheck.Of(row).Value;
        var said = row.IsStage ? Terms.Stage(row.Stage) + (value is { } physical ? Spoken.Number(physical) + "%" : "") : Spoken.Amount(value!.Value, row.Owed.Target.Unit);
        try
        {
            var receipt = await submit.Run(
                new FigureForm(row.OperationId, row.Owed.Target.Code, row.Owed.Period, EntryRow.Plain(value), row.IsStage ? row.Stage : null, row.Note), actor);
            row.Sent();
            return new SentFigure(row.Owed.Target.Title(), said, receipt);
        }
        catch (RuleViolation refusal)
        {
            row.Refuse(spoken.Refusal(refusal));
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // The database may have answered or not: the same operation id makes a second try safe.
            LogFailure(log, row.Owed.Target.Code, problem);
            row.Refuse(spoken.Refusal(new RuleViolation("unknown")));
        }

        return null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The figure of target {Code} could not be stored.")]
    private static partial void LogFailure(ILogger log, string code, Exception problem);
}
