using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace BazhongTracker.Web.Access.SecondFactors;

/// <summary>Seeds stand in the database encrypted with the keys of the sign-in cookies, which are in a folder beside it.</summary>
public sealed class SeedProtection(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("second-factor");

    public string Protect(byte[] seed) => Convert.ToBase64String(protector.Protect(seed));

    /// <returns>Null when the keys were lost: no code is right then, until the factor is taken away.</returns>
    public byte[]? Unprotect(string text)
    {
        try
        {
            return protector.Unprotect(Convert.FromBase64String(text));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
