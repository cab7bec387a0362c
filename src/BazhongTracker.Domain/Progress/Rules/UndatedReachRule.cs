namespace BazhongTracker.Domain.Progress.Rules;

/// <summary>
/// reach without a due date (method 2.10): there is no path, so the level and how much of the distance is closed are told, and no band.
/// </summary>
internal static class UndatedReachRule
{
    /// <param name="baseline">Declared or observed at the start; nothing stands in for it.</param>
    public static ProgressResult Assess(Assessing a, ReachRule.Base? baseline)
    {
        a.Flag("no_deadline");
        if (a.AfterStart.Count == 0)
        {
            a.Flag("no_observation_after_baseline");
            return a.Done(new ProgressResult(ProgressStatus.NoDeadline));
        }

        var newest = a.AfterStart[^1];
        var tooStale = a.FlagStale(newest, a.StaleAfterDays);
        a.FlagQuality(newest);
        a.FlagBoundary(newest.Value);
        decimal? c = baseline is null || ReachRule.IsMaintained(a, baseline)
            ? null : (newest.Value - baseline.Value) / (a.T - baseline.Value);
        var result = new ProgressResult(ProgressStatus.NoDeadline) { C = c, Value = newest.Value, ValuePeriod = newest.Period };
        if (tooStale || !a.Meets(newest.Value))
        {
            return a.Done(result);
        }

        a.Flag("early");
        a.Flag("provisional");
        return a.Done(result with { Status = ProgressStatus.Achieved }, a.ConfidenceBy("stale", "preliminary", "revised"));
    }
}
