using BazhongTracker.Data;
using BazhongTracker.Web.Shared.Availability;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access.FirstSetUp;

/// <summary>
/// Whether there is any account, for the sign-in page: who comes to an empty installation is led to the first set-up. Once there was one it
/// is not asked again.
/// </summary>
internal sealed class AnybodyThere(IDbContextFactory<TrackerDbContext> contexts)
{
    private volatile bool isKnown;

    /// <returns>True also while the database cannot say.</returns>
    public async Task<bool> Ask(CancellationToken cancellation)
    {
        if (isKnown)
        {
            return true;
        }

        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            return isKnown = await db.Users.AnyAsync(cancellation);
        }
        catch (Exception away) when (DatabaseFaults.IsOfDatabase(away))
        {
            return true;
        }
    }
}
