using BazhongTracker.Web.Startup.Settings;
using Microsoft.AspNetCore.DataProtection;

namespace BazhongTracker.Web.Startup;

internal static class ProtectionKeys
{
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static string Folder(IConfiguration configuration) =>
        configuration.GetSection("DataProtection").Get<DataProtectionSettings>()?.KeysFolder is { } named && !string.IsNullOrWhiteSpace(named) ? named : Path.Combine(Database.Folder, "keys");

    /// <summary>Sign-ins survive a restart, and hold on every instance that reads the same folder: <c>var/keys</c> unless the settings name another.</summary>
    public static void AddProtectionKeys(this WebApplicationBuilder builder)
    {
        var folder = Folder(builder.Configuration);
        builder.Services.AddDataProtection().SetApplicationName("BazhongTracker")
            .PersistKeysToFileSystem(OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, OnlyOwner));
    }
}
