using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Proof;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Proof;

/// <summary>A deed under an operation id is stored once, however often and however nearly at once it is sent.</summary>
internal static class StoringOnce
{
    /// <param name="contexts">Each look and each attempt has a context of its own.</param>
    /// <param name="operationId">Of the <see cref="Operation"/> that the deed stores in its transaction.</param>
    /// <param name="repeated">The receipt where this very deed is stored already; refuses an id that is another deed's.</param>
    /// <param name="deed">Stores it and returns the receipt.</param>
    /// <param name="whyNot">What it means that the database refused, where that is known; without an answer it is tried again.</param>
    /// <param name="attempts">How often, where somebody else was faster: the next look says at what.</param>
    /// <param name="cancellation">Of the wait for the answer.</param>
    /// <exception cref="RuleViolation">Of the deed, of <paramref name="repeated"/> or of <paramref name="whyNot"/>; operation.not_stored:
    /// the id is used up.</exception>
    public static async Task<string> StoreOnce(
        this IDbContextFactory<TrackerDbContext> contexts, string operationId, Func<TrackerDbContext, Task<string?>> repeated,
        Func<TrackerDbContext, Task<string>> deed, Func<TrackerDbContext, Task<RuleViolation?>>? whyNot = null, int attempts = 1,
        CancellationToken cancellation = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var db = await contexts.CreateDbContextAsync(cancellation);
                return await repeated(db) ?? await deed(db);
            }
            catch (Exception refusal) when (refusal is DbUpdateException or RuleViolation)
            {
                await using var db = await contexts.CreateDbContextAsync(cancellation);
                var reason = refusal is RuleViolation ? null
                    : await db.Operations.AnyAsync(o => o.Id == operationId, cancellation) ? new RuleViolation(Outcomes.NotStored)
                    : whyNot is null ? null
                    : await whyNot(db);

                // Last, for its twin may store the operation while the reason is looked for.
                if (await repeated(db) is { } receipt)
                {
                    return receipt;
                }

                if (reason is not null)
                {
                    throw reason;
                }

                if (refusal is RuleViolation || attempt == attempts)
                {
                    throw;
                }
            }
        }
    }
}
