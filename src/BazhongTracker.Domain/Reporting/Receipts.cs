using System.Security.Cryptography;
using System.Text;

namespace BazhongTracker.Domain.Reporting;

/// <summary>回执号: derived from the operation id, so the same submit always has the same receipt.</summary>
public static class Receipts
{
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <returns>Three groups of four letters and digits without 0, 1, I and O.</returns>
    public static string For(string operationId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(operationId));
        var letters = hash.Take(12).Select(b => Letters[b % Letters.Length]).ToArray();
        return string.Join('-', letters.Chunk(4).Select(c => new string(c)));
    }

    /// <param name="typed">With or without dashes and blanks, small letters and full-width ones too.</param>
    /// <returns>As it is stored, or null for what can be none.</returns>
    public static string? Read(string? typed)
    {
        // No person types more; an unpaired surrogate cannot be normalised.
        if (typed is null || typed.Length > 100 || typed.Any(char.IsSurrogate))
        {
            return null;
        }

        var letters = TypedText.Folded(typed).ToUpperInvariant()
            .Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c) && c is not ('-' or '‐' or '‑' or '–' or '—' or '−')).ToArray();
        return letters.Length == 12 && letters.All(Letters.Contains) ? string.Join('-', letters.Chunk(4).Select(c => new string(c))) : null;
    }
}
