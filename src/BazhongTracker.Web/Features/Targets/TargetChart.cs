using BazhongTracker.Domain;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Text;
using Microsoft.Extensions.Localization;

namespace BazhongTracker.Web.Features.Targets;

/// <summary>From the view of a target to what its chart draws, with every text.</summary>
internal sealed class TargetChart(IStringLocalizer<TargetWords> words, Spoken spoken, TargetView view)
{
    private readonly MethodSettings rule = view.Verdict.Working.Rule;
    private readonly Target target = view.Target;

    /// <returns>Null where there is nothing to draw.</returns>
    public ChartData? Data()
    {
        if (view.Trajectory is not { } line)
        {
            return null;
        }

        var start = Quarter.LastEnded(target.Start!.Value);
        var points = line.Points.Where(p => p.Period >= start).ToList();
        if (points.Count == 0 && !line.HasPath)
        {
            return null;
        }

        Quarter? due = target.Due is { } day ? Quarter.LastEnded(day) : null;
        var from = new[] { start, line.BasePeriod ?? start }.Min();
        var last = points.Count > 0 ? points[^1].Period : from;
        var forecast = Forecast(due, last);
        var to = new[] { due ?? last, last, forecast?.Period ?? last }.Max();
        var way = line is { HasPath: true, BasePeriod: { } begin } && due is { } end && begin < end
            ? Enumerable.Range(begin.Index, end.Index - begin.Index + 1).Select(Quarter.FromIndex).ToList() : [];
        return new ChartData(Alt(points), Axis(), from, to)
        {
            Years = ChartYear.Between(from.LastDay, to.LastDay, words),
            Points = [.. points.Select(p => Point(p, points))],
            Superseded = [.. view.Figures.Where(f => f is { Superseded: true, Value: not null } && f.Period.IsYearEnd && f.Period >= start)
                .Select(f => new ChartPoint(f.Period, f.Value!.Value, ChartMark.Superseded, null, words["chart.superseded", Amount(f.Value.Value)]))],
            Path = [.. way.Select(q => (q, line.ExpectedAt(q)!.Value))],
            Zones = target.Kind == TargetKind.Reach && points.Count > 0 ? Zones(line, way) : [],
            ZoneNames = [.. new[] { ProgressStatus.Ahead, ProgressStatus.OnTrack, ProgressStatus.Behind, ProgressStatus.OffTrack }.Select(
                s => spoken.Status(s))],
            Base = line is { BasePeriod: { } basePeriod, BaseValue: { } baseValue } && points.All(p => p.Period != basePeriod)
                ? new ChartPoint(basePeriod, baseValue, ChartMark.Final, words["chart.base", Amount(baseValue)]) : null,
            Node = view.Node is { Expected: { } expected } node
                ? new ChartPoint(
                    Quarter.Containing(node.On), expected, ChartMark.Final,
                    words[$"chart.node.{(view.PathBasis == PathBasis.Given ? "given" : "inferred")}", Amount(expected)]) : null,
            Aim = target.Value is { } aim ? new ChartPoint(due ?? to, aim, ChartMark.Final, words["chart.aim", spoken.Promise(target)]) : null,
            AimNote = target.Due is { } dueDay
                ? words[target.DueBasis == DueBasis.Inferred ? "chart.due.inferred" : "chart.due", Spoken.DenseDate(dueDay)] : words["chart.due.none"],
            IsLine = !line.HasPath,
            Past = due is { } over && to > over ? (over, words["chart.past"]) : null,
            LowerIsBetter = target.Comparator?.Direction() < 0,
            Forecast = forecast,
            Gap = Gap(line, points),
            Others = [.. view.Benchmarks.GroupBy(b => b.Series).Select(g => new ChartLine(
                words[SeriesKey(g.Key)], [.. g.Where(b => b.Period >= start && b.Period <= to).Select(b => (b.Period, b.Value))]))],
        };
    }

    public static string SeriesKey(string series) => "series." + series[(series.LastIndexOf('.') + 1)..];

    private string Amount(decimal value) => Spoken.Amount(Math.Round(value, 2), target.Unit);

    private string Axis() => target switch
    {
        { Kind: TargetKind.Reach or TargetKind.Hold, Measure: Measure.Flow } => words["chart.axis.rolling", Terms.Unit(target.Unit)],
        { Kind: TargetKind.CumNew } => words["chart.axis.count", Terms.Unit(target.Unit)],
        _ => words["chart.axis", Terms.Unit(target.Unit)],
    };

    private string Alt(List<TrajectoryPoint> points) => words["chart.alt", target.Title(), spoken.Promise(target),
        points.Count == 0 ? words["chart.alt.none"] : words["chart.alt.last", spoken.Quarter(points[^1].Period), Amount(points[^1].Value)],
        spoken.Status(view.Sign)];

    private ChartPoint Point(TrajectoryPoint point, List<TrajectoryPoint> all)
    {
        var figure = view.Figures.FirstOrDefault(
            f => f is { State: FigureState.Accepted, Superseded: false } && f.Period == point.Period && f.Nature != FigureNature.Qtr);
        var mark = figure?.Origin == FigureOrigin.Published && figure.Value == point.Value ? ChartMark.Published
            : point.Preliminary ? ChartMark.Preliminary : ChartMark.Final;
        var labelled = point == all[^1]
            || point.Period.IsYearEnd && (all.Count <= 24 || point.Period.Index % 8 == 4) && all[^1].Period.Index - point.Period.Index > 2;
        return new ChartPoint(point.Period, point.Value, mark, !labelled ? null
                : point.Period == view.Trajectory?.BasePeriod ? words["chart.base", Spoken.Number(Math.Round(point.Value, 2))]
                : Spoken.Number(Math.Round(point.Value, 2)),
            Told(point, mark));
    }

    // 2025年四季度667.2亿元，核定或全年数，应到700亿元，差32.8亿元
    private string Told(TrajectoryPoint point, ChartMark mark)
    {
        var told = words["chart.told", spoken.Quarter(point.Period), Amount(point.Value), words[$"chart.mark.{WireNames.Of(mark)}"]].Value;
        if (view.Trajectory?.ExpectedAt(point.Period) is not { } expected || target.Due is { } due && point.Period > Quarter.LastEnded(due))
        {
            return told;
        }

        var behind = (expected - point.Value) * (target.Comparator?.Direction() ?? 1);
        return told + words[behind > 0 ? "chart.told.behind" : "chart.told.enough", Amount(expected), Amount(Math.Abs(behind))];
    }

    private List<ChartZone> Zones(Trajectory line, List<Quarter> way)
    {
        if (way.Count == 0 || line.BaseValue is not { } zero || line.ExpectedAt(way[^1]) is not { } aim || aim == zero)
        {
            return [];
        }

        decimal At(decimal completion) => zero + completion * (aim - zero);
        return [.. from quarter in way
                let e = (line.ExpectedAt(quarter)!.Value - zero) / (aim - zero)
                where e >= rule.MinE
                select new ChartZone(quarter, At(rule.Ahead * e),
                    At(e * Math.Max(rule.OnR, 1 / (rule.OnAf - (rule.OnAf - 1) * e))),
                    At(e * Math.Max(rule.BehindR, 1 / (rule.BehindAf - (rule.BehindAf - 1) * e))))];
    }

    private ChartForecast? Forecast(Quarter? due, Quarter last)
    {
        if (view.Verdict.Working.Forecast is not { Value: { } value } forecast || due is not { } end || target.Kind == TargetKind.AvgGrowth)
        {
            return null;
        }

        var at = target.Kind == TargetKind.Hold && last.Plus(4) < end ? last.Plus(4) : end;
        return at <= last ? null : new ChartForecast(at, value, forecast.Lo, forecast.Hi,
            words["chart.forecast", Spoken.Amount(Math.Round(value, 1), target.Unit)],
            forecast is { Lo: { } low, Hi: { } high }
                ? words["chart.range", Spoken.Number(Math.Round(low, 1)), Spoken.Number(Math.Round(high, 1))].Value : null);
    }

    private ChartPoint? Gap(Trajectory line, List<TrajectoryPoint> points)
    {
        if (points.Count == 0 || line.ExpectedAt(points[^1].Period) is not { } expected
            || target.Due < view.Verdict.AsOf && points[^1].Period > Quarter.LastEnded(target.Due.Value))
        {
            return null;
        }

        var behind = (expected - points[^1].Value) * (target.Comparator?.Direction() ?? 1);
        return behind <= 0 ? null : new ChartPoint(points[^1].Period, expected, ChartMark.Final,
            words["chart.gap", Spoken.Number(Math.Round(expected, 1)), Spoken.Number(Math.Round(Math.Abs(behind), 1))]);
    }
}
