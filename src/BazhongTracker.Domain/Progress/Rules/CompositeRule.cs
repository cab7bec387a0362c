namespace BazhongTracker.Domain.Progress.Rules;

/// <summary>composite: this and that; the worst ranked part decides (method 3.9).</summary>
internal static class CompositeRule
{
    /// <param name="children">The verdicts on the parts, in their order.</param>
    /// <param name="due">The last due date of the parts; null where none has one.</param>
    public static ProgressResult Of(IReadOnlyList<ProgressResult> children, DateOnly? due, DateOnly asOf)
    {
        var found = new Findings();
        var ranked = children.Where(c => c.Status.Rank() is not null).ToList();
        var incomplete = ranked.Count < children.Count;
        if (incomplete)
        {
            found.Flag("incomplete");
        }

        var result = new ProgressResult(ProgressStatus.InsufficientData)
        {
            C = ranked.Count > 0 && children.All(c => c.C is not null) ? children.Average(c => c.C) : null,
            Children = [.. children.Select(c => c.Status)],
        };
        if (ranked.MinBy(c => c.Status.Rank()) is not { } worst)
        {
            return found.Done(result);
        }

        var status = incomplete ? Incomplete(worst.Status, children, asOf > due) : worst.Status;
        return found.Done(result with { Status = status }, incomplete ? Confidence.Middle : worst.Confidence ?? Confidence.Low);
    }

    // What is not known of one part cannot be called done, and after the dates it cannot be called on its way either.
    private static ProgressStatus Incomplete(ProgressStatus worst, IEnumerable<ProgressResult> children, bool afterDue) => worst switch
    {
        ProgressStatus.Achieved when !afterDue => ProgressStatus.OnTrack,
        ProgressStatus.Achieved or ProgressStatus.AchievedLate when afterDue =>
            children.Any(c => c.Status == ProgressStatus.PendingFinal) ? ProgressStatus.PendingFinal : ProgressStatus.InsufficientData,
        _ => worst,
    };
}
