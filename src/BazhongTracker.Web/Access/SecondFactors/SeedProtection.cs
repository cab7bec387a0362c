using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace BazhongTracker.Web.Access.SecondFactors;

/// <summary>Seeds stand in the database encrypted with the keys of the sign-in cookies, which are in a folder beside it.</summary>
public sealed class SeedProtection(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("second-factor");

    public string Protect(byte[] seed) => Convert.ToBase64String(protector.Protect(seed));

    /// <returns>Null when the keys were lost: no code is right then, until the factor is taken away.</returns>
    public byte[]? Unprotect(string text) => Unprotect(protector, text);

    /// <summary>For a key that is being set up: it opens in the session that set it up alone.</summary>
    public string ProtectFor(string session, byte[] seed) => Convert.ToBase64String(Of(session).Protect(seed));

    /// <returns>Null also for another session's.</returns>
    public byte[]? UnprotectFor(string session, string text) => Unprotect(Of(session), text);

    private IDataProtector Of(string session) => protection.CreateProtector("second-factor", "set-up", session);

    private static byte[]? Unprotect(IDataProtector protector, string text)
    {
        try
        {
            return protector.Unprotect(Convert.FromBase64String(text));
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
