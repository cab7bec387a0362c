using System.Text;
using BazhongTracker.Domain;

namespace BazhongTracker.Web.Access.SecondFactors;

/// <summary>Five bits a character (RFC 4648), without padding: what people type and authenticators read.</summary>
internal static class Base32
{
    public const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Bits = 5;
    private const int Group = 4;

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (held, count) = (0, 0);
        foreach (var next in bytes)
        {
            (held, count) = ((held << 8) | next, count + 8);
            while (count >= Bits)
            {
                count -= Bits;
                text.Append(Alphabet[(held >> count) & 31]);
                held &= (1 << count) - 1;
            }
        }

        return count == 0 ? text.ToString() : text.Append(Alphabet[(held << (Bits - count)) & 31]).ToString();
    }

    /// <summary>For the eye.</summary>
    public static string Grouped(string text) => string.Join(' ', text.Chunk(Group).Select(c => new string(c)));

    /// <summary>As it was made, whatever blanks, hyphens and small letters it was typed with.</summary>
    public static string Plain(string typed) => new([.. TypedText.Folded(typed).ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
}
