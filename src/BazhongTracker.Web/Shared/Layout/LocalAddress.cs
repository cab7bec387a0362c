namespace BazhongTracker.Web.Shared.Layout;

/// <summary>An address to go back to: only a path of this program, never another site.</summary>
internal static class LocalAddress
{
    /// <returns>The path, or the overview where it is none of ours.</returns>
    public static string Of(string? path) => IsOurs(path) ? path! : "/";

    private static bool IsOurs(string? path) =>
        path is { Length: > 0 } && path[0] == '/' && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal)
        && !path.Any(char.IsControl);
}
