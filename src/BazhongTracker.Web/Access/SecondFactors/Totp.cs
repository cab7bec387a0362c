using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace BazhongTracker.Web.Access.SecondFactors;

/// <summary>Codes of six figures that change every 30 seconds (RFC 6238 with SHA-1, which every authenticator speaks).</summary>
internal static class Totp
{
    public const int Digits = 6;
    public const int SeedBytes = 20;
    private const int Seconds = 30;
    private const uint Range = 1_000_000;

    // A code of the step before or after is taken: clocks differ, people type slowly.
    private const int Tolerance = 1;

    public static long StepAt(DateTime utc) => new DateTimeOffset(utc, TimeSpan.Zero).ToUnixTimeSeconds() / Seconds;

    public static string CodeOf(ReadOnlySpan<byte> seed, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // As a keyed hash in this protocol SHA-1 is not broken, and authenticators know no other.
        var hash = HMACSHA1.HashData(seed, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & int.MaxValue;
        return (number % Range).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>What an authenticator reads from a QR code or opens by itself.</summary>
    public static string Link(string userName, string key) =>
        $"otpauth://totp/BazhongTracker:{Uri.EscapeDataString(userName)}"
        + $"?secret={key}&issuer=BazhongTracker&algorithm=SHA1&digits=6&period=30";

    /// <returns>The step whose code it is, or null.</returns>
    public static long? StepOf(ReadOnlySpan<byte> seed, string code, DateTime utc)
    {
        var now = StepAt(utc);
        for (var step = now - Tolerance; step <= now + Tolerance; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(CodeOf(seed, step)), System.Text.Encoding.ASCII.GetBytes(code)))
            {
                return step;
            }
        }

        return null;
    }
}
