using System.Globalization;
using System.Text.RegularExpressions;
using BazhongTracker.Data;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Proof;

/// <summary>A seal as it is known outside the database.</summary>
public sealed record Checkpoint(int Seal, byte[] Signature);

/// <summary>
/// Writes every seal down outside the database, in the files of <c>Audit:Checkpoints</c> and in the log: who cuts the end of the audit off or brings an older copy back has these against him.
/// One line a seal: number, rows so far, when (UTC), number of the key, signature in hexadecimal; fields are parted by a tab.
/// </summary>
public sealed partial class Checkpoints(IDbContextFactory<TrackerDbContext> contexts, AuditSettings settings, ILogger<Checkpoints> log)
{
    private const int Looks = 100;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    /// <summary>More than a line and a piece of one: the last seal is all that is asked for when another is written down.</summary>
    private const int Tail = 1_000;

    public IReadOnlyList<string> Files => settings.Checkpoints;

    public async Task Write(CancellationToken cancellation = default)
    {
        foreach (var file in Files)
        {
            await Write(file, cancellation);
        }
    }

    /// <summary>Waits, a few seconds at most, while an instance is writing to the file.</summary>
    public static async Task<IReadOnlyList<Checkpoint>> Read(string file, CancellationToken cancellation = default)
    {
        for (var look = 1; File.Exists(file); look++)
        {
            try
            {
                using var kept = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                return Read(kept);
            }
            catch (IOException) when (look < Looks)
            {
                await Task.Delay(BetweenLooks, cancellation);
            }
        }

        return [];
    }

    // A line cut off by a death stays one and is none: the seal is written down anew after it.
    private static List<Checkpoint> Read(Stream kept)
    {
        using var reader = new StreamReader(kept, leaveOpen: true);
        var points = new List<Checkpoint>();
        while (reader.ReadLine() is { } line)
        {
            if (Line().Match(line) is { Success: true } point)
            {
                points.Add(new Checkpoint(int.Parse(point.Groups["seal"].ValueSpan, CultureInfo.InvariantCulture), Convert.FromHexString(point.Groups["signature"].ValueSpan)));
            }
        }

        return points;
    }

    private async Task Write(string file, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        FileStream kept;
        try
        {
            kept = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another instance is writing; what it does not know yet is written with the next seal.
            return;
        }

        await using (kept)
        {
            kept.Seek(-Math.Min(kept.Length, Tail), SeekOrigin.End);
            var points = Read(kept);
            var written = points.Count == 0 ? 0 : points[^1].Seal;
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var seals = await db.AuditSeals.AsNoTracking().Where(s => s.Number > written).OrderBy(s => s.Number).ToListAsync(cancellation);
            if (seals.Count == 0)
            {
                return;
            }

            var lines = seals.ConvertAll(s => FormattableString.Invariant($"{s.Number}\t{s.LastRow}\t{s.SealedUtc:yyyy-MM-ddTHH:mm:ssZ}\t{s.KeyNumber}\t{Convert.ToHexStringLower(s.Signature)}"));
            kept.Seek(0, SeekOrigin.End);
            await using var writer = new StreamWriter(kept, leaveOpen: true) { NewLine = "\n" };
            await writer.WriteAsync((EndsWithLine(kept) ? "" : "\n") + string.Join('\n', lines) + "\n");
            await writer.FlushAsync(cancellation);
            kept.Flush(flushToDisk: true);
            if (file == Files[0])
            {
                lines.ForEach(line => LogSeal(log, line));
            }
        }
    }

    private static bool EndsWithLine(FileStream kept)
    {
        if (kept.Length == 0)
        {
            return true;
        }

        kept.Seek(-1, SeekOrigin.End);
        return kept.ReadByte() == '\n';
    }

    [GeneratedRegex(@"^(?<seal>\d{1,9})\t\d+\t[^\t]+\t\d+\t(?<signature>[0-9a-f]{64})$")]
    private static partial Regex Line();

    [LoggerMessage(EventId = 7001, Level = LogLevel.Information, Message = "Audit sealed: {Checkpoint}")]
    private static partial void LogSeal(ILogger log, string checkpoint);
}
