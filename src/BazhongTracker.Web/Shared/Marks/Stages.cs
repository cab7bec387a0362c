using BazhongTracker.Domain.Progress;
using Microsoft.AspNetCore.Components;

namespace BazhongTracker.Web.Shared.Marks;

/// <summary>Stages as dots on a line, filled up to the present one; the last is the promise, the upright the stage due by now.</summary>
public static class Stages
{
    private const decimal Left = 2;
    private const decimal Y = 7;

    /// <param name="weights">The weights of the stages up to the promise, rising; the stage before the first is 未启动, weight 0, at the left end.</param>
    /// <param name="reached">The weight reached; between two stages the line is filled in proportion.</param>
    /// <param name="due">The weight due by now; null draws no upright.</param>
    /// <param name="label">The same in one sentence.</param>
    public static MarkupString Draw(IReadOnlyList<decimal> weights, decimal reached, decimal? due, ProgressStatus status, string label)
    {
        var end = Place(weights, reached);
        var shapes = Svg.Line(Left, Y, Bullet.Width - 4, Y, "rail") + Svg.Line(Left, Y, end, Y, "way")
            + string.Concat(weights.Select((w, i) => Svg.Dot(At(i, weights.Count), Y, 3.4m, w <= reached ? "dot full" : "dot")));
        return Svg.Picture("stages", Bullet.Width, Bullet.Height, status, label, due is { } e ? shapes + Svg.Tick(Place(weights, e), Bullet.Height, Bullet.Width) : shapes);
    }

    private static decimal At(int stage, int count) => Left + (Bullet.Width - 6 - Left) * (stage + 1) / count;

    private static decimal Place(IReadOnlyList<decimal> weights, decimal weight)
    {
        var (before, x) = (0m, Left);
        for (var i = 0; i < weights.Count; i++)
        {
            if (weight < weights[i])
            {
                return x + (At(i, weights.Count) - x) * Math.Max(0, weight - before) / (weights[i] - before);
            }

            (before, x) = (weights[i], At(i, weights.Count));
        }

        return x;
    }
}
