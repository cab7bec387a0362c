using System.Text;

namespace BazhongTracker.Web.Access.Passwords;

/// <summary>A password as it is hashed: every blank and emoji as typed, only that characters which can be written in two ways are written in one (NFC).</summary>
public static class PasswordText
{
    public const int Longest = 128;

    // A character in pieces is at most four; what is longer is not even composed.
    private const int LongestInPieces = 4 * Longest * 2;

    /// <returns>Null for more than <see cref="Longest"/> characters, and for what is no text.</returns>
    public static string? Of(string typed)
    {
        if (typed.Length > LongestInPieces)
        {
            return null;
        }

        try
        {
            var composed = typed.Normalize(NormalizationForm.FormC);
            return LengthOf(composed) <= Longest ? composed : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <returns>Characters, an emoji counting as one (or as many as it is put together of).</returns>
    public static int LengthOf(string text) => text.EnumerateRunes().Count();
}
