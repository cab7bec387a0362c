using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Shared.Availability;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Proof;

/// <summary>
/// Carries a deed to a known end. An exception or silence while it is stored says nothing about whether it was: then its operation id is looked up, and where nothing is there the id is used up,
/// which waits for a transaction still under way. So “saved” and “not saved” are both the truth, and stay it.
/// </summary>
public sealed class Outcomes(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock)
{
    /// <summary>Nobody waits longer for the answer of a deed before it is looked up, nor for one look.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(8);

    /// <summary>The code of the refusal that says: nothing was stored, nor will be under this id.</summary>
    public const string NotStored = "operation.not_stored";

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <param name="deed">Stores an <see cref="Operation"/> with this id in its transaction.</param>
    /// <param name="verifying">Called once when the outcome has to be looked up.</param>
    /// <returns>The receipt.</returns>
    /// <exception cref="RuleViolation">The deed was refused; database.full: nothing was stored; operation.not_stored: nothing was stored,
    /// nor will be under this id.</exception>
    public async Task<string> Carry(string operationId, Actor actor, Func<CancellationToken, Task<string>> deed, Action verifying, CancellationToken cancellation = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            return await Limited(deed, stop);
        }
        catch (Exception unknown) when (unknown is not RuleViolation && !cancellation.IsCancellationRequested)
        {
            RefuseFull(unknown);
            verifying();
        }

        while (true)
        {
            try
            {
                using var look = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                return await Limited(token => Settle(operationId, actor, token), look) ?? throw new RuleViolation(NotStored);
            }
            catch (Exception away) when (away is not RuleViolation && !cancellation.IsCancellationRequested)
            {
                RefuseFull(away);
                await Task.Delay(BetweenLooks, clock, cancellation);
            }
        }
    }

    /// <summary>Says what became of an operation; where nothing did, makes sure that nothing will.</summary>
    /// <returns>The receipt, or null when nothing is stored.</returns>
    public async Task<string?> Settle(string operationId, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await Find(db, operationId, cancellation) is not { } operation)
        {
            try
            {
                operation = Operation.Void(operationId, actor, clock.GetUtcNow().UtcDateTime);
                db.Add(operation);
                await db.SaveChangesAsync(cancellation);
            }
            catch (DbUpdateException used) when (!cancellation.IsCancellationRequested && !DatabaseFaults.IsFull(used))
            {
                // The deed was under way and is stored by now; or the database is away again, which this look says.
                db.ChangeTracker.Clear();
                operation = await Find(db, operationId, cancellation) ?? throw new InvalidOperationException("The operation could neither be found nor used up.");
            }
        }

        return operation.IsVoid ? null : operation.Receipt;
    }

    // What found no room was undone by the database itself, and using the id up would need room too.
    private static void RefuseFull(Exception problem)
    {
        if (DatabaseFaults.IsFull(problem))
        {
            throw new RuleViolation(DatabaseFaults.FullCode);
        }
    }

    private static Task<Operation?> Find(TrackerDbContext db, string id, CancellationToken cancellation) =>
        db.Operations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, cancellation);

    // A database that stands still does not answer a cancellation either: whoever waits is let go, and what comes of it later is nobody's.
    private async Task<T> Limited<T>(Func<CancellationToken, Task<T>> what, CancellationTokenSource stop)
    {
        var work = Task.Run(() => what(stop.Token), CancellationToken.None);
        try
        {
            return await work.WaitAsync(Deadline, clock, stop.Token);
        }
        finally
        {
            if (!work.IsCompleted)
            {
                _ = work.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                await stop.CancelAsync();
            }
        }
    }
}
