namespace BazhongTracker.Web.Startup.Settings;

/// <summary>Section <c>SignIn:OpenIdConnect</c>: signing in at an issuer beside the password. Off while there is no authority.</summary>
public sealed class OpenIdConnectSettings
{
    private const string Section = "SignIn:OpenIdConnect";
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private OpenIdConnectSettings()
    {
    }

    /// <summary>The address of the issuer, without a slash at its end; empty where there is none.</summary>
    public string Authority { get; private init; } = "";
    public string ClientId { get; private init; } = "";

    /// <summary>What stood in the file.</summary>
    internal string ClientSecret { get; private init; } = "";

    /// <summary>The claim of the ID token that holds the user name.</summary>
    public string NameClaim { get; private init; } = "preferred_username";

    /// <summary>What the button says; null for what the program says.</summary>
    public string? DisplayName { get; private init; }

    public bool IsOn => Authority.Length > 0;

    /// <exception cref="ConfigurationRefused">Something is missing or cannot be used.</exception>
    public static OpenIdConnectSettings Read(IConfiguration configuration, bool isDevelopment)
    {
        if (Said("Authority") is not { } authority)
        {
            return new OpenIdConnectSettings();
        }

        if (!Uri.TryCreate(authority, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !(isDevelopment && address.Scheme == Uri.UriSchemeHttp)))
        {
            throw new ConfigurationRefused($"{Section}:Authority is an address that begins with https://, not '{authority}'.");
        }

        if (address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0)
        {
            throw new ConfigurationRefused($"{Section}:Authority is the address of the issuer alone, without a question mark, a hash or a user name.");
        }

        return new OpenIdConnectSettings
        {
            Authority = authority.TrimEnd('/'),
            ClientId = Said("ClientId") ?? throw Missing("ClientId"),
            ClientSecret = Secret(Said("ClientSecretFile") ?? throw Missing("ClientSecretFile")),
            NameClaim = Said("NameClaim") ?? new OpenIdConnectSettings().NameClaim,
            DisplayName = Said("DisplayName"),
        };

        string? Said(string key) => configuration[$"{Section}:{key}"] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

        ConfigurationRefused Missing(string key) => new($"{Section}:Authority is set, but {Section}:{key} is not.");
    }

    private static string Secret(string file)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0)
            {
                throw new ConfigurationRefused($"{Section}:ClientSecretFile: '{file}' can be read by everybody on this machine; take that away with chmod o-rw.");
            }

            return File.ReadAllText(file).Trim() is { Length: > 0 } secret ? secret : throw new ConfigurationRefused($"{Section}:ClientSecretFile: '{file}' is empty.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationRefused($"{Section}:ClientSecretFile: '{file}' cannot be read.", problem);
        }
    }
}
