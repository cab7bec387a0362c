using System.Security.Cryptography;
using BazhongTracker.Domain.Reporting;

namespace BazhongTracker.Domain.Proof;

/// <summary>What is wrong with the audit.</summary>
/// <param name="Row">The row, or null where a seal or a checkpoint is meant.</param>
/// <param name="Seal">The seal that says so, if one does.</param>
/// <param name="Why">missing, changed, foreign (not written by the program), repeated, seal.changed, seal.missing, key.missing.</param>
public sealed record AuditFault(long? Row, int? Seal, string Why);

/// <summary>Looks through rows and seals in the order of their numbers and remembers the first fault.</summary>
public sealed class AuditCheck(IReadOnlyDictionary<byte, AuditKey> keys)
{
    private readonly Dictionary<long, (byte[] Tag, AuditSeal Seal)> expected = [];
    private readonly HashSet<UInt128> seen = [];
    private AuditSeal? last;

    public AuditFault? First { get; private set; }

    public int Seals => last?.Number ?? 0;
    public int Rows { get; private set; }

    /// <summary>Written since the last seal, or while it was made.</summary>
    public int Unsealed { get; private set; }

    /// <summary>The signatures of the seals by number, to be compared with what is kept outside.</summary>
    public Dictionary<int, byte[]> Signatures { get; } = [];

    /// <summary>In the order of numbers, all before the first row.</summary>
    public void Look(AuditSeal seal)
    {
        if (!keys.TryGetValue(seal.KeyNumber, out var key))
        {
            Fault(null, seal.Number, "key.missing");
        }
        else if (!seal.Follows(last, key))
        {
            Fault(null, seal.Number == Seals + 1 ? seal.Number : Seals + 1, seal.Number == Seals + 1 ? "seal.changed" : "seal.missing");
        }

        foreach (var (row, tag) in seal.Entries)
        {
            expected[row] = (tag, seal);
        }

        Signatures[seal.Number] = seal.Signature;
        last = seal;
    }

    /// <summary>In the order of numbers.</summary>
    public void Look(AuditRow row)
    {
        Rows++;
        var isSealed = expected.Remove(row.Id, out var kept);
        Unsealed += isSealed ? 0 : 1;
        var number = isSealed ? kept.Seal.KeyNumber : row.Signature is { Length: > 0 } ? row.Signature[0] : (byte)0;
        if (number == 0)
        {
            Fault(row.Id, null, "foreign");
        }
        else if (!keys.TryGetValue(number, out var key))
        {
            Fault(row.Id, kept.Seal?.Number, "key.missing");
        }
        else if (isSealed && !CryptographicOperations.FixedTimeEquals(key.TagOf(row), kept.Tag))
        {
            Fault(row.Id, kept.Seal.Number, "changed");
        }
        else if (row.Signature is null ? kept.Seal?.Number != 1 : !(keys.TryGetValue(row.Signature.FirstOrDefault(), out var own) && own.Holds(row)))
        {
            // Rows older than the signing of rows stand in the first seal.
            Fault(row.Id, kept.Seal?.Number, "foreign");
        }
        else if (row.Signature is not null && !seen.Add(BitConverter.ToUInt128(row.Signature, row.Signature.Length - 16)))
        {
            Fault(row.Id, kept.Seal?.Number, "repeated");
        }
    }

    /// <summary>After the last row: what a seal holds and no row is.</summary>
    public void Close()
    {
        if (expected.Count > 0)
        {
            var row = expected.Keys.Min();
            Fault(row, expected[row].Seal.Number, "missing");
        }
    }

    /// <summary>What is kept outside the database about a seal.</summary>
    public void Compare(int number, byte[] signature)
    {
        if (!Signatures.TryGetValue(number, out var stored))
        {
            Fault(null, number, "seal.missing");
        }
        else if (!CryptographicOperations.FixedTimeEquals(stored, signature))
        {
            Fault(null, number, "seal.changed");
        }
    }

    // The first by the number of the row; a seal or a checkpoint only where no row is named.
    private void Fault(long? row, int? seal, string why)
    {
        var isEarlier = First is null || row is { } now && (First.Row is not { } before || now < before);
        First = isEarlier ? new AuditFault(row, seal, why) : First;
    }
}
