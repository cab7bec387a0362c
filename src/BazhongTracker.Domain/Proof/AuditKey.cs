using System.Security.Cryptography;
using BazhongTracker.Domain.Reporting;

namespace BazhongTracker.Domain.Proof;

/// <summary>A secret outside the database with which audit rows and their seals are signed: HMAC-SHA-256.</summary>
/// <param name="Number">1 to 255; a later key has a higher number, and what an earlier one signed stays readable with it.</param>
/// <param name="Secret">32 bytes.</param>
public sealed record AuditKey(byte Number, byte[] Secret)
{
    public const int Length = 32;
    private const int Nonce = 12;
    private const int SealTag = 16;

    /// <summary>Number of the key, 12 random bytes that make every signature its own, HMAC of both and the row.</summary>
    public byte[] Sign(AuditRow row)
    {
        var head = new byte[1 + Nonce];
        head[0] = Number;
        RandomNumberGenerator.Fill(head.AsSpan(1));
        return [.. head, .. Hmac([.. head, .. AuditText.Of(row)])];
    }

    /// <summary>Whether the program wrote the row as it stands.</summary>
    public bool Holds(AuditRow row) => row.Signature is { } signature
        && signature.Length == 1 + Nonce + HMACSHA256.HashSizeInBytes
        && CryptographicOperations.FixedTimeEquals(
            Hmac([.. signature.AsSpan(0, 1 + Nonce), .. AuditText.Of(row)]), signature.AsSpan(1 + Nonce));

    /// <summary>What a seal keeps of a row: 16 bytes, of the row, its number and its signature.</summary>
    public byte[] TagOf(AuditRow row) =>
        Hmac([.. BitConverter.GetBytes(row.Id), .. row.Signature ?? [], .. AuditText.Of(row)])[..SealTag];

    /// <summary>Signs a seal, and with it all before it.</summary>
    public byte[] Sign(byte[] seal) => Hmac(seal);

    private byte[] Hmac(byte[] text) => HMACSHA256.HashData(Secret, text);
}
