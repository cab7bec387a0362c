using System.Globalization;
using System.Text.Json.Nodes;

namespace BazhongTracker.Domain.Progress.Json;

/// <summary>A result in the names of <c>assess</c> and the read API. Numbers are rounded to ten decimals.</summary>
public static class AssessResult
{
    private static readonly string[] Labels =
        ["已完成", "提前", "正常", "预警", "滞后", "严重滞后", "逾期完成", "逾期未完成", "待核定", "数据不足", "未到评估期", "未开始", "未定期限", "口径待定", "已终止"];

    public static string Label(ProgressStatus status) => Labels[(int)status];

    public static JsonObject Write(ProgressResult result)
    {
        var node = new JsonObject
        {
            ["status"] = result.Status.Code(),
            ["zh"] = Label(result.Status),
            ["light"] = WireNames.Of(result.Status.Light()),
            ["rank"] = result.Status.Rank(),
            ["C"] = Number(result.C),
            ["E"] = Number(result.E),
            ["gap_pp"] = Number(result.GapPp),
            ["R"] = Number(result.R),
            ["AF"] = result.AfInfinite ? "inf" : Number(result.Af),
            ["value"] = result.Stage is { } stage ? JsonValue.Create(stage) : Number(result.Value),
            ["value_period"] = result.Growth is null ? result.ValuePeriod?.ToString() : result.ValuePeriod?.Year.ToString(CultureInfo.InvariantCulture),
            ["expected_value"] = Number(result.ExpectedValue),
            ["forecast"] = Forecast(result.Forecast),
            ["flags"] = new JsonArray([.. result.Flags.Select(f => JsonValue.Create(f))]),
            ["confidence"] = result.Confidence switch { Confidence.High => "高", Confidence.Middle => "中", Confidence.Low => "低", _ => null },
            ["required_per_year"] = Number(result.RequiredPerYear),
        };
        if (result.Late is { } late)
        {
            node["late"] = new JsonObject { ["period"] = late.Period.ToString(), ["value"] = Number(late.Value), ["C"] = Number(late.C) };
        }

        if (result.Margin is { } margin)
        {
            node["margin"] = Number(margin);
        }

        if (result.Nowcast is { } nowcast)
        {
            node["nowcast"] = new JsonObject
            {
                ["year"] = nowcast.Year,
                ["k"] = nowcast.Quarter,
                ["share"] = Number(nowcast.Share),
                ["n_years"] = nowcast.Years,
                ["value"] = Number(nowcast.Value),
                ["lo"] = Number(nowcast.Low),
                ["hi"] = Number(nowcast.High),
            };
        }

        if (result.Compliance is { } compliance)
        {
            node["compliance"] = new JsonObject
            {
                ["met"] = compliance.Met,
                ["assessed"] = compliance.Assessed,
                ["years"] = compliance.Years,
                ["misses"] = new JsonArray([.. compliance.Misses.Select(y => JsonValue.Create(y))]),
            };
        }

        if (result.Growth is { Index: not null } growth)
        {
            node["index"] = Number(growth.Index);
            node["expected_index"] = Number(growth.ExpectedIndex);
            node["required_growth_pct"] = Number(growth.RequiredPercent);
        }

        if (result.MeanChange is not null)
        {
            node["mean_change"] = Number(result.MeanChange);
            node["last_change"] = Number(result.LastChange);
        }

        WriteParts(result, node);
        return node;
    }

    private static void WriteParts(ProgressResult result, JsonObject node)
    {
        if (result.Items is { } items)
        {
            node["items"] = new JsonArray([.. items.Select(i => new JsonObject { ["name"] = i.Name, ["C"] = Number(i.C), ["status"] = i.Status.Code() })]);
            node["tally"] = new JsonObject(items.GroupBy(i => i.Status).Select(g => KeyValuePair.Create(g.Key.Code(), (JsonNode?)g.Count())));
        }

        if (result.Items is [{ Stage: { } stage } only])
        {
            node["reached"] = new JsonObject { ["stage"] = stage, ["physical"] = Number(only.Physical) };
        }

        if (result.Children is { } children)
        {
            node["children"] = new JsonArray([.. children.Select(c => JsonValue.Create(c.Code()))]);
        }
    }

    private static JsonObject Forecast(ProgressForecast forecast)
    {
        var node = new JsonObject
        {
            ["method"] = forecast.Method,
            ["value"] = Number(forecast.Value),
            ["lo"] = Number(forecast.Low),
            ["hi"] = Number(forecast.High),
            ["n"] = forecast.N,
            ["verdict"] = forecast.Verdict is { } verdict ? WireNames.Of(verdict) : null,
            ["robust"] = forecast.Robust,
        };
        if (forecast.Probability is { } probability)
        {
            node["probability"] = Number(probability);
        }

        return node;
    }

    private static JsonNode? Number(decimal? value) => value is { } number ? JsonValue.Create(Trimmed(number)) : null;

    // Dividing by a long one drops trailing zeros: 700.0000 is written 700.
    private static decimal Trimmed(decimal number) => Math.Round(number, 10) / 1.0000000000000000000000000000m;
}
