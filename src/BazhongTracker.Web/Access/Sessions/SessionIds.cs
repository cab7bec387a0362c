using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace BazhongTracker.Web.Access.Sessions;

/// <summary>The id stands in the cookie alone, its hash in the database, the beginning of the hash in the page.</summary>
internal static class SessionIds
{
    public const string Claim = "session";
    public const int TagLength = 16;

    /// <summary>256 random bits.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string id) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    /// <returns>Null for whoever has no session: nobody, the demo 领导, a program with a key.</returns>
    public static string? SessionHash(this ClaimsPrincipal person) => person.FindFirstValue(Claim) is { } id ? HashOf(id) : null;

    /// <summary>Tells an open page which session it belongs to; nobody can sign in with it.</summary>
    public static string? SessionTag(this ClaimsPrincipal person) => person.SessionHash()?[..TagLength];
}
