using BazhongTracker.Web.Text;
using Microsoft.Extensions.Localization;

namespace BazhongTracker.Web.Features.Reporting;

/// <summary>How many rows of a form stand how.</summary>
public static class EntryCounts
{
    private static readonly (string Word, EntryState State)[] Open =
        [("bar.wrong", EntryState.Wrong), ("bar.note", EntryState.NeedsNote), ("bar.returned", EntryState.Returned), ("bar.empty", EntryState.Empty)];

    public static int Count(this EntrySheet sheet, params EntryState[] states) => sheet.Rows.Count(r => states.Contains(EntryCheck.Of(r).State));

    /// <summary>1处须说明、2项待填; empty where nothing is left.</summary>
    public static string StillOpen(this EntrySheet sheet, Spoken spoken, IStringLocalizer words) => spoken.Listed(Open
        .Select(part => (part.Word, Number: sheet.Count(part.State))).Where(part => part.Number > 0).Select(part => words[part.Word, part.Number].Value));
}
