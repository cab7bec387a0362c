using System.Globalization;

namespace BazhongTracker.Domain.Reporting;

/// <summary>What may stand in any cell that people type in: a length, and no character that cannot be stored or that hides or turns round what one reads.</summary>
public static class TypedText
{
    public const int LongestNote = 500;

    /// <summary>Of one cell with a number or a stage.</summary>
    public const int LongestCell = 64;

    // What stands where a character was that is none.
    private const char Replacement = '\uFFFD';

    /// <summary>Rare ideographs, whatever their plane, are taken as they are.</summary>
    /// <param name="longest">In UTF-16 units, as a browser counts.</param>
    /// <exception cref="RuleViolation">text.too_long (longest), text.not_a_character: NUL and other controls, half a surrogate pair, a control of the writing direction.</exception>
    public static void Check(string? text, int longest)
    {
        if (text is null)
        {
            return;
        }

        if (text.Length > longest)
        {
            throw new RuleViolation("text.too_long", longest);
        }

        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsSurrogatePair(text, at))
            {
                at++;
            }
            else if (char.IsSurrogate(text[at]) || IsRefused(text[at]))
            {
                throw new RuleViolation("text.not_a_character");
            }
        }
    }

    private static bool IsRefused(char c) => c switch
    {
        '\t' or '\n' or '\r' => false,
        Replacement or '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => true,
        _ => char.GetUnicodeCategory(c) == UnicodeCategory.Control,
    };
}
