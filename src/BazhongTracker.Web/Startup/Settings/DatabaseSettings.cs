using BazhongTracker.Data;

namespace BazhongTracker.Web.Startup.Settings;

/// <summary>Section <c>Database</c> of the settings; the connection string is <c>ConnectionStrings:Tracker</c>.</summary>
public sealed class DatabaseSettings
{
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>A file with nothing but the password of the PostgreSQL user; goes before one in the connection string.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>SQLite: with less room on the disk of the database nothing is stored.</summary>
    public int LeastFreeMegabytes { get; set; } = 100;
}
