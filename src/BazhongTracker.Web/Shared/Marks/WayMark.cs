using Microsoft.AspNetCore.Components;

namespace BazhongTracker.Web.Shared.Marks;

/// <summary>
/// The way to a promise whose date has passed, 142 × 14: the dot is what was done, dotted what is missing, the upright the promise;
/// an arrow to the left where it went the other way.
/// </summary>
public static class WayMark
{
    private const int Width = 142;
    private const decimal Left = 5;
    private const decimal Right = Width - 2;

    /// <param name="done">A share; what lies outside 0–1 is cut off.</param>
    /// <param name="label">The same in one sentence.</param>
    public static MarkupString Draw(decimal done, string label)
    {
        var x = Left + (Right - Left) * Math.Clamp(done, 0, 1);
        var end = done < 0 ? FormattableString.Invariant($"<path d=\"M{Left + 4} 3.5v7L{Left - 4} 7z\" class=\"dot full\"/>")
            : Svg.Dot(x, 7, 4, "dot full");
        return Svg.Picture("journey", Width, Bullet.Height, Domain.Progress.ProgressStatus.Missed, label,
            Svg.Line(Left, 7, x, 7, "rail") + Svg.Line(x, 7, Right, 7, "dotted") + Svg.Tick(Right, Bullet.Height, Width) + end);
    }
}
