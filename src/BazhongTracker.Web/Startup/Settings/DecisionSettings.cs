namespace BazhongTracker.Web.Startup.Settings;

/// <summary>Section <c>Decision</c> of the settings.</summary>
public sealed class DecisionSettings
{
    /// <summary>Code of the decision that is meant where an address names none; null for the oldest that is stored.</summary>
    public string? Default { get; set; }

    public static DecisionSettings Read(IConfiguration configuration) => configuration.GetSection("Decision").Get<DecisionSettings>() ?? new DecisionSettings();
}
