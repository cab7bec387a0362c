namespace BazhongTracker.Domain.Progress.Rules;

/// <summary>composite: this and that; the worst ranked part decides (method 3.9).</summary>
internal static class CompositeRule
{
    /// <param name="children">The verdicts on the parts, in their order.</param>
    public static ProgressResult Of(IReadOnlyList<ProgressResult> children)
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
            C = children.Count > 0 && children.All(c => c.C is not null) ? children.Average(c => c.C) : null,
            Children = [.. children.Select(c => c.Status)],
        };
        if (ranked.MinBy(c => c.Status.Rank()) is not { } worst)
        {
            return found.Done(result);
        }

        // What is not known of one part cannot be called done.
        var status = incomplete && worst.Status == ProgressStatus.Achieved ? ProgressStatus.OnTrack : worst.Status;
        return found.Done(result with { Status = status }, incomplete ? Confidence.Middle : worst.Confidence ?? Confidence.Low);
    }
}
