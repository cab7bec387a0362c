using BazhongTracker.Web.Startup.Settings;
using Microsoft.AspNetCore.DataProtection;

namespace BazhongTracker.Web.Startup;

internal static class ProtectionKeys
{
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Sign-ins survive a restart, and hold on every instance that reads the same folder: <c>var/keys</c> unless the settings name another.</summary>
    public static void AddProtectionKeys(this WebApplicationBuilder builder)
    {
        var named = builder.Configuration.GetSection("DataProtection").Get<DataProtectionSettings>()?.KeysFolder;
        var folder = string.IsNullOrWhiteSpace(named) ? Path.Combine(Database.Folder, "keys") : named;
        builder.Services.AddDataProtection().SetApplicationName("BazhongTracker")
            .PersistKeysToFileSystem(OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, OnlyOwner));
    }
}
