namespace BazhongTracker.Web.Shared.Live;

/// <summary>Of several questions under way the one asked last counts, whichever is answered last. For one page, on its own thread.</summary>
public sealed class LastAsked
{
    private int asked;

    /// <returns>Null when something was asked since: that answer is on its way.</returns>
    public async Task<T?> Answer<T>(Task<T> asking)
        where T : class =>
        await StillCounts(asking) ? await asking : null;

    /// <summary>For answers that may be null themselves.</summary>
    /// <returns>False when something was asked while this was answered.</returns>
    public async Task<bool> StillCounts(Task asking)
    {
        var mine = ++asked;
        await asking;
        return mine == asked;
    }
}
