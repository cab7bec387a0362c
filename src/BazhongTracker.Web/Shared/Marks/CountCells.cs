using BazhongTracker.Domain.Progress;
using Microsoft.AspNetCore.Components;

namespace BazhongTracker.Web.Shared.Marks;

/// <summary>Counts up to twelve: a cell per unit, filled = reached, the upright at the number due by now. More are drawn as a <see cref="Bullet"/>.</summary>
public static class CountCells
{
    public const int Most = 12;
    private const decimal Gap = 1.5m;
    private const decimal Widest = 18;

    /// <param name="due">How many should be there by now; null draws no upright.</param>
    /// <param name="label">The same in one sentence.</param>
    public static MarkupString Draw(int reached, int all, decimal? due, ProgressStatus status, string label)
    {
        var step = Math.Min(Widest + Gap, Bullet.Width / (decimal)all);
        var shapes = string.Concat(Enumerable.Range(0, all).Select(i =>
            Svg.Rect(i * step + 0.5m, 3.5m, step - Gap - 1, 7, i < reached ? "cell full" : "cell")));
        var width = all * step;
        return Svg.Picture("cells", width, Bullet.Height, status, label, due is { } now ? shapes + Svg.Tick(step * Math.Clamp(now, 0, all), Bullet.Height, width) : shapes);
    }
}
