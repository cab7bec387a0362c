using System.Globalization;
using System.Text;

namespace BazhongTracker.Domain.Reporting;

/// <summary>
/// Whether two names of people look the same: whatever the width and case of their letters, blanks, unseen characters and marks, and
/// whichever of Latin, Greek and Cyrillic a letter is from.
/// </summary>
public static class AlikeNames
{
    // Each Greek and Cyrillic letter stands over the Latin one it is drawn like; all in capitals.
    private const string Foreign = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕЅІЈКМНОРСТУХҮԌԚԜӀ";
    private const string Latin = "ABEZHIKMNOPTYXABESIJKMHOPCTYXYGQWI";

    public static bool Are(string one, string other) => SkeletonOf(one) == SkeletonOf(other);

    /// <returns>The same for names that look alike.</returns>
    public static string SkeletonOf(string name)
    {
        var skeleton = new StringBuilder();
        foreach (var rune in Whole(name).Normalize(NormalizationForm.FormKD).ToUpperInvariant().EnumerateRunes().Where(r => !IsMark(r)))
        {
            skeleton.Append(rune.IsBmp && Foreign.IndexOf((char)rune.Value, StringComparison.Ordinal) is >= 0 and var at
                ? Latin[at].ToString()
                : rune.ToString());
        }

        return skeleton.Replace('0', 'O').Replace('1', 'I').ToString();
    }

    public static bool IsUnseen(char c) =>
        char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Control;

    private static bool IsMark(Rune rune) =>
        Rune.IsWhiteSpace(rune)
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.NonSpacingMark
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.DashPunctuation or UnicodeCategory.OtherPunctuation;

    // An unpaired surrogate cannot be normalised.
    private static string Whole(string name) => string.Concat(name.EnumerateRunes());
}
