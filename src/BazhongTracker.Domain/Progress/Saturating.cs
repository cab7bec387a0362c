namespace BazhongTracker.Domain.Progress;

/// <summary>From floating point back to decimal without overflow: what is larger than any figure stays merely very large.</summary>
internal static class Saturating
{
    private const double Largest = 1e26;

    public static decimal ToDecimal(double value) => (decimal)Math.Clamp(value, -Largest, Largest);
}
