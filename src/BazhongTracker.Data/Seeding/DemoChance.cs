using System.Text;

namespace BazhongTracker.Data.Seeding;

/// <summary>Chance without a generator: the same words always give the same number, on every machine and in every year.</summary>
internal static class DemoChance
{
    /// <returns>From 0 (included) to 1 (excluded).</returns>
    public static decimal Of(params object[] words)
    {
        // FNV-1a, then a final mix, because the last words alone hardly reach the upper bits.
        var hash = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(string.Join('|', words)))
        {
            hash = unchecked((hash ^ b) * 1099511628211UL);
        }

        hash ^= hash >> 33;
        hash = unchecked(hash * 0xFF51AFD7ED558CCDUL);
        hash ^= hash >> 33;
        return (hash >> 11) / 9007199254740992m;
    }

    /// <returns>From −1 to 1.</returns>
    public static decimal Noise(params object[] words) => 2 * Of(words) - 1;

    /// <returns>From <paramref name="first"/> to <paramref name="last"/>, both included.</returns>
    public static int Whole(int first, int last, params object[] words) => first + (int)(Of(words) * (last - first + 1));
}
