using System.Globalization;
using System.Resources;
using System.Text;
using BazhongTracker.Domain;
using BazhongTracker.Web.Text;

namespace BazhongTracker.Web.Features.SettingUp;

/// <param name="Number">As it stands in the table, from 1, the head line not counted.</param>
public sealed record TableRow(int Number, string Name, string StaffNumber, string UserName, string Department, string Roles)
{
    public IReadOnlyList<string> Cells => [Name, StaffNumber, UserName, Department, Roles];
}

/// <summary>A table of people as a spreadsheet puts it on the clipboard, or as CSV. The order of its columns is told by its head line.</summary>
public static class PeopleTable
{
    public const int MostRows = 500;
    private static readonly string[] Columns = ["name", "number", "user_name", "department", "roles"];
    private static readonly ResourceManager Words = new(typeof(SettingUpWords));

    /// <exception cref="RuleViolation">table.empty; table.head (the columns that are missing, as the page names them); table.too_long
    /// (rows).</exception>
    public static IReadOnlyList<TableRow> Read(string? text, Func<string, string> say)
    {
        var lines = Lines(text ?? "", SeparatorOf(text ?? "")).Where(cells => cells.Exists(c => c.Length > 0)).ToList();
        if (lines.Count == 0)
        {
            throw new RuleViolation("table.empty");
        }

        var places = Columns.Select(column => lines[0].FindIndex(cell => Names(column).Contains(Plain(cell)))).ToList();
        if (places.Contains(-1))
        {
            throw new RuleViolation(
                "table.head", string.Join(' ', Columns.Where((_, i) => places[i] < 0).Select(c => say($"head.{c}").Split('|')[0])));
        }

        return lines.Count - 1 > MostRows
            ? throw new RuleViolation("table.too_long", MostRows)
            : [.. lines.Skip(1).Select((cells, i) => new TableRow(
                i + 1, At(cells, places[0]), At(cells, places[1]), At(cells, places[2]), At(cells, places[3]), At(cells, places[4])))];
    }

    /// <summary>The same table, for the page to carry on.</summary>
    public static string Write(IEnumerable<TableRow> rows, Func<string, string> say) => string.Join('\n',
        rows.Select(row => row.Cells).Prepend([.. Columns.Select(c => say($"head.{c}").Split('|')[0])])
            .Select(cells => string.Join('\t', cells)));

    /// <summary>All words for it, in both languages.</summary>
    public static IReadOnlyList<string> Names(string column) => InBoth($"head.{column}");

    /// <summary>What stands under that key in Chinese and in English, each alternative by itself, as <see cref="Plain"/>.</summary>
    public static IReadOnlyList<string> InBoth(string key) =>
        [.. new[] { CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("en") }.SelectMany(
            c => (Words.GetString(key, c) ?? "").Split('|')).Where(w => w.Length > 0).Select(Plain)];

    /// <summary>For comparing: half width, small letters, without blanks and characters nobody sees.</summary>
    public static string Plain(string text) =>
        new([.. Whole(text).Normalize(NormalizationForm.FormKC).ToLowerInvariant().Where(c => !Domain.Reporting.AlikeNames.IsUnseen(c))]);

    private static string At(List<string> cells, int place) => place < cells.Count ? cells[place] : "";

    private static string Whole(string text) => string.Concat(text.EnumerateRunes());

    private static char SeparatorOf(string text) =>
        text.TrimStart().Split('\n', 2)[0] is var head && !head.Contains('\t', StringComparison.Ordinal) && head.Contains(',', StringComparison.Ordinal) ? ',' : '\t';

    // Quoted cells may hold line ends and separators, doubled quotes are one; inside a cell both are blanks here.
    private static List<List<string>> Lines(string text, char separator)
    {
        var (lines, line, cell, isQuoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"' && (isQuoted || cell.Length == 0))
            {
                if (isQuoted && i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append(text[++i]);
                }
                else
                {
                    isQuoted = !isQuoted;
                }
            }
            else if (isQuoted || c != separator && c is not ('\n' or '\r'))
            {
                cell.Append(char.IsControl(c) ? ' ' : c);
            }
            else if (c != '\r')
            {
                EndCell();
                if (c == '\n')
                {
                    lines.Add(line);
                    line = [];
                }
            }
        }

        EndCell();
        lines.Add(line);
        return lines;

        void EndCell()
        {
            line.Add(cell.ToString().Trim());
            cell.Clear();
        }
    }
}
