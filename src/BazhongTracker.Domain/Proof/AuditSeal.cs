using System.Buffers.Binary;
using System.Security.Cryptography;
using BazhongTracker.Domain.Reporting;

namespace BazhongTracker.Domain.Proof;

/// <summary>A segment of the audit that can no longer be changed unseen: which rows it holds, 16 bytes of each, and a signature over these and the signature of the seal before. Never changed.</summary>
public sealed class AuditSeal
{
    private const int Entry = 24;

    private AuditSeal()
    {
    }

    /// <summary>1, 2, 3 … without gaps.</summary>
    public int Number { get; private init; }

    public DateTime SealedUtc { get; private init; }

    public byte KeyNumber { get; private init; }

    /// <summary>The highest row so far, of this and all seals before.</summary>
    public long LastRow { get; private init; }

    /// <summary>24 bytes a row in the order of rows: its number, big-endian, and its tag.</summary>
    public byte[] Rows { get; private init; } = [];

    public byte[] Signature { get; private init; } = [];

    public int Count => Rows.Length / Entry;

    /// <param name="last">Null for the first.</param>
    /// <param name="rows">In the order of their numbers; may be empty only for a seal that nothing is wrong with saying so.</param>
    public static AuditSeal Of(AuditSeal? last, IReadOnlyCollection<AuditRow> rows, AuditKey key, DateTime nowUtc)
    {
        var entries = new byte[rows.Count * Entry];
        var at = entries.AsSpan();
        foreach (var row in rows)
        {
            BinaryPrimitives.WriteInt64BigEndian(at, row.Id);
            key.TagOf(row).CopyTo(at[sizeof(long)..]);
            at = at[Entry..];
        }

        var number = (last?.Number ?? 0) + 1;
        var lastRow = Math.Max(last?.LastRow ?? 0, rows.Count == 0 ? 0 : rows.Max(r => r.Id));
        return new AuditSeal
        {
            Number = number, SealedUtc = nowUtc, KeyNumber = key.Number, LastRow = lastRow, Rows = entries,
            Signature = key.Sign(Text(last, number, key.Number, nowUtc, lastRow, entries)),
        };
    }

    /// <summary>Whether it stands as it was made, after <paramref name="last"/>.</summary>
    public bool Follows(AuditSeal? last, AuditKey key) =>
        Number == (last?.Number ?? 0) + 1 && CryptographicOperations.FixedTimeEquals(key.Sign(Text(last, Number, KeyNumber, SealedUtc, LastRow, Rows)), Signature);

    /// <summary>The numbers of its rows and the tags.</summary>
    public IEnumerable<(long Row, byte[] Tag)> Entries
    {
        get
        {
            for (var at = 0; at < Rows.Length; at += Entry)
            {
                yield return (BinaryPrimitives.ReadInt64BigEndian(Rows.AsSpan(at)), Rows[(at + sizeof(long))..(at + Entry)]);
            }
        }
    }

    private static byte[] Text(AuditSeal? last, int number, byte key, DateTime sealedUtc, long lastRow, byte[] rows) =>
    [
        .. last?.Signature ?? [], .. BitConverter.GetBytes(number), key, .. BitConverter.GetBytes(sealedUtc.Ticks / TimeSpan.TicksPerMicrosecond), .. BitConverter.GetBytes(lastRow), .. rows,
    ];
}
