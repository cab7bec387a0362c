using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Text;

namespace BazhongTracker.Web.Features.Reporting;

public enum Misfit
{
    NotANumber,
    NotAStage,
    NotAsked,
    Reported,
    NoRowLeft,
}

/// <param name="Name">Of the target in whose row it would have stood; empty beyond the last row.</param>
/// <param name="Text">As pasted.</param>
public sealed record PastedMisfit(int Line, string Name, string Text, Misfit Why);

/// <summary>Why a paste as a whole filled nothing.</summary>
public enum PasteRefusal
{
    /// <summary>Quotes without a partner: the cells cannot be told apart.</summary>
    Unclear,

    /// <summary>Only one column fits.</summary>
    Columns,

    /// <summary>More than a form could take.</summary>
    TooLong,
}

/// <summary>What became of a pasted column.</summary>
/// <param name="Lines">Without the head line.</param>
/// <param name="Columns">Without those that are empty in every line.</param>
/// <param name="Replaced">The lines of those filled under which something else had been written.</param>
public sealed record PasteOutcome(int Lines, int Filled, int Columns, IReadOnlyList<PastedMisfit> Misfits, IReadOnlyList<int> Replaced)
{
    /// <summary>Null where lines were filled one by one.</summary>
    public PasteRefusal? Refusal { get; init; }

    /// <summary>The first line was the head of the column and was passed over.</summary>
    public bool HasHead { get; init; }

    public static PasteOutcome Refused(PasteRefusal why, int columns = 0) => new(0, 0, columns, [], []) { Refusal = why };
}

/// <summary>Fills a column copied from Excel or WPS downwards, one line a row. What does not fit changes nothing.</summary>
public static class PasteColumn
{
    /// <summary>Longer pastes are no column of figures.</summary>
    public const int MostLines = 500;

    // What stands above a column of figures in the sheets of offices; compared, never shown.
    private static readonly string[] Heads =
    [
        "数值", "数", "本期", "本期数", "本期值", "完成数", "完成值", "完成情况", "填报数", "填报值",
        "上报数", "累计", "累计数", "累计值", "实际", "实际值", "合计", "指标值", "单位",
        "value", "figure", "figures", "actual", "total", "ytd",
    ];

    /// <param name="rows">From the focused row to the last one on the screen.</param>
    /// <param name="text">Null where the browser found it too long to send.</param>
    public static PasteOutcome Fill(IReadOnlyList<EntryRow> rows, string? text)
    {
        if (text is null)
        {
            return PasteOutcome.Refused(PasteRefusal.TooLong);
        }

        if (SpreadsheetText.Cells(text) is not { } lines)
        {
            return PasteOutcome.Refused(PasteRefusal.Unclear);
        }

        if (lines.Count > MostLines)
        {
            return PasteOutcome.Refused(PasteRefusal.TooLong);
        }

        var columns = Enumerable.Range(0, lines.Max(l => (int?)l.Count) ?? 0)
            .Where(c => lines.Any(l => c < l.Count && !string.IsNullOrWhiteSpace(l[c]))).ToList();
        if (columns.Count > 1)
        {
            return PasteOutcome.Refused(PasteRefusal.Columns, columns.Count);
        }

        // A cell of several lines is one line of text.
        var cells = lines.Select(l => columns.Count == 1
            && columns[0] < l.Count ? string.Concat(l[columns[0]].Split('\n', StringSplitOptions.TrimEntries)) : "").ToList();
        var head = cells.Count > 0 && IsHead(cells[0]) ? 1 : 0;
        var filled = 0;
        var misfits = new List<PastedMisfit>();
        var replaced = new List<int>();
        for (var line = head; line < cells.Count; line++)
        {
            var (cell, at) = (cells[line], line - head);
            if (cell.Length == 0)
            {
                continue;
            }

            if (at >= rows.Count)
            {
                misfits.Add(new PastedMisfit(line + 1, "", cell, Misfit.NoRowLeft));
                continue;
            }

            var before = Held(rows[at]);
            if (Put(rows[at], cell) is { } why)
            {
                misfits.Add(new PastedMisfit(line + 1, rows[at].Owed.Target.Title(), cell, why));
                continue;
            }

            filled++;
            if (before.Length > 0 && before != Held(rows[at]))
            {
                replaced.Add(line + 1);
            }
        }

        return new PasteOutcome(cells.Count - head, filled, columns.Count, misfits, replaced) { HasHead = head == 1 };
    }

    // A head may go on: with its unit in brackets, or behind a colon.
    private static bool IsHead(string cell) => Heads.Contains(cell.Split(['（', '(', '：', ':'])[0].Trim(), StringComparer.OrdinalIgnoreCase);

    private static string Held(EntryRow row) => (row.IsStage ? row.Stage : row.Text) ?? "";

    private static Misfit? Put(EntryRow row, string cell)
    {
        if (!row.IsOpen)
        {
            return row.IsReported ? Misfit.Reported : Misfit.NotAsked;
        }

        if (row.IsStage)
        {
            if (Domain.Progress.StageLadder.Of(row.Owed.Target)?.Knows(cell) != true)
            {
                return Misfit.NotAStage;
            }

            row.Choose(cell);
            return null;
        }

        try
        {
            FigureText.Split(cell);
        }
        catch (RuleViolation)
        {
            return Misfit.NotANumber;
        }

        row.Type(cell);
        return null;
    }
}
