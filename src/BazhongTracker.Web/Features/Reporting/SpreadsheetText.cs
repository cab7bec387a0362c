using System.Text;

namespace BazhongTracker.Web.Features.Reporting;

/// <summary>
/// The text a spreadsheet puts on the clipboard: cells between tabs and line ends. A cell that holds one of these stands in quotes, with
/// its own quotes doubled.
/// </summary>
public static class SpreadsheetText
{
    /// <returns>The cells line by line, without empty lines at the end; null where the cells cannot be told apart for certain.</returns>
    public static IReadOnlyList<IReadOnlyList<string>>? Cells(string text)
    {
        text = text.ReplaceLineEndings("\n");
        var lines = new List<List<string>> { new() };
        for (var at = 0; at <= text.Length; at++)
        {
            string cell;
            if (at < text.Length && text[at] == '"')
            {
                if (Quoted(text, ref at) is not { } inside)
                {
                    return null;
                }

                cell = inside;
            }
            else
            {
                var end = text.AsSpan(at).IndexOfAny('\t', '\n');
                cell = end < 0 ? text[at..] : text.Substring(at, end);
                at += cell.Length;
            }

            lines[^1].Add(cell);
            if (at < text.Length && text[at] == '\n')
            {
                lines.Add([]);
            }
        }

        while (lines.Count > 0 && lines[^1].TrueForAll(string.IsNullOrWhiteSpace))
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return lines;
    }

    /// <param name="at">On the opening quote; afterwards behind the closing one.</param>
    private static string? Quoted(string text, ref int at)
    {
        var cell = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                cell.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                cell.Append('"');
                at++;
            }
            else
            {
                at++;
                return at == text.Length || text[at] is '\t' or '\n' ? cell.ToString() : null;
            }
        }

        return null;
    }
}
