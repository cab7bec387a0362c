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
        builder.Services.AddDataProtection().SetApplicationName("BazhongTracker").PersistKeysToFileSystem(Made(Folder(builder.Configuration)));
    }

    /// <summary>The folder, made for the owner alone where it is not there.</summary>
    public static DirectoryInfo Made(string folder) => OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, OnlyOwner);
}
