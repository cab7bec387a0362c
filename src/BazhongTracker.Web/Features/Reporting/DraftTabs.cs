namespace BazhongTracker.Web.Features.Reporting;

/// <summary>Tells the open forms of a person, in this process, that another of them stored something. Other people's pages hear nothing.</summary>
public sealed class DraftTabs
{
    private event Action<string, object>? Stored;

    /// <summary>After COMMIT. Whoever says it does not hear it.</summary>
    public void Say(string userName, object tab) => Stored?.Invoke(userName, tab);

    /// <param name="hear">Must return at once.</param>
    /// <returns>Dispose it to hear no more.</returns>
    public IDisposable Listen(string userName, object tab, Action hear)
    {
        void Hear(string who, object where)
        {
            if (who == userName && where != tab)
            {
                hear();
            }
        }

        Stored += Hear;
        return new Listening(() => Stored -= Hear);
    }

    private sealed class Listening(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
