using System.Globalization;
using System.Text;

namespace BazhongTracker.Domain;

/// <summary>The one normaliser of what people type, paste or import: numbers, notes, names, searches, receipts.</summary>
public static class TypedText
{
    private const char FirstVariation = '\uFE00';
    private const char LastVariation = '\uFE0F';

    /// <summary>
    /// For what is kept: without characters nobody sees; a soft line end is a blank. The joiners U+200C and U+200D stay: writings and emoji
    /// need them.
    /// </summary>
    public static string Kept(string text) => Replaced(text, IsUnseen);

    /// <summary>For numbers, and what is looked up: also without joiners, marks of direction and variants.</summary>
    public static string Bare(string text) =>
        Replaced(text, c => char.GetUnicodeCategory(c) == UnicodeCategory.Format || c is >= FirstVariation and <= LastVariation);

    /// <summary>For what is looked up: bare, in one width and one case, without blanks at the ends.</summary>
    public static string Folded(string? text)
    {
        var bare = Bare(text ?? "");
        try
        {
            return bare.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Trim();
        }
        catch (ArgumentException)
        {
            // Half a character: found nowhere.
            return bare.Trim();
        }
    }

    public static bool IsSoftLineEnd(char c) => c is '\v' or '\f' or '\u0085' or '\u2028' or '\u2029';

    private static string Replaced(string text, Func<char, bool> leavesOut) =>
        text.Any(c => leavesOut(c) || IsSoftLineEnd(c))
            ? string.Concat(text.Where(c => !leavesOut(c)).Select(c => IsSoftLineEnd(c) ? ' ' : c))
            : text;

    private static bool IsUnseen(char c) =>
        c is '\u200B' or '\u200E' or '\u200F' or '\u2060' or '\u00AD' or '\uFEFF' or '\u180E' or '\u061C' or (>= '\u2061' and <= '\u2064');
}
