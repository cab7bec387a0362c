using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Text;
using Microsoft.Extensions.Localization;

namespace BazhongTracker.Web.Features.Targets;

/// <summary>Solid dot, hollow dot, solid square, cross.</summary>
public enum ChartMark
{
    Final,
    Preliminary,
    Published,
    Superseded,
}

public sealed record ChartPoint(Quarter Period, decimal Value, ChartMark Mark, string? Label = null, string? Title = null);

/// <summary>The borders of the pace rule at a quarter, as values.</summary>
public sealed record ChartZone(Quarter Period, decimal Ahead, decimal OnTrack, decimal Behind);

public sealed record ChartForecast(Quarter Period, decimal Value, decimal? Low, decimal? High, string Label, string? Range);

public sealed record ChartLine(string Name, IReadOnlyList<(Quarter Period, decimal Value)> Points);

/// <summary>A year's end on the axis with its text, wide and narrow; empty where there is no room for it.</summary>
public sealed record ChartYear(DateOnly On, string Text, string Short)
{
    internal static IReadOnlyList<ChartYear> Between(DateOnly from, DateOnly to, IStringLocalizer<TargetWords> words)
    {
        var ends = Enumerable.Range(from.Year, to.Year - from.Year + 1).Select(year => new DateOnly(year, 12, 31)).Where(end => end >= from && end <= to).ToList();
        string Every(int most, int at, string text) => at % ((ends.Count + most - 1) / most) == 0 ? text : "";
        List<ChartYear> years = [.. ends.Select((end, at) => new ChartYear(
            end, Every(13, at, words["chart.year_end", $"{end.Year:0000}"]), Every(7, at, words["chart.year_end.short", $"{end.Year % 100:00}"])))];
        // The axis says where it ends, where that is no year-end and there is room.
        if (ends.Count > 0 && to.DayNumber - ends[^1].DayNumber > 150)
        {
            var last = Quarter.LastEnded(to);
            years.Add(new ChartYear(last.LastDay, words[$"chart.quarter_end{last.Number}", $"{last.Year:0000}"], ""));
        }

        return years;
    }
}

/// <summary>What the chart draws, all texts ready. Nothing is computed by the drawing but positions.</summary>
public sealed record ChartData(string Alt, string Axis, Quarter From, Quarter To)
{
    public IReadOnlyList<ChartYear> Years { get; init; } = [];
    public IReadOnlyList<ChartPoint> Points { get; init; } = [];
    public IReadOnlyList<ChartPoint> Superseded { get; init; } = [];
    public IReadOnlyList<(Quarter Period, decimal Value)> Path { get; init; } = [];
    public IReadOnlyList<ChartZone> Zones { get; init; } = [];

    /// <summary>Names of the zones: 提前, 正常, 滞后, 严重滞后.</summary>
    public IReadOnlyList<string> ZoneNames { get; init; } = [];
    public ChartPoint? Base { get; init; }
    public ChartPoint? Node { get; init; }
    public ChartPoint? Aim { get; init; }

    /// <summary>Second line under the target's label.</summary>
    public string? AimNote { get; init; }

    /// <summary>The target is a line to be kept over the whole width.</summary>
    public bool IsLine { get; init; }
    public bool LowerIsBetter { get; init; }

    /// <summary>Where the due date is passed and what that part of the sheet is called; null where the sheet ends with it.</summary>
    public (Quarter From, string Label)? Past { get; init; }
    public ChartForecast? Forecast { get; init; }

    /// <summary>At the newest point: what the path asks for, when there is less.</summary>
    public ChartPoint? Gap { get; init; }
    public IReadOnlyList<ChartLine> Others { get; init; } = [];
}
