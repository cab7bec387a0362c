using BazhongTracker.Data;
using Microsoft.Data.Sqlite;

namespace BazhongTracker.Web.Shared.Availability;

/// <summary>
/// The room on the disk of the embedded database; PostgreSQL looks after its own. Below the limit nothing is stored any more, so that
/// nothing breaks off half done.
/// </summary>
/// <param name="file">Null where there is no file.</param>
/// <param name="least">Bytes.</param>
/// <param name="free">How many bytes are free.</param>
public sealed class DatabaseRoom(string? file, long least, Func<long> free)
{
    private const int Something = 1024 * 1024;

    public bool IsShort => file is not null && free() < least;

    public static DatabaseRoom Of(DatabaseAddress address, int leastMegabytes)
    {
        var file = address.Provider == DatabaseProvider.Sqlite
            && new SqliteConnectionStringBuilder(
                address.ConnectionString) is { Mode: not SqliteOpenMode.Memory, DataSource: { Length: > 0 } source }
            && source != ":memory:" ? Path.GetFullPath(source) : null;
        return new DatabaseRoom(file, leastMegabytes * 1024L * 1024L, () => Free(Path.GetDirectoryName(file)!));
    }

    /// <summary>Tried where a write was refused although there seems to be room, as under a quota.</summary>
    public bool TakesSomething()
    {
        try
        {
            using var trial = new FileStream(file + ".room", FileMode.Create, FileAccess.Write, FileShare.None,
                bufferSize: 0, FileOptions.DeleteOnClose);
            trial.Write(new byte[Something]);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    // A folder that is gone is silence of the database, which the probe hears.
    private static long Free(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (IOException)
        {
            return long.MaxValue;
        }
    }
}
