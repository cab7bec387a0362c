using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Data.Seeding;

/// <summary>Puts what ships in <c>seeds/</c> into the database. Safe to run again: what is there is left as it is.</summary>
public static partial class Seed
{
    /// <summary>Profile <c>decision</c>: the catalogue of targets.</summary>
    /// <returns>How many targets were added.</returns>
    public static async Task<int> Decision(TrackerDbContext db, CancellationToken cancellation = default)
    {
        var known = (await db.Targets.Select(t => t.Code).ToListAsync(cancellation)).ToHashSet();
        var missing = CatalogueFiles.Read().Where(t => !known.Contains(t.Code)).ToList();
        db.AddRange(missing);
        await db.SaveChangesAsync(cancellation);
        return missing.Count;
    }
}
