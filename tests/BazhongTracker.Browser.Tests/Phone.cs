using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace BazhongTracker.Browser.Tests;

/// <summary>An authenticator on somebody's phone (RFC 6238).</summary>
internal static class Phone
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <param name="key">As the page shows it.</param>
    /// <param name="ahead">Codes of 30 seconds later: a code is worth something once, and the next one already is.</param>
    public static string Code(string key, int ahead = 0)
    {
        var bits = string.Concat(
            key.Where(Alphabet.Contains).Select(c => Convert.ToString(Alphabet.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var seed = bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2)).ToArray();
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30 + ahead);
#pragma warning disable CA5350 // The protocol knows no other.
        var hash = HMACSHA1.HashData(seed, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
