using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Domain.Reporting;

/// <summary>What a figure must be like to be taken at all, whatever its size means for the target.</summary>
public static class FigureRules
{
    /// <summary>No municipal figure in any unit of the decision comes near this.</summary>
    public const decimal Largest = 1_000_000_000_000m;

    /// <exception cref="RuleViolation">See <see cref="Target.Report"/>.</exception>
    public static void Check(Target target, FigureEntry entry)
    {
        if (entry.Nature != target.NatureFor(entry.Period))
        {
            throw new RuleViolation("report.wrong_nature", target.Name);
        }

        if (entry.Unit is not null && entry.Unit != target.Unit)
        {
            throw new RuleViolation("report.wrong_unit", target.Unit ?? "", entry.Unit);
        }

        if (entry.Nature == FigureNature.Stage)
        {
            if (string.IsNullOrWhiteSpace(entry.Stage))
            {
                throw new RuleViolation("report.stage_missing");
            }

            return;
        }

        if (entry.Value is not { } value)
        {
            throw new RuleViolation("report.value_missing");
        }

        CheckSize(target, entry.Nature, value);
    }

    private static void CheckSize(Target target, FigureNature nature, decimal value)
    {
        if (Math.Abs(value) > Largest)
        {
            throw new RuleViolation("report.too_large");
        }

        if (value < 0 && nature != FigureNature.Growth)
        {
            throw new RuleViolation("report.negative", target.Name);
        }

        if (IsCount(target) && value != decimal.Truncate(value))
        {
            throw new RuleViolation("report.not_whole", target.Unit ?? "");
        }

        if (target is { Unit: "%", Kind: TargetKind.Hold or TargetKind.Reach } && value > 100)
        {
            throw new RuleViolation("report.above_100");
        }
    }

    private static bool IsCount(Target target) => target.Kind is TargetKind.CumNew or TargetKind.AnnualNew;
}
