namespace BazhongTracker.Domain.Progress;

/// <summary>The flags shown with a verdict and the issues that lower its confidence (method 2.7, 2.10).</summary>
internal class Findings
{
    private readonly SortedSet<string> flags = new(StringComparer.Ordinal);
    private readonly HashSet<string> issues = [];

    public void Flag(string flag) => flags.Add(flag);

    public void Issue(string issue) => issues.Add(issue);

    public void FlagIssue(string flag)
    {
        flags.Add(flag);
        issues.Add(flag);
    }

    public void FlagQuality(SeriesPoint used)
    {
        if (used.Preliminary)
        {
            FlagIssue("preliminary");
        }

        if (used.Revised)
        {
            FlagIssue("revised");
        }
    }

    /// <returns>Whether it is too old to be judged at all: older than twice the limit.</returns>
    public bool FlagAge(int days, int limitDays)
    {
        if (days > limitDays)
        {
            FlagIssue("stale");
        }

        if (days > 2 * limitDays)
        {
            FlagIssue("too_stale");
            return true;
        }

        return false;
    }

    public ProgressResult Done(ProgressResult result) => Done(result, ConfidenceIn(result.Status));

    /// <summary>For the kinds whose confidence does not count issues.</summary>
    public ProgressResult Done(ProgressResult result, Confidence confidence) => result with
    {
        Flags = [.. flags],
        Confidence = result.Status switch
        {
            ProgressStatus.InsufficientData => Confidence.Low,
            ProgressStatus.NoDeadline or ProgressStatus.Undefined or ProgressStatus.Cancelled or ProgressStatus.NotStarted => null,
            _ => confidence,
        },
    };

    /// <summary>For verdicts that only these issues make doubtful.</summary>
    public Confidence ConfidenceBy(params string[] counted) => Rated(counted.Count(issues.Contains));

    protected virtual Confidence ConfidenceIn(ProgressStatus status) => Rated(issues.Count);

    private static Confidence Rated(int issues) => issues switch
    {
        0 => Confidence.High,
        1 or 2 => Confidence.Middle,
        _ => Confidence.Low,
    };

    protected bool HasOneOf(params string[] any) => issues.Overlaps(any);
}
