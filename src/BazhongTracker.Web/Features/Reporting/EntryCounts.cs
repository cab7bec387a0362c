using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Text;
using Microsoft.Extensions.Localization;

namespace BazhongTracker.Web.Features.Reporting;

/// <summary>How many rows of a form stand how.</summary>
public static class EntryCounts
{
    private static readonly (string Word, EntryState State)[] Open =
        [("bar.wrong", EntryState.Wrong), ("bar.note", EntryState.NeedsNote), ("bar.returned", EntryState.Returned), ("bar.empty", EntryState.Empty)];

    public static int Count(this EntrySheet sheet, params EntryState[] states) => sheet.Rows.Count(r => states.Contains(EntryCheck.Of(r).State));

    /// <summary>应报: of these some are handed in (已报) and the others open (待报); the two add up.</summary>
    public static (int Asked, int HandedIn, int Open) Owed(this EntrySheet sheet)
    {
        var asked = sheet.Rows.Where(r => r.IsAsked).ToList();
        var handedIn = asked.Count(r => r.IsHandedIn);
        return (asked.Count, handedIn, asked.Count - handedIn);
    }

    /// <summary>另报: handed in without being owed, a correction of what was handed in among them.</summary>
    public static int HandedInBesides(this EntrySheet sheet) =>
        sheet.Rows.Count(r => r is { IsAsked: false, Owed.Said.State: FigureState.AwaitingReview });

    /// <summary>1处须说明、2项待填; empty where nothing is left.</summary>
    public static string StillOpen(this EntrySheet sheet, Spoken spoken, IStringLocalizer words) => spoken.Listed(Open
        .Select(part => (part.Word, Number: sheet.Count(part.State))).Where(part => part.Number > 0).Select(part => words[part.Word, part.Number].Value));
}
