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

/// <summary>What became of a pasted column. <paramref name="Columns"/> above 1: nothing was filled, because only one fits.</summary>
/// <param name="Replaced">The lines of those filled under which something else had been written.</param>
public sealed record PasteOutcome(int Lines, int Filled, int Columns, IReadOnlyList<PastedMisfit> Misfits, IReadOnlyList<int> Replaced)
{
    /// <summary>Longer pastes are no column of figures.</summary>
    public const int MostLines = 500;
}

/// <summary>Fills a column copied from Excel or WPS downwards, one line a row. What does not fit changes nothing.</summary>
public static class PasteColumn
{
    /// <param name="rows">From the focused row to the last one on the screen.</param>
    public static PasteOutcome Fill(IReadOnlyList<EntryRow> rows, string text)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Take(PasteOutcome.MostLines).ToList();
        var columns = lines.Max(l => l.Split('\t').Length);
        if (columns > 1)
        {
            return new PasteOutcome(lines.Count, 0, columns, [], []);
        }

        var filled = 0;
        var misfits = new List<PastedMisfit>();
        var replaced = new List<int>();
        for (var line = 0; line < lines.Count; line++)
        {
            var cell = lines[line].Trim();
            if (cell.Length == 0)
            {
                continue;
            }

            if (line >= rows.Count)
            {
                misfits.Add(new PastedMisfit(line + 1, "", cell, Misfit.NoRowLeft));
            }
            else
            {
                var before = Held(rows[line]);
                if (Put(rows[line], cell) is { } why)
                {
                    misfits.Add(new PastedMisfit(line + 1, rows[line].Owed.Target.Title(), cell, why));
                    continue;
                }

                filled++;
                if (before.Length > 0 && before != Held(rows[line]))
                {
                    replaced.Add(line + 1);
                }
            }
        }

        return new PasteOutcome(lines.Count, filled, 1, misfits, replaced);
    }

    private static string Held(EntryRow row) => (row.IsStage ? row.Stage : row.Text) ?? "";

    private static Misfit? Put(EntryRow row, string cell)
    {
        if (!row.IsOpen)
        {
            return row.IsReported ? Misfit.Reported : Misfit.NotAsked;
        }

        if (row.IsStage)
        {
            if (Domain.Progress.StageLadder.Of(row.Owed.Target.Kind)?.Knows(cell) != true)
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
