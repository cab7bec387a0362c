using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Reporting;

public enum FigureCheck
{
    Tenfold,
    CumulativeFell,
    OutsideUsual,
    StageBack,
    StandsStill,
    BeforeStart,
    NothingToCompare,
}

/// <summary>One check of a figure against what stands. A finding never refuses: the clerk corrects or explains, the reviewer decides.</summary>
/// <param name="Reference">What it was compared with; <paramref name="Since"/> the period of that.</param>
/// <param name="Proposed">The number that was probably meant.</param>
public sealed record FigureFinding(FigureCheck Check, bool Passed, decimal? Reference = null, Quarter? Since = null, decimal? Proposed = null, string? Stage = null);

/// <summary>Signs that a figure, though allowed, may be wrong. Pure: the same figure and history always give the same findings.</summary>
public static class FigureWarnings
{
    /// <summary>A slip of the decimal point shows as a ratio from 8 to 12.5 (or its multiples by ten).</summary>
    public const decimal TenfoldFrom = 8m;
    public const decimal TenfoldTo = 12.5m;

    /// <summary>Tenfold up to ten-thousandfold: 头 written where 万头 is asked.</summary>
    public const int MostPowers = 4;

    /// <summary>Below this a count may well be ten times last year's.</summary>
    public const decimal SmallestCountForTenfold = 3m;

    /// <summary>A stage that stays the same over so many periods is worth a look.</summary>
    public const int StandsStillPeriods = 3;

    /// <summary>Every check that could be made; one that lacks what it compares with is left out.</summary>
    /// <returns>The last is <see cref="FigureCheck.NothingToCompare"/> where a first number was compared with nothing.</returns>
    /// <param name="day">On which the stage was reached.</param>
    public static IReadOnlyList<FigureFinding> Check(
        Target target, Quarter period, decimal? value, string? stage, FigureHistory history, DateOnly? day = null)
    {
        if (target.NatureFor(period) == FigureNature.Stage)
        {
            return [.. new[] { StageBack(target, period, stage, history), BeforeStart(target, stage, day),
                StandsStill(period, value, stage, history) }.OfType<FigureFinding>()];
        }

        if (value is not { } number)
        {
            return [];
        }

        FigureFinding?[] findings = [Tenfold(target, period, number, history), CumulativeFell(target, period, number, history), OutsideUsual(target, period, number, history)];
        var made = findings.OfType<FigureFinding>().ToList();
        return made.Count == 0 && history.NewestBefore(period) is null ? [new FigureFinding(FigureCheck.NothingToCompare, true)] : made;
    }

    private static FigureFinding? Tenfold(Target target, Quarter period, decimal value, FigureHistory history)
    {
        var nature = target.NatureFor(period);
        // A correction of the first number of all is held against what it corrects.
        var basis = history.YearBefore(period) ?? (nature is FigureNature.Ytd or FigureNature.Annual ? null : history.QuarterBefore(period))
            ?? (history.At(period) is { State: FigureState.Accepted } inForce ? inForce : null);
        if (nature == FigureNature.Growth || basis is not { Value: { } before and > 0 } || FigureRules.IsCount(target) && before < SmallestCountForTenfold)
        {
            return null;
        }

        var slip = 1m;
        for (var power = 1; power <= MostPowers; power++)
        {
            slip *= 10;
            if (value / slip * 10 is var larger && IsTenfold(larger / before))
            {
                return new FigureFinding(FigureCheck.Tenfold, false, before, basis.Period, value / slip);
            }

            if (value > 0 && IsTenfold(before / (value * slip / 10)))
            {
                return new FigureFinding(FigureCheck.Tenfold, false, before, basis.Period, value * slip);
            }
        }

        return new FigureFinding(FigureCheck.Tenfold, true, before, basis.Period);
    }

    private static bool IsTenfold(decimal ratio) => ratio is >= TenfoldFrom and <= TenfoldTo;

    private static FigureFinding? CumulativeFell(Target target, Quarter period, decimal value, FigureHistory history)
    {
        var nature = target.NatureFor(period);
        var before = nature switch
        {
            FigureNature.Cum => history.NewestBefore(period),
            FigureNature.Ytd or FigureNature.Annual when history.NewestBefore(period) is { } newest && newest.Period.Year == period.Year => newest,
            _ => null,
        };
        return before is { Value: { } earlier } ? new FigureFinding(FigureCheck.CumulativeFell, value >= earlier, earlier, before.Period) : null;
    }

    private static FigureFinding? OutsideUsual(Target target, Quarter period, decimal value, FigureHistory history) =>
        UsualRange.Of(target, history, period) is { } usual
            ? new FigureFinding(FigureCheck.OutsideUsual, value >= usual.Low && value <= usual.High, value < usual.Low ? usual.Low : usual.High)
            : null;

    private static FigureFinding? StageBack(Target target, Quarter period, string? stage, FigureHistory history)
    {
        var ladder = StageLadder.Of(target)!;
        if (history.NewestBefore(period) is not { Stage: { } earlier } before || stage is null || !ladder.Stages.Contains(stage) || !ladder.Stages.Contains(earlier))
        {
            return null;
        }

        return new FigureFinding(FigureCheck.StageBack, ladder.Weight(stage) >= ladder.Weight(earlier), null, before.Period, null, earlier);
    }

    // A title may have been won before the decision; a wrong year is more likely.
    private static FigureFinding? BeforeStart(Target target, string? stage, DateOnly? day) =>
        day is { } reached && target.Start is { } start ? new FigureFinding(FigureCheck.BeforeStart, reached >= start, Stage: stage) : null;

    private static FigureFinding? StandsStill(Quarter period, decimal? physical, string? stage, FigureHistory history)
    {
        var earlier = history.All.Where(f => f.Period < period).TakeLast(StandsStillPeriods - 1).ToList();
        return earlier.Count < StandsStillPeriods - 1
            ? null
            : new FigureFinding(FigureCheck.StandsStill, earlier.Exists(f => f.Stage != stage || f.Value != physical), null, null, null, stage);
    }
}
