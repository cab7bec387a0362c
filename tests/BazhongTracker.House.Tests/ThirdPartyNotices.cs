using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BazhongTracker.House.Tests;

/// <summary>
/// Composes <c>THIRD-PARTY-NOTICES.md</c> from the packages and from the files that are kept in the checkout with a licence of others.
/// </summary>
internal static partial class ThirdPartyNotices
{
    private const int Width = 140;

    private const string Head =
        """
        # Third-party notices

        BazhongTracker has the MIT licence (`LICENSE`). It is published together with the software below, each under its own licence.
        A test makes this file; how to renew it stands in `CONTRIBUTING.md`.

        ## .NET
        The program runs on .NET and ASP.NET Core, with whose scripts a page talks to the server. Licence: MIT.
        Copyright notice: Copyright (c) .NET Foundation and Contributors. Project: <https://dot.net/>

        ## Packages
        """;

    private const string Sqlite = "SQLitePCLRaw.lib.e_sqlite3";

    public static string Written { get; } = Path.Combine(Checkout.Root, "THIRD-PARTY-NOTICES.md");

    /// <summary>Scripts and styles of others that the browser is sent, a folder each.</summary>
    public static IEnumerable<string> VendoredFolders { get; } =
        Directory.GetDirectories(Path.Combine(Checkout.Root, "src/BazhongTracker.Web/wwwroot/lib")).Order(StringComparer.Ordinal);

    /// <summary>What <c>eng/charts/build</c> puts into the chart library.</summary>
    public static IReadOnlyList<(string Name, string Version)> Bundled { get; } = ReadBundled();

    public static string Compose(IEnumerable<ShippedPackage> packages)
    {
        var text = new StringBuilder(Licences.Lines(Head)).Append('\n');
        var shipped = packages.ToList();
        foreach (var package in shipped)
        {
            Add(text, package);
        }

        text.Append("\n## Scripts and data kept with the source\n");
        foreach (var folder in VendoredFolders)
        {
            var title = File.ReadLines(Path.Combine(folder, "README.md")).First().TrimStart('#', ' ');
            text.Append("\n### ").Append(title).Append('\n');
            Item(text, "Made of", string.Join(", ", Bundled.Select(b => $"{b.Name} {b.Version}")));
            var names = Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f));
            foreach (var file in names.Where(f => Kept().IsMatch(f)).Order(StringComparer.Ordinal))
            {
                Quote(text, $"`{file}`:", File.ReadAllText(Path.Combine(folder, file)));
            }
        }

        // A file of data has its licence beside it.
        foreach (var (path, licence) in Checkout.Files("src", ".LICENSE").OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            text.Append("\n### ").Append(Path.GetFileNameWithoutExtension(path)).Append('\n');
            Quote(text, "Made with a list under this licence:", licence);
        }

        text.Append("\n## Texts of the licences of the packages\n");
        foreach (var name in shipped.SelectMany(p => p.Free).Append("MIT").Distinct().Order(StringComparer.Ordinal))
        {
            Quote(text.Append("\n### ").Append(name).Append('\n'), null, Licences.Text(name));
        }

        return text.ToString();
    }

    private static void Add(StringBuilder text, ShippedPackage package)
    {
        text.Append("\n### ").Append(package.Title).Append('\n');
        Item(text, "Licence", string.Join(" and ", package.Free));
        Item(text, "Authors", package.Authors);
        Item(text, "Copyright notice", package.Copyright);
        Item(text, "Project", package.Project is null ? null : $"<{package.Project}>");
        Item(text, "Notices of its own, in the package", package.OwnNotices.Count == 0 ? null : string.Join(", ", package.OwnNotices));
        Item(text, "Contains", package.Id == Sqlite ? "SQLite, which is in the public domain" : null);
        if (package.LicenceFile is not null)
        {
            Quote(text, null, package.LicenceFile);
        }
    }

    private static void Item(StringBuilder text, string name, string? said)
    {
        if (string.IsNullOrEmpty(said))
        {
            return;
        }

        var line = $"- {name}:";
        foreach (var word in said.Split(' '))
        {
            if (line.Length + 1 + word.Length > Width)
            {
                text.Append(line).Append('\n');
                line = " ";
            }

            line += " " + word;
        }

        text.Append(line).Append('\n');
    }

    private static void Quote(StringBuilder text, string? before, string quoted)
    {
        if (before is not null)
        {
            text.Append('\n').Append(before).Append('\n');
        }

        text.Append("\n```\n").Append(Licences.Lines(quoted)).Append("\n```\n");
    }

    private static List<(string Name, string Version)> ReadBundled()
    {
        using var package = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Checkout.Root, "eng/charts/package.json")));
        var parts = package.RootElement.GetProperty("dependencies").EnumerateObject();
        return [.. parts.Select(d => (d.Name, d.Value.GetString()!)).OrderBy(d => d.Name, StringComparer.Ordinal)];
    }

    /// <summary>The page of a package in a registry, which is no address of its project.</summary>
    [GeneratedRegex("https?://[^/\\s]+/packages?/", RegexOptions.IgnoreCase)]
    public static partial Regex Registry();

    [GeneratedRegex("^(LICENSE|NOTICE)")]
    private static partial Regex Kept();
}
