namespace BazhongTracker.Web.Shared.Availability;

/// <summary>What one reader is shown while the database is away, and as of when. Whoever asks has asked the permissions before.</summary>
public sealed class LastGood(LastGoodStore store, DatabaseState state, TimeProvider clock)
{
    /// <summary>When what is shown was read, if it came from memory; null when the database said it itself.</summary>
    public DateTimeOffset? From { get; private set; }

    public event Action? Changed;

    /// <param name="question">Compared by value; with the scope of the reader wherever the answer depends on it.</param>
    /// <exception cref="Exception">As <paramref name="ask"/>, when the database is away and nobody asked this before.</exception>
    public async Task<T> Answer<T>(object question, Func<Task<T>> ask)
        where T : class?
    {
        try
        {
            var answer = await state.OrAway(ask());
            if (answer is not null)
            {
                store.Put(question, answer, clock.GetUtcNow());
            }

            Say(null);
            return answer;
        }
        catch (Exception away) when (DatabaseFaults.IsAway(away) && store.Find(question) is { Answer: T })
        {
            var (answer, at) = store.Find(question)!.Value;
            Say(at);
            return (T)answer;
        }
    }

    private void Say(DateTimeOffset? from)
    {
        if (From != from)
        {
            From = from;
            Changed?.Invoke();
        }
    }
}
