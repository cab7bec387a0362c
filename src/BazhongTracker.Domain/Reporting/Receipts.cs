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
}
