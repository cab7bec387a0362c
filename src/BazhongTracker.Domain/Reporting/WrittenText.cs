using System.Globalization;

namespace BazhongTracker.Domain.Reporting;

/// <summary>The one rule for text that people write: notes, reasons, comments, names.</summary>
public static class WrittenText
{
    /// <summary>For notes and reasons, in characters as a person counts them.</summary>
    public const int Longest = 2000;

    /// <summary>Of a cell for a number or a stage, while it is typed.</summary>
    public const int LongestCell = 64;

    /// <summary>Of the number or the issuer of a document.</summary>
    public const int LongestDocument = 100;

    /// <summary>What a column for such a text must hold, in UTF-16 units.</summary>
    public const int LongestStored = Longest * MostUnitsPerCharacter;

    /// <inheritdoc cref="LongestStored"/>
    public const int LongestDocumentStored = LongestDocument * MostUnitsPerCharacter;

    // What stands where a character was lost on the way.
    private const char Replacement = '\uFFFD';

    // A letter may carry marks and an emoji is made of several; beyond this nobody wrote it by hand.
    private const int MostUnitsPerCharacter = 4;

    /// <returns>As written, byte for byte, but for blanks at the ends, characters nobody can see and soft line ends
    /// (<see cref="TypedText.Kept"/>); null where nothing is left.</returns>
    /// <exception cref="RuleViolation">text.too_long (characters), text.control, text.direction, text.broken.</exception>
    public static string? Read(string? text, int longest = Longest)
    {
        Check(text, longest);
        return text is not null && TypedText.Kept(text).Trim() is { Length: > 0 } seen ? seen : null;
    }

    /// <summary>For text that is kept as it is while it is typed.</summary>
    /// <exception cref="RuleViolation">As <see cref="Read"/>.</exception>
    public static void Check(string? text, int longest)
    {
        if (text is null)
        {
            return;
        }

        if (text.Length > longest * MostUnitsPerCharacter)
        {
            throw new RuleViolation("text.too_long", longest);
        }

        for (var at = 0; at < text.Length; at++)
        {
            Check(text, ref at);
        }

        if (new StringInfo(text).LengthInTextElements > longest)
        {
            throw new RuleViolation("text.too_long", longest);
        }
    }

    private static void Check(string text, ref int at)
    {
        var c = text[at];
        if (char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        {
            at++;
        }
        else if (char.IsSurrogate(c) || c == Replacement)
        {
            throw new RuleViolation("text.broken");
        }
        else if (char.IsControl(c) && c is not ('\t' or '\n' or '\r') && !TypedText.IsSoftLineEnd(c))
        {
            throw new RuleViolation("text.control");
        }
        else if (c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069')
        {
            throw new RuleViolation("text.direction");
        }
    }
}
