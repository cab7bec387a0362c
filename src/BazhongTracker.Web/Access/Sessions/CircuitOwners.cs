using System.Security.Cryptography;
using System.Text;

namespace BazhongTracker.Web.Access.Sessions;

/// <summary>In which session each circuit was started: in no other is it taken up again. The newest <see cref="Most"/> are remembered; an older page is loaded anew.</summary>
internal sealed class CircuitOwners
{
    private const int Most = 20_000;
    private readonly Lock changing = new();
    private readonly Dictionary<string, string?> owners = [];
    private readonly Queue<string> oldest = [];

    /// <param name="secret">What the server gave the page to come back with.</param>
    /// <param name="session">The hash; null for the demo 领导.</param>
    public void Add(string secret, string? session)
    {
        var key = KeyOf(secret);
        lock (changing)
        {
            if (owners.TryAdd(key, session))
            {
                oldest.Enqueue(key);
            }

            if (oldest.Count > Most)
            {
                owners.Remove(oldest.Dequeue());
            }
        }
    }

    public bool Is(string secret, string? session)
    {
        lock (changing)
        {
            return owners.TryGetValue(KeyOf(secret), out var owner) && owner == session;
        }
    }

    private static string KeyOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
