using System.Runtime.InteropServices;
using BazhongTracker.Data;
using BazhongTracker.Web.Shared.Availability;
using Microsoft.Data.Sqlite;

namespace BazhongTracker.Web.Startup;

/// <summary>What the program writes is for its owner alone: database, keys, checkpoints, passwords of the demonstration.</summary>
internal static class OwnFiles
{
    public const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
    private static readonly string[] BesideSqlite = ["", "-wal", "-shm"];

    /// <summary>From now on, whoever makes a file in this process.</summary>
    public static void Begin()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Umask((uint)Others);
        }
    }

    /// <returns>Files that are there and that others than the owner may read or write.</returns>
    public static IEnumerable<string> Exposed(DatabaseAddress address, string keys, IEnumerable<string> checkpoints) =>
        Database(address).Concat(Directory.Exists(keys) ? Directory.EnumerateFiles(keys) : []).Concat(checkpoints).DistinctBy(Path.GetFullPath)
            .Where(file => File.Exists(file) && IsExposed(file));

    public static bool IsExposed(string file) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0;

    private static IEnumerable<string> Database(DatabaseAddress address) => address.Provider == DatabaseProvider.Sqlite
        && new SqliteConnectionStringBuilder(address.ConnectionString).DataSource is { Length: > 0 } file
            ? BesideSqlite.Select(end => Path.GetFullPath(file) + end) : [];

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint Umask(uint mask);
}
