using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Domain.Reporting;

/// <summary>What a figure must be like to be taken at all, whatever its size means for the target.</summary>
public static class FigureRules
{
    /// <summary>No municipal figure in any unit of the decision comes near this.</summary>
    public const decimal Largest = 1_000_000_000_000m;

    /// <summary>A day before this is a slip of the keys.</summary>
    public static readonly DateOnly EarliestStageDay = new(2000, 1, 1);

    /// <param name="today">The day in Shanghai.</param>
    /// <exception cref="RuleViolation">See <see cref="Target.Report"/>.</exception>
    public static void Check(Target target, FigureEntry entry, DateOnly today)
    {
        if (entry.Nature != target.NatureFor(entry.Period))
        {
            throw new RuleViolation("report.wrong_nature", target);
        }

        if (entry.Unit is not null && entry.Unit != target.Unit)
        {
            throw new RuleViolation("report.wrong_unit", target.Unit ?? "", entry.Unit);
        }

        if (entry.Nature == FigureNature.Stage)
        {
            CheckStage(target, entry);
            CheckStageDay(entry, today);
            return;
        }

        if (entry.Value is not { } value)
        {
            throw new RuleViolation("report.value_missing");
        }

        CheckSize(target, entry.Nature, value);
    }

    private static void CheckStage(Target target, FigureEntry entry)
    {
        if (string.IsNullOrWhiteSpace(entry.Stage))
        {
            throw new RuleViolation("report.stage_missing");
        }

        if (StageLadder.Of(target)?.Knows(entry.Stage) != true)
        {
            throw new RuleViolation("report.stage_unknown", entry.Stage);
        }

        if (entry.Value is not { } physical)
        {
            return;
        }

        if (!HasPhysicalProgress(target, entry.Stage))
        {
            throw new RuleViolation("report.physical_not_building", entry.Stage);
        }

        if (physical is < 0 or > 100)
        {
            throw new RuleViolation("report.physical_range");
        }
    }

    private static void CheckStageDay(FigureEntry entry, DateOnly today)
    {
        if (!HasDay(entry.Stage))
        {
            return;
        }

        if (entry.StageDate is not { } day)
        {
            throw new RuleViolation("report.stage_day_missing", entry.Stage!);
        }

        if (day > today)
        {
            throw new RuleViolation("report.stage_day_ahead", day);
        }

        if (day < EarliestStageDay)
        {
            throw new RuleViolation("report.stage_day_early", day, EarliestStageDay);
        }
    }

    /// <summary>Of what has not begun there is no day.</summary>
    public static bool HasDay(string? stage) => stage is not (null or StageLadder.NotBegun);

    /// <summary>Only a project under construction has a physical progress (形象进度) in percent.</summary>
    public static bool HasPhysicalProgress(Target target, string? stage) =>
        target.Kind == TargetKind.ProjectList && stage == StageLadder.UnderConstruction;

    private static void CheckSize(Target target, FigureNature nature, decimal value)
    {
        if (Math.Abs(value) > Largest)
        {
            throw new RuleViolation("report.too_large");
        }

        if (value < 0 && nature != FigureNature.Growth)
        {
            throw new RuleViolation("report.negative", target);
        }

        if (IsCount(target) && value != decimal.Truncate(value))
        {
            throw new RuleViolation("report.not_whole", target.Unit ?? "");
        }

        if (EndsAt100(target) && value > 100)
        {
            throw new RuleViolation("report.above_100");
        }
    }

    /// <summary>A share of a whole; growth may well exceed 100 %.</summary>
    public static bool EndsAt100(Target target) => target is { Unit: "%", Kind: TargetKind.Hold or TargetKind.Reach or TargetKind.Directional };

    /// <summary>Counted in whole units: 家, 个, 人.</summary>
    public static bool IsCount(Target target) => target.Kind is TargetKind.CumNew or TargetKind.AnnualNew;
}
