using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Features.Targets;
using BazhongTracker.Web.Text;
using Microsoft.Extensions.Localization;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>What the browser is sent to draw the course of a target.</summary>
public sealed class TrajectorySheetTests
{
    // As the circuit writes what a script is called with.
    private static readonly JsonSerializerOptions Sent = new(JsonSerializerDefaults.Web);
    private static readonly Quarter From = Quarter.YearEnd(2020);
    private static readonly Quarter To = Quarter.YearEnd(2022);

    private static JsonObject Sheet(ChartData data) => JsonSerializer.SerializeToNode(TrajectorySheet.Of(data), Sent)!.AsObject();

    private static ChartData Course() => new("走势", "亿元", From, To)
    {
        Years = Speech.In("zh-CN", () => ChartYear.Between(From.LastDay, To.LastDay, Speech.Of<IStringLocalizer<TargetWords>>())),
        Points = [new ChartPoint(From, 300, ChartMark.Published), new ChartPoint(From.Plus(5), 380.5m, ChartMark.Preliminary, "380.5", "2022年一季度：380.5亿元")],
        Path = [(From, 300m), (To, 500m)],
        Zones = [new ChartZone(From.Plus(2), 340, 320, 310), new ChartZone(To, 540, 500, 450)],
        ZoneNames = ["提前", "正常", "滞后", "严重滞后"],
        Aim = new ChartPoint(To, 500, ChartMark.Final, "目标"),
        Forecast = new ChartForecast(To, 480, 460, 500, "推算", "460—500"),
    };

    [Fact]
    public void Quarters_are_their_index_and_values_numbers_in_the_unit_of_the_target()
    {
        var sheet = Sheet(Course());

        Assert.Equal((From.Index, To.Index), (sheet["from"]!.GetValue<int>(), sheet["to"]!.GetValue<int>()));
        Assert.Equal($"[[{From.Index},300],[{To.Index},500]]", sheet["path"]!.ToJsonString());
        var newest = sheet["points"]![1]!;
        Assert.Equal((From.Index + 5, 380.5m, "preliminary", "380.5"), (newest["at"]!.GetValue<int>(), newest["value"]!.GetValue<decimal>(), newest["mark"]!.GetValue<string>(), newest["label"]!.GetValue<string>()));
        Assert.Equal(["2020末", "2021末", "2022末"], sheet["years"]!.AsArray().Select(y => y!["text"]!.GetValue<string>()));
        Assert.Equal(["20末", "21末", "22末"], sheet["years"]!.AsArray().Select(y => y!["short"]!.GetValue<string>()));
    }

    [Fact]
    public void The_four_zones_are_closed_areas_within_the_scale()
    {
        var sheet = Sheet(Course());
        var (low, high) = (sheet["low"]!.GetValue<decimal>(), sheet["high"]!.GetValue<decimal>());

        Assert.Equal(4, sheet["zones"]!.AsArray().Count);
        Assert.All(sheet["zones"]!.AsArray(), zone =>
        {
            Assert.Equal([From.Index + 2, To.Index, To.Index, From.Index + 2], zone!.AsArray().Select(corner => corner![0]!.GetValue<int>()));
            Assert.All(zone.AsArray(), corner => Assert.InRange(corner![1]!.GetValue<decimal>(), low, high));
        });
        Assert.True(low <= 300 && high >= 500);
    }

    [Theory]
    [InlineData("wide")]
    [InlineData("small")]
    public void A_long_label_near_the_left_edge_begins_inside_the_sheet(string look)
    {
        var label = "45.3 hundred-million yuan short";
        var drawn = TrajectoryChart.Draw(Course() with { Gap = new ChartPoint(From.Plus(1), 380, ChartMark.Final, label) }).Value;

        var written = Regex.Match(drawn[drawn.IndexOf($"course {look}", StringComparison.Ordinal)..], $"x=\"(?<x>[0-9.]+)\"[^>]*text-anchor=\"end\">{label}<");
        Assert.InRange(double.Parse(written.Groups["x"].Value, CultureInfo.InvariantCulture), 6 * label.Length, 366);
    }

    [Fact]
    public void What_a_target_does_not_have_is_sent_as_null_and_a_list_as_empty()
    {
        var sheet = Sheet(new ChartData("走势", "%", From, From));

        Assert.Equal(From.Index + 1, sheet["to"]!.GetValue<int>());
        foreach (var name in new[] { "base", "node", "aim", "aimNote", "forecast", "gap" })
        {
            Assert.True(sheet.ContainsKey(name), name);
            Assert.Null(sheet[name]);
        }

        foreach (var name in new[] { "points", "superseded", "path", "zones", "zoneNames", "others" })
        {
            Assert.Empty(sheet[name]!.AsArray());
        }
    }

    [Theory]
    [InlineData(560, true)]
    [InlineData(440, false)]
    public void The_label_of_a_figure_after_the_due_date_stands_away_from_the_path(int value, bool over)
    {
        var last = new ChartPoint(To.Plus(2), value, ChartMark.Final, "label");
        var data = Course() with { To = last.Period, Points = [new ChartPoint(From, 300, ChartMark.Final), last] };

        var y = double.Parse(Regex.Match(TrajectoryChart.Draw(data).Value, "class=\"ch-value\" x=\"[^\"]*\" y=\"([^\"]*)\"").Groups[1].Value, CultureInfo.InvariantCulture);

        Assert.Equal(over, y < TrajectoryChart.Frame(data, 1000, 360, 172).Y(value));
    }

    [Fact]
    public void The_number_of_a_late_success_and_the_name_of_the_target_have_each_their_own_room()
    {
        var last = new ChartPoint(To.Plus(3), 518, ChartMark.Final, "518");
        var drawn = TrajectoryChart.Draw(Course() with { To = last.Period, Points = [new ChartPoint(From, 300, ChartMark.Final), last] }).Value;

        (double X, double Y, string Anchor)[] Placed(string words) => [.. Regex.Matches(drawn, $" x=\"([^\"]*)\" y=\"([^\"]*)\" text-anchor=\"(\\w+)\">{words}<")
            .Select(m => (double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture), m.Groups[3].Value))];
        var (numbers, aims) = (Placed("518"), Placed("目标"));
        Assert.True(numbers[0].Anchor == "end" && aims[0].Anchor == "start" && numbers[0].X < aims[0].X, "wide");
        Assert.True(Math.Abs(numbers[1].Y - aims[1].Y) >= 15, "narrow");
    }

    [Fact]
    public void A_long_plan_names_no_more_year_ends_than_a_phone_has_room_for()
    {
        var years = Speech.In("en", () => ChartYear.Between(From.LastDay, From.Plus(60).LastDay, Speech.Of<IStringLocalizer<TargetWords>>()));

        Assert.Equal((16, 8, 6), (years.Count, years.Count(y => y.Text.Length > 0), years.Count(y => y.Short.Length > 0)));
        Assert.Equal(("end 2020", "12/20"), (years[0].Text, years[0].Short));
    }

    [Fact]
    public void A_forecast_without_an_interval_has_null_bounds_and_one_zone_border_makes_no_zone()
    {
        var sheet = Sheet(Course() with { Forecast = new ChartForecast(To, 480, null, null, "推算", null), Zones = [new ChartZone(To, 540, 500, 450)] });

        Assert.True(sheet["forecast"]!.AsObject() is var forecast && forecast["low"] is null && forecast["high"] is null && forecast["range"] is null);
        Assert.Empty(sheet["zones"]!.AsArray());
    }
}
