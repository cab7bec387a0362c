using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Text;

namespace BazhongTracker.Web.Features.Reporting;

/// <summary>The drafts of one form while it is on the screen: read with the rows, stored as they change. Reading and storing take turns, so that an old answer never comes over a newer text.</summary>
public sealed partial class EntryDrafts(DraftsQuery query, SaveDrafts save, DraftTabs tabs, Spoken spoken, ILogger<EntryDrafts> log)
{
    private Task last = Task.CompletedTask;
    private Actor actor = null!;

    /// <summary>Those for which there is no row any more, because their period has closed, in the order of periods.</summary>
    public IReadOnlyList<KeptDraft> Closed { get; private set; } = [];

    /// <summary>Something was stored from this page.</summary>
    public bool HasStored { get; private set; }

    /// <summary>The last attempt failed; to be tried again.</summary>
    public bool IsLate { get; private set; }

    public void Open(Actor person) => actor = person;

    /// <returns>How many rows show what was not there before.</returns>
    public Task<int> Look(IEnumerable<EntryRow> rows) => InTurn(async () =>
    {
        var drafts = (await query.Run(actor)).ToDictionary(k => OwedFigure.KeyOf(k.Target.Code, k.Draft.Period));
        var changed = 0;
        var shown = new HashSet<string>();
        foreach (var row in rows.Where(r => r.TakesDrafts))
        {
            var draft = drafts.GetValueOrDefault(row.Key)?.Draft;
            if (row.Owed.IsClosed && draft is { Revises: false })
            {
                // Typed while the period was open: to be read below the form.
                continue;
            }

            shown.Add(row.Key);
            changed += !row.IsSending && row.SeeDraft(draft) ? 1 : 0;
        }

        Closed = [.. drafts.Where(d => !shown.Contains(d.Key)).Select(d => d.Value)];
        return changed;
    });

    /// <summary>Stores every row that differs from what is stored, in one batch.</summary>
    /// <returns>False while something could not be stored and must be tried again.</returns>
    public Task<bool> Store(IEnumerable<EntryRow> rows) => InTurn(async () =>
    {
        var changed = rows.Where(r => r is { TakesDrafts: true, IsSending: false } && r.Cells != r.Draft.Stored && r.Cells != r.Draft.Refused).ToList();
        if (changed.Count > 0)
        {
            return await Store(changed);
        }

        foreach (var row in rows.Where(r => r.Draft.Refusal is null))
        {
            row.Draft.IsLate = false;
        }

        IsLate = false;
        return true;
    });

    /// <summary>Waits until what is being stored is stored: a report must not meet its own draft.</summary>
    public Task Settle() => InTurn(() => Task.FromResult(true));

    private async Task<T> InTurn<T>(Func<Task<T>> what)
    {
        var before = last;
        var done = new TaskCompletionSource();
        last = done.Task;
        await before;
        try
        {
            return await what();
        }
        finally
        {
            done.SetResult();
        }
    }

    private async Task<bool> Store(List<EntryRow> changed)
    {
        try
        {
            var outcomes = await save.Run([.. changed.Select(r => new DraftForm(r.Owed.Target.Code, r.Owed.Period, r.Cells, r.Draft.Stored))], actor);
            foreach (var (row, outcome) in changed.Zip(outcomes))
            {
                if (outcome.Refusal is { } refusal)
                {
                    row.Draft.Refuse(outcome.Form.Cells, spoken.Refusal(refusal));
                    continue;
                }

                row.Draft.Keep(outcome.Form.Cells);
                row.SeeDraft(outcome.Stored);
                row.Draft.Replace(outcome.Unseen, outcome.Form);
            }

            (HasStored, IsLate) = (true, false);
            tabs.Say(actor.UserName, this);
            return true;
        }
        catch (RuleViolation refusal) when (!refusal.Code.StartsWith("database.", StringComparison.Ordinal))
        {
            changed.ForEach(r => r.Draft.Refuse(r.Cells, spoken.Refusal(refusal)));
            return true;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            if (!IsLate)
            {
                LogLate(log, changed.Count, problem.Message, problem is RuleViolation ? null : problem);
            }

            IsLate = true;
            changed.ForEach(r => r.Draft.IsLate = true);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The drafts of {Rows} rows could not be stored yet: {Why}")]
    private static partial void LogLate(ILogger log, int rows, string why, Exception? problem);
}
