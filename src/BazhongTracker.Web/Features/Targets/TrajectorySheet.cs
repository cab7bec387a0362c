using BazhongTracker.Domain;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Text;

namespace BazhongTracker.Web.Features.Targets;

/// <summary>The chart's data as the browser gets it: quarters as their index, values as numbers, every text ready. The same data and the same scale as the drawing of the server.</summary>
/// <param name="Years">Year-ends with the label wide and narrow.</param>
/// <param name="Ticks">Values of the vertical axis with their text.</param>
/// <param name="Past">Where the due date is passed, with its name.</param>
/// <param name="Zones">Four areas, each a border above and a border below, from 提前 to 严重滞后; empty where the pace rule has none.</param>
public sealed record TrajectorySheet(
    string Alt, string Axis, int From, int To, decimal Low, decimal High, IReadOnlyList<SheetTick> Years, IReadOnlyList<SheetTick> Ticks,
    IReadOnlyList<SheetPoint> Points, IReadOnlyList<SheetPoint> Superseded, IReadOnlyList<decimal[]> Path,
    IReadOnlyList<IReadOnlyList<decimal[]>> Zones, IReadOnlyList<string> ZoneNames, SheetPoint? Base, SheetPoint? Node, SheetPoint? Aim, string? AimNote, bool IsLine,
    SheetForecast? Forecast, SheetPoint? Gap, SheetTick? Past, IReadOnlyList<SheetLine> Others)
{
    internal static TrajectorySheet Of(ChartData data)
    {
        var frame = TrajectoryChart.Frame(data, 1000, 360, 0);
        return new TrajectorySheet(
            data.Alt, data.Axis, data.From.Index, Math.Max(data.To.Index, data.From.Index + 1), frame.Lowest, frame.Highest,
            [.. data.Years.Select(y => new SheetTick(Quarter.Containing(y.On).Index, y.Text, y.Short))],
            [.. frame.Ticks().Select(t => new SheetTick(t, Spoken.Number(t), Spoken.Number(t)))],
            [.. data.Points.Select(Point)], [.. data.Superseded.Select(Point)], [.. data.Path.Select(p => At(p.Period, p.Value))],
            Areas(data, frame), data.ZoneNames, Maybe(data.Base), Maybe(data.Node), Maybe(data.Aim), data.AimNote, data.IsLine,
            data.Forecast is { } f ? new SheetForecast(f.Period.Index, f.Value, f.Low, f.High, f.Label, f.Range) : null, Maybe(data.Gap),
            data.Past is { } past ? new SheetTick(past.From.Index, past.Label, past.Label) : null,
            [.. data.Others.Select(o => new SheetLine(o.Name, [.. o.Points.Select(p => At(p.Period, p.Value))]))]);
    }

    private static List<IReadOnlyList<decimal[]>> Areas(ChartData data, ChartFrame frame)
    {
        if (data.Zones.Count < 2)
        {
            return [];
        }

        var (best, worst) = data.LowerIsBetter ? (frame.Lowest, frame.Highest) : (frame.Highest, frame.Lowest);
        List<decimal[]> Border(Func<ChartZone, decimal> at) => [.. data.Zones.Select(z => At(z.Period, Math.Clamp(at(z), frame.Lowest, frame.Highest)))];
        var borders = new[] { Border(_ => best), Border(z => z.Ahead), Border(z => z.OnTrack), Border(z => z.Behind), Border(_ => worst) };
        return [.. Enumerable.Range(0, 4).Select(zone => (IReadOnlyList<decimal[]>)[.. borders[zone], .. Enumerable.Reverse(borders[zone + 1])])];
    }

    private static decimal[] At(Quarter period, decimal value) => [period.Index, value];

    private static SheetPoint Point(ChartPoint point) => new(point.Period.Index, point.Value, WireNames.Of(point.Mark), point.Label, point.Title);

    private static SheetPoint? Maybe(ChartPoint? point) => point is null ? null : Point(point);
}

public sealed record SheetTick(decimal At, string Text, string Short);

/// <param name="Told">The point in one sentence.</param>
public sealed record SheetPoint(int At, decimal Value, string Mark, string? Label, string? Told);

public sealed record SheetForecast(int At, decimal Value, decimal? Low, decimal? High, string Label, string? Range);

public sealed record SheetLine(string Name, IReadOnlyList<decimal[]> Points);
