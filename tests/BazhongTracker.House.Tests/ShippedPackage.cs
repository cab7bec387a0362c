using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BazhongTracker.House.Tests;

/// <summary>A package of which files are part of the published program, as its nuspec describes it.</summary>
/// <param name="Expression">SPDX; null where the package names a file or no licence at all.</param>
/// <param name="LicenceFile">The text of the licence file; null where the package names an expression or no licence at all.</param>
/// <param name="Project">Its page, else its repository; null where it names neither.</param>
/// <param name="OwnNotices">Files in the package that say what else it is made of.</param>
internal sealed partial record ShippedPackage(
    string Id, string Version, string? Expression, string? LicenceFile, string Authors, string? Copyright, string? Project,
    IReadOnlyList<string> OwnNotices)
{
    /// <summary>What of a package is copied beside the program.</summary>
    private static readonly string[] Copied = ["runtime", "native", "runtimeTargets", "resource"];

    /// <summary>What the restore of the web program wrote down.</summary>
    public static string Assets { get; } = Path.Combine(Checkout.Root, "src/BazhongTracker.Web/obj/project.assets.json");

    public string Title => $"{Id} {Version}";

    /// <summary>Empty where no licence is free.</summary>
    public IReadOnlyList<string> Free =>
        Expression is not null ? Licences.FreeOf(Expression) : LicenceFile is not null ? Licences.FreeIn(LicenceFile) : [];

    /// <summary>The packages with which the web program was restored, by name; those that other packages brought along too.</summary>
    /// <exception cref="InvalidOperationException">The program was not restored, or a package is in none of its folders.</exception>
    public static IReadOnlyList<ShippedPackage> ReadAll()
    {
        if (!File.Exists(Assets))
        {
            throw new InvalidOperationException("src/BazhongTracker.Web was not restored: build the tests first");
        }

        using var assets = JsonDocument.Parse(File.ReadAllBytes(Assets));
        var root = assets.RootElement;
        var folders = root.GetProperty("packageFolders").EnumerateObject().Select(f => f.Name).ToList();
        // A target with a slash is that of one operating system, which a restore for publishing adds.
        var target = root.GetProperty("targets").EnumerateObject().First(t => !t.Name.Contains('/', StringComparison.Ordinal));
        return
        [
            .. from package in target.Value.EnumerateObject()
               where package.Value.GetProperty("type").GetString() == "package"
               let library = root.GetProperty("libraries").GetProperty(package.Name)
               let files = library.GetProperty("files").EnumerateArray().Select(f => f.GetString()!).ToList()
               where Copied.Any(kind => HasFiles(package.Value, kind))
                   || files.Exists(f => f.StartsWith("staticwebassets/", StringComparison.Ordinal))
               let read = Read(FolderOf(folders, library.GetProperty("path").GetString()!), files)
               orderby read.Id.ToUpperInvariant()
               select read,
        ];
    }

    // A package without a file for this framework says so by a file named "_._".
    private static bool HasFiles(JsonElement package, string kind) =>
        package.TryGetProperty(kind, out var files) && files.EnumerateObject().Any(f => Path.GetFileName(f.Name) != "_._");

    private static string FolderOf(IEnumerable<string> folders, string path) =>
        folders.Select(f => Path.Combine(f, path)).FirstOrDefault(Directory.Exists)
            ?? throw new InvalidOperationException($"{path} is in no folder of packages");

    private static ShippedPackage Read(string folder, List<string> files)
    {
        var nuspec = Path.Combine(folder, files.Single(f => f.EndsWith(".nuspec", StringComparison.Ordinal)));
        var described = XDocument.Load(nuspec).Root!.Elements().First();
        XElement? Element(string name) => described.Elements().FirstOrDefault(e => e.Name.LocalName == name);
        string? Said(string name) => Element(name)?.Value.Trim() is { Length: > 0 } said ? Blank().Replace(said, " ") : null;
        var (licence, kind) = (Element("license")?.Value.Trim(), Element("license")?.Attribute("type")?.Value);
        return new ShippedPackage(
            Said("id")!,
            Said("version")!,
            kind == "expression" ? licence : null,
            kind == "file" ? Licences.Lines(File.ReadAllText(Path.Combine(folder, licence!.Replace('\\', '/')))) : null,
            string.Join(", ", (Said("authors") ?? "").Split(',').Select(a => a.Trim())),
            Said("copyright"),
            new[] { Said("projectUrl"), Element("repository")?.Attribute("url")?.Value }.FirstOrDefault(IsPage),
            [.. files.Where(f => OwnNotice().IsMatch(f)).Order(StringComparer.Ordinal)]);
    }

    // What a registry says of a package is no page of its project.
    private static bool IsPage(string? address) =>
        address is not null && address.StartsWith("http", StringComparison.Ordinal) && !ThirdPartyNotices.Registry().IsMatch(address);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"^[^/]*notice[^/]*$", RegexOptions.IgnoreCase)]
    private static partial Regex OwnNotice();
}
