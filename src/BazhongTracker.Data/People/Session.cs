using BazhongTracker.Domain.Time;

namespace BazhongTracker.Data.People;

/// <summary>One sign-in of one person. The cookie carries a random id, of which only the hash is stored here.</summary>
public sealed class Session
{
    private Session()
    {
    }

    public long Id { get; private init; }

    /// <summary>SHA-256 of the id in the cookie, in hexadecimal.</summary>
    public string Hash { get; private init; } = "";
    public string PersonId { get; private init; } = "";

    /// <summary>The person's password, roles and department at the sign-in, as one hash: when any of them changes, the session is over.</summary>
    public string Standing { get; private init; } = "";
    public DateTime CreatedUtc { get; private init; }

    /// <summary>The last deed of the person; pings, timers and pushed changes are none.</summary>
    public DateTime LastActivityUtc { get; private init; }
    public DateTime? EndedUtc { get; private init; }
    public SessionEnd? EndReason { get; private init; }
    public string Address { get; private init; } = "";
    public string Agent { get; private init; } = "";

    public static Session Of(string hash, string personId, string standing, string address, string agent, DateTime nowUtc) => new()
    {
        Hash = hash,
        PersonId = personId,
        Standing = standing,
        CreatedUtc = nowUtc,
        LastActivityUtc = nowUtc,
        Address = address,
        Agent = agent,
    };

    /// <param name="standing">Of the person now; null for a disabled account.</param>
    /// <returns>Why it is over, or null while it holds.</returns>
    public SessionEnd? EndAt(DateTime nowUtc, string? standing, TimeSpan idle, TimeSpan longest) => this switch
    {
        { EndReason: { } reason } => reason,
        _ when standing is null => SessionEnd.AccountDisabled,
        _ when standing != Standing => SessionEnd.AccountChanged,
        // Begun by a clock that was ahead, it would hold until that day.
        _ when nowUtc - CreatedUtc >= longest || CreatedUtc > Ahead.Latest(nowUtc) => SessionEnd.TooLong,
        _ when nowUtc - LastActivityUtc >= idle || LastActivityUtc > Ahead.Latest(nowUtc) => SessionEnd.Idle,
        _ => null,
    };
}

public enum SessionEnd
{
    SignedOut,
    SignedInAnew,
    Idle,
    TooLong,

    /// <summary>Another password, role or department.</summary>
    AccountChanged,
    AccountDisabled,

    /// <summary>By the person, from another session.</summary>
    EndedByPerson,

    /// <summary>By an administrator.</summary>
    Revoked,

    /// <summary>By the person's own sign-ins elsewhere: more than may stand beside each other.</summary>
    OneTooMany,
}
