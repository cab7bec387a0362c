namespace BazhongTracker.Domain.Progress;

/// <summary>C and E → band (method 2.5).</summary>
internal sealed record PaceRule(ProgressStatus Status, decimal? R, decimal? Af, bool AfInfinite)
{
    // Quotients of exact figures carry an error in the last digits only.
    private const decimal Tiny = 0.000000000001m;

    public static PaceRule Band(MethodSettings s, decimal c, decimal e)
    {
        if (e < s.MinE - Tiny)
        {
            return new(ProgressStatus.TooEarly, null, null, false);
        }

        var r = c / e;
        if (c <= 0)
        {
            return new(ProgressStatus.OffTrack, r, null, false);
        }

        var infinite = c < 1 && e >= 1 - Tiny;
        decimal? af = c >= 1 ? 0 : infinite ? null : Acceleration(c, e);
        var within = af ?? decimal.MaxValue;
        var status = r >= s.Ahead - Tiny ? ProgressStatus.Ahead
            : r >= s.OnR - Tiny && within <= s.OnAf + Tiny ? ProgressStatus.OnTrack
            : r >= s.BehindR - Tiny && within <= s.BehindAf + Tiny ? ProgressStatus.Behind
            : ProgressStatus.OffTrack;
        return new(status, r, af, infinite);
    }

    // The required remaining pace over the achieved one. Next to nothing achieved makes it larger than a decimal holds.
    private static decimal Acceleration(decimal c, decimal e) => c < Tiny
        ? Saturating.ToDecimal((1 - (double)c) / (1 - (double)e) * (double)e / (double)c)
        : (1 - c) / (1 - e) / (c / e);
}
