namespace BazhongTracker.Data.People;

/// <summary>The authenticator of one person (RFC 6238). The seed is stored encrypted with a key that is not in the database.</summary>
public sealed class SecondFactor
{
    private SecondFactor()
    {
    }

    public string PersonId { get; private init; } = "";
    public string ProtectedSeed { get; private init; } = "";

    /// <summary>When the person showed that the authenticator works; null while it is being set up and asks for nothing.</summary>
    public DateTime? ConfirmedUtc { get; private init; }

    /// <summary>The last step of 30 seconds whose code was used; its code and older ones are worth nothing.</summary>
    public long LastStep { get; private init; }
    public int Failures { get; private init; }
    public DateTime? LockedUntilUtc { get; private init; }

    public static SecondFactor Of(string personId, string protectedSeed) => new() { PersonId = personId, ProtectedSeed = protectedSeed };
}

/// <summary>Opens once in place of the authenticator. Shown once, stored as SHA-256.</summary>
public sealed class RecoveryCode
{
    private RecoveryCode()
    {
    }

    public long Id { get; private init; }
    public string PersonId { get; private init; } = "";
    public string Hash { get; private init; } = "";
    public DateTime? UsedUtc { get; private init; }

    public static RecoveryCode Of(string personId, string hash) => new() { PersonId = personId, Hash = hash };
}
