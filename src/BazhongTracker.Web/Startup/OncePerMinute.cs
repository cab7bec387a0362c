namespace BazhongTracker.Web.Startup;

/// <summary>What anybody can cause as often as he likes is said in one line a minute, with how often it happened.</summary>
internal sealed class OncePerMinute(TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly Lock counting = new();
    private DateTimeOffset last = DateTimeOffset.MinValue;
    private int untold;

    /// <param name="before">How often it happened since the last time it was said.</param>
    public bool IsDue(out int before)
    {
        lock (counting)
        {
            var now = clock.GetUtcNow();
            before = untold;
            if (now - last < Minute)
            {
                untold++;
                return false;
            }

            (last, untold) = (now, 0);
            return true;
        }
    }

    /// <summary>Somebody else's text, short and without what moves a terminal's cursor.</summary>
    public static string Short(string? text, int longest) => new([.. (text ?? "").Where(c => c is > ' ' and < '\u007f').Take(longest)]);
}
