using System.Security.Cryptography;
using System.Text;
using BazhongTracker.Data;
using BazhongTracker.Data.People;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access.SecondFactors;

/// <summary>Ten codes of 80 random bits for a lost authenticator.</summary>
internal static class RecoveryCodes
{
    public const int Count = 10;
    public const int Characters = 16;

    public static IReadOnlyList<string> New() => [.. Enumerable.Range(0, Count).Select(_ => RandomNumberGenerator.GetString(Base32.Alphabet, Characters))];

    /// <summary>In the place of those there were; to be saved by the caller.</summary>
    public static async Task<IReadOnlyList<string>> RenewRecoveryCodes(this TrackerDbContext db, string personId, CancellationToken cancellation)
    {
        var codes = New();
        await db.RecoveryCodes.Where(c => c.PersonId == personId).ExecuteDeleteAsync(cancellation);
        db.AddRange(codes.Select(c => RecoveryCode.Of(personId, HashOf(c))));
        return codes;
    }

    public static string HashOf(string code) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
