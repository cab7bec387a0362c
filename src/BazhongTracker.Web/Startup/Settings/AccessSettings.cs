namespace BazhongTracker.Web.Startup.Settings;

/// <summary>等保三级 keeps three administrators apart; 等保二级 may do with two, the security administrator's rights going to the system administrator.</summary>
public enum Duties
{
    Three,
    Two,
}

/// <summary>Section <c>Access</c> of the settings.</summary>
public sealed class AccessSettings
{
    public Duties Duties { get; set; } = Duties.Three;

    /// <exception cref="ConfigurationRefused">A duty mode that does not exist.</exception>
    public static AccessSettings Read(IConfiguration configuration) => configuration["Access:Duties"] is not { } text ? new AccessSettings()
        : Enum.GetNames<Duties>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name ? new AccessSettings { Duties = Enum.Parse<Duties>(name) }
        : throw new ConfigurationRefused($"Access:Duties is Three or Two, not '{text}'.");
}
