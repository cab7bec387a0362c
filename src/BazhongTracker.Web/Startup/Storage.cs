using System.Globalization;
using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Proof;
using BazhongTracker.Web.Shared.Availability;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Startup;

/// <summary>Whether the database must keep what it acknowledged over a power cut. Tests put false in its place: their server is thrown away.</summary>
internal sealed record StorageDemands(bool Durable);

/// <summary>Does not start in Production on storage that may forget what was acknowledged, or with keys that prove nothing; in Development it says so in the log.</summary>
internal static partial class Storage
{
    private static readonly string[] OnTheNetwork = ["nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "fuse.sshfs", "afs", "ncpfs", "glusterfs", "fuse.glusterfs", "ceph"];

    /// <exception cref="ConfigurationRefused">In Production, with the first reason.</exception>
    public static async Task RefuseUnsafeStorage(this WebApplication app)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<TrackerDbContext>>().CreateDbContextAsync();
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Storage).FullName!);
        var keys = app.Services.GetRequiredService<AuditKeys>();
        var faults = keys.Exposed.Select(file => $"{file} can be read by others; let its owner alone read it (chmod 600).").Concat(await WrongKeys(db, keys));
        if (app.Services.GetRequiredService<StorageDemands>().Durable)
        {
            faults = faults.Concat(db.Database.IsNpgsql() ? await OfPostgres(db, log) : await OfSqlite(db));
        }

        foreach (var file in OwnFiles
            .Exposed(
                app.Services.GetRequiredService<DatabaseAddress>(), ProtectionKeys.Folder(app.Configuration),
                AuditSettings.Read(app.Configuration).Checkpoints)
            .Except(keys.Exposed))
        {
            LogExposed(log, file);
        }

        foreach (var fault in faults)
        {
            if (!app.Environment.IsDevelopment())
            {
                throw new ConfigurationRefused(fault);
            }

            LogUnsafe(log, fault);
        }
    }

    private static async Task<List<string>> OfPostgres(TrackerDbContext db, ILogger log)
    {
        var faults = new List<string>();
        foreach (var (setting, why) in new[] { ("fsync", "a crash may destroy the whole database"), ("full_page_writes", "a crash may destroy pages"), ("synchronous_commit", "a crash loses what was acknowledged") })
        {
            if (await Shown(db, setting) == "off")
            {
                faults.Add($"PostgreSQL has {setting}=off: {why}. Set it to on for the server, the database, the role and the connection.");
            }
        }

        if (await Shown(db, "data_checksums") == "off")
        {
            LogUnsafe(log, "PostgreSQL has no data checksums: a page that decays on the disk is not noticed (pg_checksums --enable).");
        }

        return faults;
    }

    private static Task<string> Shown(TrackerDbContext db, string setting) => db.Database.SqlQuery<string>($"SELECT current_setting({setting}) AS \"Value\"").SingleAsync();

    private static async Task<List<string>> OfSqlite(TrackerDbContext db)
    {
        var faults = new List<string>();
        await db.Database.OpenConnectionAsync();
        if (await Pragma(db, "PRAGMA journal_mode") is var journal && journal != "wal")
        {
            faults.Add($"SQLite cannot use a write-ahead log here (journal_mode is {journal}); put the database on a local disk.");
        }

        if (await Pragma(db, "PRAGMA synchronous") is var synchronous && synchronous is not ("2" or "3"))
        {
            faults.Add($"SQLite has synchronous={synchronous}: a power cut loses what was acknowledged; FULL is needed.");
        }

        var file = Path.GetFullPath(db.Database.GetDbConnection().DataSource);
        if (OperatingSystem.IsLinux() && KindOf(file, await File.ReadAllLinesAsync("/proc/mounts")) is var kind && OnTheNetwork.Contains(kind))
        {
            faults.Add($"{file} lies on a network share ({kind}), where SQLite's locks do not hold; put it on a local disk or use PostgreSQL.");
        }

        return faults;
    }

    /// <param name="mounts">Lines of <c>/proc/mounts</c>.</param>
    /// <returns>The kind of file system the file lies on.</returns>
    public static string KindOf(string file, IEnumerable<string> mounts) => mounts.Select(line => line.Split(' ')).Where(fields => fields.Length > 2)
        .Select(fields => (At: fields[1].Replace("\\040", " ", StringComparison.Ordinal), Kind: fields[2]))
        .Where(mount => file == mount.At || file.StartsWith(mount.At.TrimEnd('/') + "/", StringComparison.Ordinal))
        .OrderBy(mount => mount.At.Length).LastOrDefault().Kind ?? "";

    private static async Task<string?> Pragma(TrackerDbContext db, string pragma)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = pragma;
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static async Task<List<string>> WrongKeys(TrackerDbContext db, AuditKeys keys)
    {
        var seals = await db.AuditSeals.AsNoTracking().OrderByDescending(s => s.Number).Take(2).ToListAsync();
        var row = await db.Audit.AsNoTracking().Where(a => a.Signature != null).OrderByDescending(a => a.Id).FirstOrDefaultAsync();
        var number = row?.Signature![0] ?? seals.FirstOrDefault()?.KeyNumber;
        if (number is not { } last)
        {
            return [];
        }

        return !keys.All.TryGetValue(last, out var key) ? [$"The audit was signed with audit-{last}.key, which is not in the folder of the keys; bring it back from the backup."]
            : row?.Signature is not null && !key.Holds(row) || seals.Count > 0 && seals[0].KeyNumber == last && !seals[0].Follows(seals.ElementAtOrDefault(1), key)
                ? [$"audit-{last}.key is not the key with which the audit was signed, or its last row was altered; see verify-audit."]
                : [];
    }

    [LoggerMessage(
        EventId = 7011, Level = LogLevel.Warning, Message = "{File} can be read by others than its owner; take that away with chmod 600.")]
    private static partial void LogExposed(ILogger log, string file);

    [LoggerMessage(EventId = 7010, Level = LogLevel.Warning, Message = "Not fit for Production: {Fault}")]
    private static partial void LogUnsafe(ILogger log, string fault);
}
