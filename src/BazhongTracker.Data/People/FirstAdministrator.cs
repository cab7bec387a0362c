namespace BazhongTracker.Data.People;

/// <summary>How far one of the three administrators came at the page of the first set-up.</summary>
public enum SetUpStep
{
    /// <summary>Has an account.</summary>
    Made,

    /// <summary>Has an authenticator too, and was shown recovery codes.</summary>
    Bound,

    /// <summary>Has said that they are saved.</summary>
    Kept,
}

/// <summary>
/// That the page of the first set-up made one of the three administrators. There is one row at most of each, for its key is the number of
/// the role.
/// </summary>
public sealed class FirstAdministrator
{
    private FirstAdministrator()
    {
    }

    public int Id { get; private init; }
    public string PersonId { get; private init; } = "";
    public DateTime MadeUtc { get; private init; }
    public SetUpStep Step { get; private init; }

    /// <param name="number">Of the role among the three administrators, from 1.</param>
    public static FirstAdministrator Of(int number, string personId, DateTime nowUtc) =>
        new() { Id = number, PersonId = personId, MadeUtc = nowUtc };
}
