namespace BazhongTracker.Data.People;

/// <summary>A password that was in use before, as a hash, so that it is not chosen again too soon.</summary>
public sealed class FormerPassword
{
    private FormerPassword()
    {
    }

    public long Id { get; private init; }
    public string PersonId { get; private init; } = "";
    public string Hash { get; private init; } = "";
    public DateTime EndedUtc { get; private init; }

    public static FormerPassword Of(string personId, string hash, DateTime nowUtc) => new() { PersonId = personId, Hash = hash, EndedUtc = nowUtc };
}
