namespace BazhongTracker.Web.Features.Screen;

/// <summary>Which page of the dangers is on the wall. It turns every thirty seconds unless it is held.</summary>
public sealed class Turning(TimeProvider clock)
{
    public const int PerPage = 7;
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    private long turned = clock.GetTimestamp();

    public int Page { get; private set; }

    public int Pages { get; private set; } = 1;

    public bool IsHeld { get; private set; }

    /// <summary>A change of what is shown leaves the reader on his page as long as there is one.</summary>
    public void Fit(int dangers)
    {
        Pages = Math.Max(1, (dangers + PerPage - 1) / PerPage);
        Page = Math.Min(Page, Pages - 1);
    }

    public void Hold() => IsHeld = true;

    /// <summary>After being held a page has its whole thirty seconds again.</summary>
    public void Release()
    {
        IsHeld = false;
        turned = clock.GetTimestamp();
    }

    /// <returns>Whether another page is to be shown.</returns>
    public bool Tick()
    {
        if (IsHeld || Pages < 2 || clock.GetElapsedTime(turned) < Every)
        {
            return false;
        }

        Page = (Page + 1) % Pages;
        turned = clock.GetTimestamp();
        return true;
    }
}
