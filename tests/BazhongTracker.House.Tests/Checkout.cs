using System.Text.RegularExpressions;

namespace BazhongTracker.House.Tests;

/// <summary>The files of this checkout, without what is built or generated.</summary>
internal static partial class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <returns>Paths relative to the root, with their text.</returns>
    public static IEnumerable<(string Path, string Text)> Files(string folder, params string[] endings) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Root, f))
            .Where(f => endings.Any(e => f.EndsWith(e, StringComparison.Ordinal)) && !Generated().IsMatch(f))
            .Select(f => (f, File.ReadAllText(Path.Combine(Root, f))));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BazhongTracker.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("BazhongTracker.sln not found above the tests");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]|Migrations[\\/]")]
    private static partial Regex Generated();
}
