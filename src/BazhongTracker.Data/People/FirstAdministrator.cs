namespace BazhongTracker.Data.People;

/// <summary>That this installation was set up through its page, by whom. There is one row at most, for the key is always the same.</summary>
public sealed class FirstAdministrator
{
    public const int OnlyId = 1;

    private FirstAdministrator()
    {
    }

    public int Id { get; private init; }
    public string PersonId { get; private init; } = "";
    public DateTime MadeUtc { get; private init; }

    public static FirstAdministrator Of(string personId, DateTime nowUtc) => new() { Id = OnlyId, PersonId = personId, MadeUtc = nowUtc };
}
