namespace BazhongTracker.Web.Shared.Layout;

/// <summary>An address to go back to: only a path of this program, never another site, nor another program of the same one.</summary>
internal static class LocalAddress
{
    /// <returns>The path below that of the program, with its first stroke, or the overview where it is none of ours.</returns>
    public static string Of(string? path) => IsOurs(path) ? path! : "/";

    /// <returns>The same for links and pages, which count from the base of the page.</returns>
    public static string BelowBase(string? path) => "." + Of(path);

    private static bool IsOurs(string? path) =>
        path is { Length: > 0 } && path[0] == '/' && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal)
        && !path.Any(char.IsControl) && !LeadsUp(path.Split('?', '#')[0]);

    // Up from the path of the program; a browser reads %2e as a dot.
    private static bool LeadsUp(string path) => path.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase).Split('/').Contains("..");
}
