using System.Collections.Concurrent;

namespace BazhongTracker.Web.Shared.Marks;

/// <summary>Markup that many open pages show alike is held once: without it every page keeps its own copy as long as it is open.</summary>
internal static class SharedText
{
    private const int Most = 8000;
    private static readonly ConcurrentDictionary<string, string> Held = new(StringComparer.Ordinal);

    public static int Count => Held.Count;

    /// <returns>The same text, in the one copy of it.</returns>
    public static string Of(string text)
    {
        if (Held.TryGetValue(text, out var held))
        {
            return held;
        }

        // What is still shown stays alive with its page; only the sharing starts anew.
        if (Held.Count >= Most)
        {
            Held.Clear();
        }

        return Held.GetOrAdd(text, text);
    }
}
