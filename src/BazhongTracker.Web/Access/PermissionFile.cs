using System.Globalization;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Startup;

namespace BazhongTracker.Web.Access;

/// <summary>permissions.tsv as it was shipped inside the program: action and column to cell. Whatever is not clear in it stops the start.</summary>
internal sealed class PermissionFile
{
    public const string Anonymous = "anonymous";
    public const string System = "system";
    private const string Now = "now";
    private const string Coming = "coming";

    public static readonly IReadOnlyList<string> Columns =
    [
        Anonymous, RoleNames.Reader, RoleNames.Clerk, RoleNames.Reviewer, RoleNames.Supervision, RoleNames.Leader,
        RoleNames.Admin, RoleNames.Security, RoleNames.Auditor, System,
    ];

    private static readonly string[] Header = ["action", "b2", "state", .. Columns, "comment"];

    private static readonly Dictionary<string, Reach> Cells = new()
    {
        ["-"] = Reach.None, ["n"] = Reach.Counts, ["s"] = Reach.Self, ["p"] = Reach.Published, ["o"] = Reach.Own, ["a"] = Reach.Assigned, ["all"] = Reach.All,
    };

    private readonly Dictionary<string, Dictionary<string, Reach>> rows = [];

    private PermissionFile()
    {
    }

    public IEnumerable<string> Actions => rows.Keys;

    /// <exception cref="ConfigurationRefused">See <see cref="Read"/>.</exception>
    public static PermissionFile Shipped()
    {
        using var reader = new StreamReader(typeof(PermissionFile).Assembly.GetManifestResourceStream("permissions.tsv")!);
        return Read(reader.ReadToEnd());
    }

    /// <exception cref="ConfigurationRefused">One sentence with the line that is wrong.</exception>
    public static PermissionFile Read(string text)
    {
        var file = new PermissionFile();
        var hasHeader = false;
        foreach (var (line, index) in text.Split('\n').Select((l, i) => (l.TrimEnd('\r'), i)))
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var problem = hasHeader ? file.Take(line.Split('\t')) : line == string.Join('\t', Header) ? null : $"the first row must name the columns {string.Join(", ", Header)}";
            hasHeader = true;
            if (problem is not null)
            {
                throw new ConfigurationRefused(string.Create(CultureInfo.InvariantCulture, $"permissions.tsv, line {index + 1}: {problem}."));
            }
        }

        return file.rows.Count > 0 ? file : throw new ConfigurationRefused("permissions.tsv has no row.");
    }

    public Reach Cell(string action, string column) => rows.TryGetValue(action, out var row) ? row.GetValueOrDefault(column) : Reach.None;

    private string? Take(string[] fields)
    {
        if (fields.Length != Header.Length)
        {
            return $"{fields.Length} fields where {Header.Length} are needed";
        }

        var (action, state, comment) = (fields[0], fields[2], fields[^1]);
        var cells = fields[3..^1];
        if (action.Length == 0 || comment.Length == 0)
        {
            return "an action needs a name and a sentence";
        }

        if (state is not (Now or Coming))
        {
            return $"'{state}' is neither {Now} nor {Coming}";
        }

        if (cells.FirstOrDefault(c => !Cells.ContainsKey(c)) is { } unknown)
        {
            return $"'{unknown}' is no cell; {string.Join(", ", Cells.Keys)} are";
        }

        // What is not built yet is refused whatever its cells say.
        return rows.TryAdd(action, state == Coming ? [] : Columns.Zip(cells).ToDictionary(c => c.First, c => Cells[c.Second])) ? null : $"'{action}' stands there twice";
    }
}
