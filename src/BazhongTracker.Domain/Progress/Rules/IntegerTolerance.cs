namespace BazhongTracker.Domain.Progress.Rules;

/// <summary>Less than one whole unit short is never behind (method 3.6, also for annual_new).</summary>
internal static class IntegerTolerance
{
    // A third of three is a whole one though the quotient has lost its last digit.
    private const decimal Tiny = 0.000000000001m;

    /// <param name="shortBy">Units expected by now less units there are.</param>
    public static ProgressStatus Applied(Assessing a, ProgressStatus status, decimal shortBy)
    {
        if (status is not (ProgressStatus.Behind or ProgressStatus.OffTrack) || shortBy >= 1 - Tiny)
        {
            return status;
        }

        a.Flag("integer_tolerance");
        return ProgressStatus.OnTrack;
    }
}
