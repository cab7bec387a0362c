using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Text;
using Microsoft.AspNetCore.Components;

namespace BazhongTracker.Web.Features.Targets;

/// <summary>
/// Reported against expected, drawn on the server: zones of the pace rule, dashed path, figures, nodes, target, forecast, gap. Readable in
/// grey.
/// </summary>
public static class TrajectoryChart
{
    /// <summary>The same chart wide and narrow; the style sheet shows the one that fits.</summary>
    public static MarkupString Draw(ChartData data) => new(Sheet(data, 1000, 360, 172, "wide") + Sheet(data, 366, 290, 20, "small"));

    /// <summary>The sheet on which everything in the data has its place.</summary>
    internal static ChartFrame Frame(ChartData data, int width, int height, int right)
    {
        var values = data.Points.Select(p => p.Value).Concat(data.Superseded.Select(p => p.Value)).Concat(data.Path.Select(p => p.Value))
            .Concat(data.Others.SelectMany(o => o.Points.Select(p => p.Value)))
            .Concat(new[] { data.Base?.Value, data.Aim?.Value, data.Node?.Value, data.Forecast?.Value, data.Forecast?.Low, data.Forecast?.High }
                .OfType<decimal>());
        return new ChartFrame(width, height, right, data.From, data.To, values);
    }

    private static string Sheet(ChartData data, int width, int height, int right, string look)
    {
        var frame = Frame(data, width, height, right);
        Zones(frame, data, look);
        Past(frame, data);
        Axes(frame, data);
        Lines(frame, data);
        Forecast(frame, data);
        Aim(frame, data);
        Points(frame, data);
        return frame.Svg(data.Alt, look);
    }

    private static void Axes(ChartFrame frame, ChartData data)
    {
        frame.Text(frame.Left - 40, 12, data.Axis, "ch-note");
        foreach (var tick in frame.Ticks())
        {
            frame.Line(frame.Left, frame.Y(tick), frame.Right, frame.Y(tick), "ch-grid")
                .Text(frame.Left - 6, frame.Y(tick) + 4, Spoken.Number(tick), "ch-note", "end");
        }

        frame.Line(frame.Left, frame.Bottom, frame.Right, frame.Bottom, "ch-axis");
        for (var quarter = data.From; quarter <= data.To; quarter = quarter.Plus(1))
        {
            frame.Line(frame.X(quarter), frame.Bottom, frame.X(quarter), frame.Bottom + (quarter.IsYearEnd ? 5 : 3), "ch-axis");
        }

        foreach (var year in data.Years)
        {
            frame.Text(frame.X(Quarter.Containing(year.On)), frame.Bottom + 18, frame.IsNarrow ? year.Short : year.Text, "ch-note", "middle");
        }
    }

    private static void Zones(ChartFrame frame, ChartData data, string look)
    {
        if (data.Zones.Count < 2)
        {
            return;
        }

        frame.Add($"<defs><pattern id=\"hatch-{look}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" ")
            .Add($"patternTransform=\"rotate(45)\"><line class=\"ch-hatch\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\"/></pattern>")
            .Add($"<pattern id=\"dots-{look}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">")
            .Add($"<circle class=\"ch-speck\" cx=\"1.5\" cy=\"1.5\" r=\"0.8\"/></pattern></defs>");
        var (best, worst) = data.LowerIsBetter ? (frame.Bottom, frame.Top) : (frame.Top, frame.Bottom);
        List<(double X, double Y)> Border(Func<ChartZone, decimal> at) => data.Zones.Select(z => (frame.X(z.Period), frame.Y(at(z)))).ToList();
        List<(double X, double Y)> Edge(double y) => data.Zones.Select(z => (frame.X(z.Period), y)).ToList();
        var borders = new[] { Edge(best), Border(z => z.Ahead), Border(z => z.OnTrack), Border(z => z.Behind), Edge(worst) };
        for (var zone = 0; zone < 4; zone++)
        {
            var area = borders[zone].Concat(Enumerable.Reverse(borders[zone + 1])).ToList();
            frame.Path(area, $"ch-b{zone + 1}", "polygon");
            if (zone > 1)
            {
                frame.Add($"<g style=\"fill:url(#{(zone == 2 ? "hatch" : "dots")}-{look})\">").Path(area, "ch-pattern", "polygon").Add($"</g>");
            }
        }

        for (var zone = 0; zone < 4; zone++)
        {
            Name(frame, data, borders, zone);
        }
    }

    private static void Past(ChartFrame frame, ChartData data)
    {
        if (data.Past is { } past)
        {
            var x = frame.X(past.From);
            var width = frame.Right - x;
            frame.Add($"""<rect class="ch-past" x="{x:0.#}" y="{frame.Top}" width="{width:0.#}" height="{frame.Bottom - frame.Top}"/>""");
            // On a phone there is no room for its name beside that of the target.
            _ = frame.IsNarrow ? frame : frame.Text((x + frame.Right) / 2, frame.Top + 14, past.Label, "ch-note", "middle");
        }
    }

    // The broad ones are named inside, the narrow ones by a leader.
    private static void Name(ChartFrame frame, ChartData data, List<(double X, double Y)>[] borders, int zone)
    {
        if (data.ZoneNames.Count < 4 || frame.IsNarrow)
        {
            return;
        }

        var at = borders[0].Count * zone switch { 0 => 2, 1 => 5, 2 => 3, _ => 4 } / 8;
        var (x, middle) = (borders[zone][at].X, (borders[zone][at].Y + borders[zone + 1][at].Y) / 2);
        if (zone is 0 or 3)
        {
            frame.Text(x, middle + 4, data.ZoneNames[zone], "ch-zone", "middle");
            return;
        }

        var away = (zone == 1) == data.LowerIsBetter ? 52 : -52;
        frame.Line(x, middle, x, middle + away, "ch-leader").Text(x, middle + away + (away > 0 ? 14 : -5), data.ZoneNames[zone], "ch-zone", "middle");
    }

    private static void Lines(ChartFrame frame, ChartData data)
    {
        frame.Path(data.Path.Select(p => (frame.X(p.Period), frame.Y(p.Value))), "ch-path");
        var taken = double.MinValue;
        foreach (var (other, index) in data.Others.Select((o, i) => (o, i)).OrderByDescending(o => o.o.Points.Count == 0 ? 0 : o.o.Points[^1].Value))
        {
            frame.Path(other.Points.Select(p => (frame.X(p.Period), frame.Y(p.Value))), $"ch-other ch-other{index}");
            if (other.Points.Count > 0)
            {
                var (period, value) = other.Points[^1];
                taken = Math.Max(frame.Y(value) + (frame.IsNarrow ? 16 : 5), taken + 15);
                frame.Text(frame.X(period) + (frame.IsNarrow ? -4 : 10), taken, other.Name, "ch-note", frame.IsNarrow ? "end" : "start");
            }
        }

        frame.Path(data.Points.Select(p => (frame.X(p.Period), frame.Y(p.Value))), "ch-line");
    }

    private static void Forecast(ChartFrame frame, ChartData data)
    {
        if (data.Forecast is not { } forecast || data.Points.Count == 0)
        {
            return;
        }

        var (x, y, last) = (frame.X(forecast.Period), frame.Y(forecast.Value), data.Points[^1]);
        frame.Line(frame.X(last.Period), frame.Y(last.Value), x, y, "ch-forecast");
        if (forecast is { Low: { } low, High: { } high })
        {
            frame.Line(x, frame.Y(low), x, frame.Y(high), "ch-range")
                .Line(x - 5, frame.Y(low), x + 5, frame.Y(low), "ch-range")
                .Line(x - 5, frame.Y(high), x + 5, frame.Y(high), "ch-range");
        }

        frame.Add($"<rect class=\"ch-square\" x=\"{x - 4:0.#}\" y=\"{y - 4:0.#}\" width=\"8\" height=\"8\"/>");
        if (!frame.IsNarrow)
        {
            // Not over the label of the target, which stands at the same place.
            var at = data.Aim is { } aim && Math.Abs(frame.Y(aim.Value) - y) < 34 ? frame.Y(aim.Value) + (frame.Y(aim.Value) <= y ? 38 : -34) : y;
            frame.Text(x + 12, at, forecast.Label, "ch-strong ch-accent").Text(x + 12, at + 15, forecast.Range ?? "", "ch-note ch-accent");
        }
    }

    private static void Aim(ChartFrame frame, ChartData data)
    {
        if (data.Aim is not { } aim)
        {
            return;
        }

        var (x, y) = (frame.X(aim.Period), frame.Y(aim.Value));
        frame.Line(frame.Left, y, frame.Right, y, "ch-aim");
        if (!data.IsLine)
        {
            frame.Diamond(x, y, 6, "ch-solid");
        }

        if (frame.IsNarrow)
        {
            // Over the number of the newest figure where that stands at the same place.
            var (own, number) = (
                y - 9,
                data.Points is [.., { Label: not null } last] && frame.Right - frame.X(last.Period) < 110 ? LabelAt(frame, data, last) : double.NaN);
            frame.Text(frame.Right, Math.Abs(own - number) < 15 ? number - 15 : own, aim.Label ?? "", "ch-strong", "end");
        }
        else
        {
            // Figures reported after the due date run on to the right of it.
            var at = data.Points.Count > 0 && data.Points[^1].Period > aim.Period && Math.Abs(frame.Y(data.Points[^1].Value) - y) < 30 ? y - 26 : y - 1;
            frame.Text(frame.Right + 12, at, aim.Label ?? "", "ch-strong").Text(frame.Right + 12, at + 15, data.AimNote ?? "", "ch-note");
        }
    }

    private static void Points(ChartFrame frame, ChartData data)
    {
        if (data is { Gap: { } gap, Points.Count: > 0 })
        {
            var (x, from, to) = (frame.X(gap.Period), frame.Y(data.Points[^1].Value), frame.Y(gap.Value));
            // Clear of the target's own line, which may run just above.
            var label = data.Aim is { } aim && to < from && to - frame.Y(aim.Value) is > -6 and < 26 ? frame.Y(aim.Value) - 9 : to + (to < from ? -8 : 16);
            label = frame.IsNarrow ? frame.Bottom - 10 : label;
            frame.Line(x, from, x, frame.IsNarrow ? to : Math.Min(to, to < from ? label + 4 : to), "ch-gap")
                .Text(x + 4, label, gap.Label ?? "", "ch-strong ch-bad", "end");
        }

        if (data.Node is { } node)
        {
            var (x, y) = (frame.X(node.Period), frame.Y(node.Value));
            frame.Diamond(x, y, 5, "ch-open");
            // On a phone there is no room beside the figures: at the foot, under its diamond. Else on the side of the path where the figures do not run.
            _ = frame.IsNarrow
                ? frame.Line(x, y + 5, x, frame.Bottom - 24, "ch-leader")
                    .Text(x < frame.Width / 2 ? x + 4 : x - 4, frame.Bottom - 10, node.Label ?? "", "ch-note", x < frame.Width / 2 ? "start" : "end")
                : data.Points.Any(p => p.Period == node.Period && frame.Y(p.Value) < y)
                ? frame.Text(x + 9, y + 15, node.Label ?? "", "ch-note")
                : frame.Text(x - 9, y - 8, node.Label ?? "", "ch-note", "end");
        }

        foreach (var old in data.Superseded)
        {
            frame.Mark(frame.X(old.Period), frame.Y(old.Value), ChartMark.Superseded, old.Title);
        }

        if (data.Base is { } start)
        {
            frame.Mark(frame.X(start.Period), frame.Y(start.Value), start.Mark, start.Title)
                .Text(frame.X(start.Period) + 8, Clear(frame, frame.Y(start.Value) + 15), start.Label ?? "", "ch-note");
        }

        foreach (var point in data.Points)
        {
            frame.Mark(frame.X(point.Period), frame.Y(point.Value), point.Mark, point.Title);
            if (point.Label is { } label)
            {
                // On the side where the path does not run; to the right of the last one a phone has no room, and where the sheet ends the target is named.
                var (first, last) = (point == data.Points[0], point == data.Points[^1] && (frame.IsNarrow || point.Period == data.To && data.Aim is not null));
                frame.Text(
                    frame.X(point.Period) + (first ? 6 : last ? 4 : 0), LabelAt(frame, data, point), label, "ch-value",
                    first ? "start" : last ? "end" : "middle");
            }
        }
    }

    private static double LabelAt(ChartFrame frame, ChartData data, ChartPoint point) =>
        IsAbovePath(data, point) ? frame.Y(point.Value) - 9 : Clear(frame, frame.Y(point.Value) + 18);

    // After the due date the path is what it asked for last.
    private static bool IsAbovePath(ChartData data, ChartPoint point) =>
        data.Path.Count == 0 || point.Period < data.Path[0].Period ? data.LowerIsBetter
        : point.Value > (data.Path.Where(p => p.Period == point.Period).Select(p => (decimal?)p.Value).FirstOrDefault() ?? data.Path[^1].Value);

    // A label does not stand on the axis.
    private static double Clear(ChartFrame frame, double y) => y > frame.Bottom - 2 ? y - 26 : y;
}
