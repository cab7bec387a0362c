using System.Globalization;
using System.Text.Json.Nodes;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Progress.Json;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Web.Shared.Verdicts;
using BazhongTracker.Web.Text;

namespace BazhongTracker.Web.Api;

/// <summary>A verdict in the names of the read API: what the contract names is always there, null where it does not apply.</summary>
internal static class AssessmentView
{
    private static readonly string[] Always =
        ["c", "e", "r", "af", "value", "value_period", "expected_value", "required_per_year", "forecast", "flags", "confidence"];

    public static JsonObject Of(Target target, Verdict verdict, ReportingGap? gap, Why why)
    {
        var view = new JsonObject
        {
            ["as_of"] = verdict.AsOf.ToString("O", CultureInfo.InvariantCulture),
            ["status"] = verdict.Status.Code(),
            ["label_zh"] = AssessResult.Label(verdict.Status),
        };
        foreach (var name in Always)
        {
            view[name] = null;
        }

        foreach (var (name, value) in JsonNode.Parse(verdict.Stored)!.AsObject())
        {
            view[name] = value?.DeepClone();
        }

        view["reporting_gap"] = gap is null ? null : Domain.WireNames.Of(gap.Kind);
        view["unreported_days"] = gap?.Days;
        view["why_zh"] = string.Concat(why.Sentences(target, verdict.Status, verdict.Working, verdict.AsOf));
        view["method_version"] = verdict.MethodVersion;
        return view;
    }
}
