namespace BazhongTracker.Web.Shared.Availability;

/// <summary>What one open page says of a deed that the database left without an end. One a circuit.</summary>
public sealed class AwayNotice
{
    public event Action? Changed;

    /// <summary>The name of the sentence; null for none.</summary>
    public string? Sentence { get; private set; }

    /// <summary>There is no page to show, so that nothing of it is of any time.</summary>
    public bool HasNoPage { get; private set; }

    public void Draws(bool page)
    {
        if (HasNoPage == page)
        {
            HasNoPage = !page;
            Changed?.Invoke();
        }
    }

    /// <param name="problem">Refused before it was asked, it was not done; broken off, nobody knows.</param>
    public void Broken(Exception problem) => Say(
        problem is DatabaseAway ? "db.not_done"
        : DatabaseFaults.IsReadOnly(problem) || DatabaseFaults.IsFull(problem) ? "db.not_stored"
        : "db.unknown");

    public void Clear() => Say(null);

    private void Say(string? sentence)
    {
        Sentence = sentence;
        Changed?.Invoke();
    }
}
