using BazhongTracker.Domain.Targets;
using BazhongTracker.Web.Shared.Standings;

namespace BazhongTracker.Web.Text;

/// <summary>How many decimals the numbers of a target have in sentences and lists: money 1, rates 1, shares of people and land 2, counts 0.</summary>
public static class Digits
{
    private const int Most = 2;
    private const decimal LargeFrom = 100;

    /// <summary>A word that only counts what the name of the target says.</summary>
    public static bool IsCounter(string unit) => unit is "个" or "家" or "项";

    public static int Of(Target target) => target switch
    {
        { Unit: { } unit } when IsCounter(unit) || unit == "人" => 0,
        { Unit: "%", Measure: not Measure.Point } or { Unit: "亿元" } => 1,
        { Unit: not "%", Value: >= LargeFrom } => 1,
        _ => Most,
    };

    /// <summary>The value rounded for a list, with more decimals where rounding would carry it over the promise.</summary>
    public static string Shown(Target target, decimal value)
    {
        var rounded = Math.Round(value, Of(target), MidpointRounding.AwayFromZero);
        return target is { Value: { } promised, Comparator: { } comparator } && comparator.IsMet(rounded, promised) != comparator.IsMet(value, promised)
            ? Spoken.Number(Math.Round(value, Most + 1))
            : Spoken.Number(rounded);
    }

    /// <summary><see cref="Shown"/> with its unit.</summary>
    public static string Amount(Target target, decimal value) => Shown(target, value) + Terms.UnitAfterNumber(target.Unit);

    /// <summary>The stage or number that stands for a target; empty where nothing was accepted.</summary>
    public static string Now(Standing standing) => standing.Shown switch
    {
        { Stage: { } stage } => Terms.Stage(stage),
        { Value: { } value } => Amount(standing.Target, value),
        _ => "",
    };

    /// <summary>Rounded up: whoever delivers it has delivered enough.</summary>
    public static decimal Enough(Target target, decimal amount)
    {
        var scale = Of(target) switch { 0 => 1m, 1 => 10m, _ => 100m };
        return Math.Ceiling(amount * scale) / scale;
    }
}
