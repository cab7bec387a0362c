namespace BazhongTracker.Data.People;

/// <summary>That a person may sign in at the issuer (OpenID Connect), and as whom the issuer knows the person. There is no row for who may not.</summary>
public sealed class IssuerLink
{
    public const int LongestIssuer = 500;

    /// <summary>OpenID Connect Core, section 2.</summary>
    public const int LongestSubject = 255;

    private IssuerLink()
    {
    }

    public string PersonId { get; private init; } = "";
    public DateTime AllowedUtc { get; private init; }

    /// <summary>Null, like the subject, until the person comes from the issuer for the first time; the same for ever from then on.</summary>
    public string? Issuer { get; private init; }
    public string? Subject { get; private init; }
    public DateTime? LinkedUtc { get; private init; }

    public static IssuerLink Of(string personId, DateTime nowUtc) => new() { PersonId = personId, AllowedUtc = nowUtc };
}
