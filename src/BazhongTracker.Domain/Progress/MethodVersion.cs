using BazhongTracker.Domain.Progress.Json;

namespace BazhongTracker.Domain.Progress;

/// <summary>The owner's choices from a moment on: who changed them and why. The newest is in force; none is ever changed or removed.</summary>
public sealed class MethodVersion
{
    private MethodVersion()
    {
    }

    /// <summary>Rises with time.</summary>
    public int Id { get; private init; }

    /// <summary>The name that stands with every verdict; "1" for the specification's defaults.</summary>
    public string Version { get; private init; } = ProgressMethod.Version;

    /// <summary>All settings, in the names of the configuration.</summary>
    public string Settings { get; private init; } = "{}";
    public DateTime FromUtc { get; private init; }
    public string By { get; private init; } = "";
    public string Why { get; private init; } = "";

    public MethodInForce InForce => new(Version, MethodSettingsJson.Read(Settings));

    /// <exception cref="ArgumentException">The settings contradict themselves.</exception>
    public static MethodVersion Of(string version, MethodSettings settings, string by, string why, DateTime nowUtc) =>
        new() { Version = version, Settings = MethodSettingsJson.Write(settings.Checked()), By = by, Why = why, FromUtc = nowUtc };
}

/// <summary>The method by which verdicts are given: the settings and the name of their version.</summary>
public sealed record MethodInForce(string Version, MethodSettings Settings)
{
    /// <summary>The specification's defaults.</summary>
    public static MethodInForce First { get; } = new(ProgressMethod.Version, MethodSettings.Default);
}
