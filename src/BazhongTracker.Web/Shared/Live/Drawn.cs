namespace BazhongTracker.Web.Shared.Live;

/// <summary>What a page draws, held only until it is drawn: an open page keeps its text, not the thousands of figures the text was made from.</summary>
public sealed class Drawn<T>
    where T : class
{
    private T? value;

    /// <summary>There is something to draw. A page that has nothing new stays as it was drawn last (ShouldRender).</summary>
    public bool IsThere => value is not null;

    /// <summary>What was put last has been drawn.</summary>
    public bool IsDrawn { get; private set; }

    /// <summary>For the drawing alone.</summary>
    public T Now
    {
        get
        {
            IsDrawn = true;
            return value ?? throw new InvalidOperationException("What was to be shown is drawn and gone.");
        }
    }

    public void Put(T next) => (value, IsDrawn) = (next, false);

    /// <summary>After the drawing. What was put since and waits for its turn stays.</summary>
    public void Release() => value = IsDrawn ? null : value;
}
