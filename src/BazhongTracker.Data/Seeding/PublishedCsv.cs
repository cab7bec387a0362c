using System.Text;
using BazhongTracker.Domain;

namespace BazhongTracker.Data.Seeding;

/// <summary>One row of a file under <c>seeds/published</c>: its cells by column name, and where it stands. Line 1 is the heading.</summary>
public sealed record PublishedRow(string File, int Line, IReadOnlyDictionary<string, string> Cells)
{
    public string this[string column] => Cells[column];

    /// <returns>Null when the cell is empty.</returns>
    public string? Text(string column) => Cells[column].Length == 0 ? null : Cells[column];

    public InvalidDataException Bad(string reason) => new($"{File}, line {Line}: {reason}");
}

/// <summary>Comma-separated text as in RFC 4180: a cell with commas or quotes stands in quotes, a quote in it is doubled. A row is one line.</summary>
public static class PublishedCsv
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "seeds", "published");

    /// <exception cref="InvalidDataException">The heading is another one, or a row has another number of cells; the message names file and line.</exception>
    public static IReadOnlyList<PublishedRow> Read(string file, string heading) =>
        Rows(file, heading, TextFile.Read(Path.Combine(Folder, file)));

    /// <param name="file">Only named in messages.</param>
    /// <exception cref="InvalidDataException">See <see cref="Read"/>.</exception>
    public static IReadOnlyList<PublishedRow> Rows(string file, string heading, string text)
    {
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        if (lines[0] != heading)
        {
            throw new InvalidDataException($"{file}, line 1: the heading must be {heading}");
        }

        var columns = heading.Split(',');
        return [.. lines.Skip(1).Select((line, index) => Row(file, index + 2, line, columns))];
    }

    private static PublishedRow Row(string file, int number, string line, string[] columns)
    {
        var cells = Cells(line);
        return cells is not null && cells.Count == columns.Length
            ? new PublishedRow(file, number, columns.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second.Trim()))
            : throw new InvalidDataException($"{file}, line {number}: {columns.Length} cells are expected");
    }

    // Null when a quote is not closed or stands where none may.
    private static List<string>? Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < line.Length; at++)
        {
            var doubled = quoted && line[at] == '"' && at + 1 < line.Length && line[at + 1] == '"';
            if (doubled || (quoted ? line[at] != '"' : line[at] is not ('"' or ',')))
            {
                cell.Append(line[at]);
                at += doubled ? 1 : 0;
            }
            else if (line[at] == ',')
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else if (quoted || cell.Length == 0)
            {
                quoted = !quoted;
            }
            else
            {
                return null;
            }
        }

        cells.Add(cell.ToString());
        return quoted ? null : cells;
    }
}
