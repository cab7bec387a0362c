using System.Collections.Concurrent;

namespace BazhongTracker.Web.Access.Sessions;

/// <summary>The connections of open pages in this process and the sessions they belong to.</summary>
public sealed class OpenConnections
{
    private readonly ConcurrentDictionary<string, (string Session, Action Abort)> open = [];

    public IReadOnlyList<string> Sessions => [.. open.Values.Select(c => c.Session).Distinct()];

    public void Add(string connection, string session, Action abort) => open[connection] = (session, abort);

    public void Remove(string connection) => open.TryRemove(connection, out _);

    /// <summary>Cuts every connection of the session; the pages ask, hear that it is over, and empty themselves.</summary>
    public void Close(string session)
    {
        foreach (var (connection, (_, abort)) in open.Where(c => c.Value.Session == session))
        {
            Remove(connection);
            abort();
        }
    }
}
