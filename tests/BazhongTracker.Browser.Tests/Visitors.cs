namespace BazhongTracker.Browser.Tests;

/// <summary>One visitor for each person, signed in once.</summary>
public sealed class Visitors(RunningTracker tracker) : IAsyncDisposable
{
    /// <summary>Of the demonstration there are none of these; they are made when they are first asked for.</summary>
    public const string Administrator = "the.admin";
    public const string Security = "the.security";
    public const string Auditor = "the.auditor";
    private readonly Dictionary<string, Visitor> known = [];

    /// <param name="person">A user name; null for whoever has not signed in.</param>
    public async Task<Visitor> Of(string? person)
    {
        if (!known.TryGetValue(person ?? "", out var visitor))
        {
            if (person is Administrator or Security or Auditor)
            {
                await tracker.MakeAdministrator(person, person switch { Security => "security", Auditor => "auditor", _ => "admin" });
            }

            visitor = await tracker.Visit();
            known[person ?? ""] = person is null ? visitor : await visitor.SignIn(person);
        }

        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in known.Values)
        {
            await visitor.DisposeAsync();
        }
    }
}
