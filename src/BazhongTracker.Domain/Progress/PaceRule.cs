namespace BazhongTracker.Domain.Progress;

/// <summary>C and E → band (method 2.5). The defaults are those of the specification.</summary>
internal sealed record PaceRule(decimal Ahead = 1.10m, decimal OnR = 0.95m, decimal OnAf = 1.25m, decimal BehindR = 0.60m, decimal BehindAf = 2m, decimal MinE = 0.10m)
{
    // Quotients of exact figures carry an error in the last digits only.
    private const decimal Tiny = 0.000000000001m;

    public (ProgressStatus Status, decimal? R, decimal? Af, bool AfInfinite) Band(decimal c, decimal e)
    {
        if (e < MinE - Tiny)
        {
            return (ProgressStatus.TooEarly, null, null, false);
        }

        var r = c / e;
        if (c <= 0)
        {
            return (ProgressStatus.OffTrack, r, null, false);
        }

        var infinite = c < 1 && e >= 1 - Tiny;
        decimal? af = c >= 1 ? 0 : infinite ? null : (1 - c) / (1 - e) / r;
        var within = af ?? decimal.MaxValue;
        var status = r >= Ahead - Tiny ? ProgressStatus.Ahead
            : r >= OnR - Tiny && within <= OnAf + Tiny ? ProgressStatus.OnTrack
            : r >= BehindR - Tiny && within <= BehindAf + Tiny ? ProgressStatus.Behind
            : ProgressStatus.OffTrack;
        return (status, r, af, infinite);
    }
}
