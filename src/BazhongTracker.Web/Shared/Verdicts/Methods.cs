using BazhongTracker.Data;
using BazhongTracker.Domain.Progress;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Shared.Verdicts;

/// <summary>The recorded versions of the method. They stand in the database, so that every instance and every command judges alike.</summary>
public sealed class Methods(IReadOnlyList<MethodVersion> recorded)
{
    public MethodInForce Newest { get; } = recorded.Count > 0 ? recorded[^1].InForce : MethodInForce.First;

    /// <summary>The version a stored verdict was given by.</summary>
    public MethodInForce Named(string version) =>
        version == Newest.Version ? Newest : recorded.FirstOrDefault(v => v.Version == version)?.InForce ?? MethodInForce.First;
}

public static class MethodReading
{
    public static async Task<Methods> Methods(this TrackerDbContext db, CancellationToken cancellation = default) =>
        new(await db.MethodVersions.AsNoTracking().OrderBy(v => v.Id).ToListAsync(cancellation));
}
