namespace BazhongTracker.Web.Shared.Availability;

/// <summary>The last good answers of this process, for as long as the database is away. The <see cref="Most"/> asked last are kept.</summary>
public sealed class LastGoodStore
{
    private const int Most = 48;
    private readonly Lock changing = new();
    private readonly Dictionary<object, (object Answer, DateTimeOffset At)> answers = [];
    private readonly LinkedList<object> asked = new();

    /// <param name="question">Compared by value; holds everything on which the answer depends.</param>
    public void Put(object question, object answer, DateTimeOffset at)
    {
        lock (changing)
        {
            if (!answers.ContainsKey(question) || asked.Last?.Value.Equals(question) != true)
            {
                asked.Remove(question);
                asked.AddLast(question);
            }

            answers[question] = (answer, at);
            if (asked.Count > Most)
            {
                answers.Remove(asked.First!.Value);
                asked.RemoveFirst();
            }
        }
    }

    public (object Answer, DateTimeOffset At)? Find(object question)
    {
        lock (changing)
        {
            return answers.TryGetValue(question, out var found) ? found : null;
        }
    }
}
