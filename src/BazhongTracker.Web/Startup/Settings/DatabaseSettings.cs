using BazhongTracker.Data;

namespace BazhongTracker.Web.Startup.Settings;

/// <summary>Section <c>Database</c> of the settings; the connection string is <c>ConnectionStrings:Tracker</c>.</summary>
public sealed class DatabaseSettings
{
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;
}
