namespace BazhongTracker.Web.Startup.Settings;

/// <summary>Section <c>DataProtection</c> of the settings.</summary>
public sealed class DataProtectionSettings
{
    /// <summary>Where the keys of the sign-in cookies are kept; the instances of one installation share it.</summary>
    public string? KeysFolder { get; set; }
}
