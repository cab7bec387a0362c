using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Web.Text;

/// <summary>The forecast with its 80 % interval. The average growth is its own forecast, so nothing is said twice.</summary>
internal static class WhyForecast
{
    public static string? Of(WhyCase given)
    {
        if (given.Working.Forecast is not { Value: { } value } forecast || given.Target.Kind == TargetKind.AvgGrowth || given.AfterDue || given.Has("too_stale"))
        {
            return null;
        }

        var how = given.Say("forecast." + How(forecast.Method));
        var when = given.Target.Kind == TargetKind.Hold ? given.Say("forecast.next") : given.DueText;
        var range = forecast is { Lo: { } lo, Hi: { } hi } ? given.Say("forecast.range", Range(given, lo, hi)) : given.Say("forecast.no_range");
        var verdict = forecast.Verdict is { } word ? given.Say("forecast." + word) : "";
        var chance = forecast.Probability is { } p ? given.Say("forecast.chance", Spoken.Number(100 * p, 0) + "%") : "";
        return given.Say("forecast", how, when, given.Computed(value), range, verdict + chance);
    }

    private static string Range(WhyCase given, decimal lo, decimal hi)
    {
        var unit = Terms.UnitAfterNumber(given.Target.Unit);
        var (from, to) = (given.Computed(lo), given.Computed(hi));
        return (unit.Length > 0 && from.EndsWith(unit, StringComparison.Ordinal) ? from[..^unit.Length] : from) + "—" + to;
    }

    private static string How(string method) => method switch
    {
        "F3_seasonal_share" => "share",
        "F5_gamma_poisson" => "count",
        _ when method.StartsWith("F4_nowcast", StringComparison.Ordinal) => method.EndsWith("theil_sen", StringComparison.Ordinal) ? "nowcast_trend" : "nowcast_pace",
        "F2_theil_sen" => "trend",
        _ => "pace",
    };
}
