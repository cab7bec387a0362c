using System.Security.Cryptography;
using System.Text;

namespace BazhongTracker.Web.Access.SecondFactors;

/// <summary>Ten codes of 80 random bits for a lost authenticator.</summary>
internal static class RecoveryCodes
{
    public const int Count = 10;
    public const int Characters = 16;

    public static IReadOnlyList<string> New() => [.. Enumerable.Range(0, Count).Select(_ => RandomNumberGenerator.GetString(Base32.Alphabet, Characters))];

    public static string HashOf(string code) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
