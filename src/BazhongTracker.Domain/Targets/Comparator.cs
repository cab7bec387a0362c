namespace BazhongTracker.Domain.Targets;

/// <summary>以上/达到 (≥) and 以下 (≤) include the number; 超过/突破/高于 (&gt;) and 低于/不满 (&lt;) do not.</summary>
public enum Comparator
{
    AtLeast,
    Above,
    AtMost,
    Below,
}

public static class Comparators
{
    /// <summary>+1 when larger is better, −1 when smaller is better.</summary>
    public static int Direction(this Comparator comparator) =>
        comparator is Comparator.AtLeast or Comparator.Above ? 1 : -1;

    public static bool IsStrict(this Comparator comparator) => comparator is Comparator.Above or Comparator.Below;

    public static bool IsMet(this Comparator comparator, decimal value, decimal threshold) => comparator switch
    {
        Comparator.AtLeast => value >= threshold,
        Comparator.Above => value > threshold,
        Comparator.AtMost => value <= threshold,
        _ => value < threshold,
    };

    /// <summary>The sign used in files and in the API: &gt;=, &gt;, &lt;=, &lt;.</summary>
    public static string Sign(this Comparator comparator) => comparator switch
    {
        Comparator.AtLeast => ">=",
        Comparator.Above => ">",
        Comparator.AtMost => "<=",
        _ => "<",
    };

    /// <returns>Null when the sign is none of the four.</returns>
    public static Comparator? FromSign(string? sign) => sign switch
    {
        ">=" => Comparator.AtLeast,
        ">" => Comparator.Above,
        "<=" => Comparator.AtMost,
        "<" => Comparator.Below,
        _ => null,
    };
}
