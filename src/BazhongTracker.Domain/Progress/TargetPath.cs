using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Domain.Progress;

/// <summary>Where the expected values between the start and the due date come from: our own assumption of an even or a compounding way, or a breakdown that somebody laid down.</summary>
public enum PathBasis
{
    Linear,
    Geometric,
    Given,
}

public static class TargetPath
{
    public static PathBasis PathBasis(this Target target)
    {
        var terms = TargetProgress.Terms(target, []);
        var given = target.Kind == TargetKind.Milestone ? terms.Plan.Count > 0 : terms.Nodes.Any(n => n.Period < terms.Due);
        return given ? Progress.PathBasis.Given : terms.Geometric && target.Kind is not (TargetKind.Milestone or TargetKind.ProjectList) ? Progress.PathBasis.Geometric : Progress.PathBasis.Linear;
    }

    /// <summary>The stages laid down for days on the way, in order of time; empty where none are.</summary>
    public static IReadOnlyList<(DateOnly On, string Stage)> StagePlan(this Target target) =>
        target.Kind == TargetKind.Milestone ? [.. TargetProgress.Terms(target, []).Plan.OrderBy(p => p.Date)] : [];
}
