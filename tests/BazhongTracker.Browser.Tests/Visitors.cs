namespace BazhongTracker.Browser.Tests;

/// <summary>One visitor for each person, signed in once.</summary>
public sealed class Visitors(RunningTracker tracker) : IAsyncDisposable
{
    private readonly Dictionary<string, Visitor> known = [];

    /// <param name="person">A user name; null for whoever has not signed in.</param>
    public async Task<Visitor> Of(string? person)
    {
        if (!known.TryGetValue(person ?? "", out var visitor))
        {
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
