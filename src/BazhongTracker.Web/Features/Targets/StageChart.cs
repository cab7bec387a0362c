using BazhongTracker.Domain.Time;
using Microsoft.AspNetCore.Components;

namespace BazhongTracker.Web.Features.Targets;

public sealed record StagePoint(DateOnly On, decimal Weight, ChartMark Mark, string Title);

/// <summary>The ladder of a milestone or project: what was reached when, the required stage and its date.</summary>
/// <param name="Plan">Stages laid down for days on the way; where there are none the way is even progress over time.</param>
/// <param name="Ladder">Stage and weight (0–1), the lowest first; stages of the same weight are one step.</param>
public sealed record StageData(
    string Alt, DateOnly From, DateOnly To, IReadOnlyList<(string Stage, decimal Weight)> Ladder, IReadOnlyList<StagePoint> Points,
    DateOnly? Due, decimal Required, string AimLabel, string AimNote, DateOnly? Node, string NodeLabel, IReadOnlyList<(DateOnly On, decimal Weight)> Plan, DateOnly Today, string TodayLabel,
    IReadOnlyList<ChartYear> Years);

/// <summary>A line of stages over time, drawn on the server.</summary>
public static class StageChart
{
    public static MarkupString Draw(StageData data) => new(Sheet(data, 1000, 300, 24, "wide") + Sheet(data, 366, 260, 16, "small"));

    private static string Sheet(StageData data, int width, int height, int right, string look)
    {
        var (from, to) = (Quarter.Containing(data.From), Quarter.Containing(data.To).Plus(1));
        var frame = new ChartFrame(width, height, right, from, to, [0m, 1m]);
        var left = frame.Left + (frame.IsNarrow ? 52 : 64);
        double X(DateOnly day) => left + (frame.Right - left) * (day.DayNumber - data.From.DayNumber) / Math.Max(1.0, data.To.DayNumber - data.From.DayNumber);
        double Y(decimal weight) => frame.Bottom - (frame.Bottom - frame.Top - 10) * (double)weight;

        foreach (var (stage, weight) in data.Ladder)
        {
            frame.Line(left, Y(weight), frame.Right, Y(weight), weight == data.Required ? "ch-aim" : "ch-grid")
                .Text(left - 8, Y(weight) + 4, stage, weight == data.Required ? "ch-strong" : "ch-note", "end");
        }

        foreach (var year in data.Years)
        {
            frame.Line(X(year.On), frame.Bottom, X(year.On), frame.Bottom + 5, "ch-axis").Text(X(year.On), frame.Bottom + 18, frame.IsNarrow ? year.Short : year.Text, "ch-note", "middle");
        }

        if (data.Due is { } due)
        {
            frame.Path([(X(data.From), Y(0)), .. data.Plan.Select(p => (X(p.On), Y(p.Weight))), (X(due), Y(data.Required))], "ch-path");
            foreach (var (on, weight) in data.Plan)
            {
                frame.Diamond(X(on), Y(weight), 5, "ch-open");
            }

            frame.Diamond(X(due), Y(data.Required), 6, "ch-solid");
            frame.Text(X(due) - 10, Y(data.Required) - 8, $"{data.AimLabel} {data.AimNote}", "ch-strong", "end");
            if (data.Node is { } node)
            {
                var share = (node.DayNumber - data.From.DayNumber) / (decimal)(due.DayNumber - data.From.DayNumber);
                frame.Diamond(X(node), Y(share * data.Required), 5, "ch-open").Text(X(node) + 9, Y(share * data.Required) + 15, data.NodeLabel, "ch-note");
            }
        }

        frame.Line(X(data.Today), frame.Top, X(data.Today), frame.Bottom, "ch-today").Text(X(data.Today) - 5, frame.Bottom - 6, data.TodayLabel, "ch-note", "end");
        frame.Path(Steps(data.Points, data.Today, X, Y), "ch-line");
        foreach (var point in data.Points)
        {
            frame.Mark(X(point.On), Y(point.Weight), point.Mark, point.Title);
        }

        frame.Line(left, frame.Bottom, frame.Right, frame.Bottom, "ch-axis");
        return frame.Svg(data.Alt, look);
    }

    // A stage holds until the next one is reached.
    private static IEnumerable<(double X, double Y)> Steps(IReadOnlyList<StagePoint> points, DateOnly today, Func<DateOnly, double> x, Func<decimal, double> y)
    {
        StagePoint? before = null;
        foreach (var point in points)
        {
            if (before is not null)
            {
                yield return (x(point.On), y(before.Weight));
            }

            yield return (x(point.On), y(point.Weight));
            before = point;
        }

        if (before is not null && before.On < today)
        {
            yield return (x(today), y(before.Weight));
        }
    }
}
