using System.Globalization;

namespace BazhongTracker.Domain.Reporting;

/// <summary>The one rule for text that people write: notes, reasons, comments, names.</summary>
public static class WrittenText
{
    /// <summary>For notes and reasons, in characters as a person counts them.</summary>
    public const int Longest = 2000;

    // A letter may carry marks and an emoji is made of several; beyond this nobody wrote it by hand.
    private const int MostUnitsPerCharacter = 4;

    /// <returns>As written, byte for byte, without blanks at the ends and without characters nobody can see; null where nothing is left.</returns>
    /// <exception cref="RuleViolation">text.too_long (characters), text.control, text.direction, text.broken.</exception>
    public static string? Read(string? text, int longest = Longest)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Length > longest * MostUnitsPerCharacter)
        {
            throw new RuleViolation("text.too_long", longest);
        }

        for (var at = 0; at < text.Length; at++)
        {
            Check(text, ref at);
        }

        var seen = string.Concat(text.Where(c => !IsUnseen(c))).Trim();
        return new StringInfo(seen).LengthInTextElements > longest ? throw new RuleViolation("text.too_long", longest) : seen.Length == 0 ? null : seen;
    }

    private static void Check(string text, ref int at)
    {
        var c = text[at];
        if (char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        {
            at++;
        }
        else if (char.IsSurrogate(c))
        {
            throw new RuleViolation("text.broken");
        }
        else if (char.IsControl(c) && c is not ('\t' or '\n' or '\r') || c is '\u2028' or '\u2029')
        {
            throw new RuleViolation("text.control");
        }
        else if (c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069')
        {
            throw new RuleViolation("text.direction");
        }
    }

    // The joiners U+200C and U+200D stay: writings and emoji need them.
    private static bool IsUnseen(char c) => c is '\u200B' or '\u200E' or '\u200F' or '\u2060' or '\u00AD' or '\uFEFF';
}
