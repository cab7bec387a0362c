using BazhongTracker.Domain.Progress;
using Microsoft.AspNetCore.Components;

namespace BazhongTracker.Web.Shared.Marks;

/// <summary>A floor or ceiling: the upright in the middle is the line, right of it is kept, the distance of the dot is the margin; the breached half is shaded.</summary>
public static class HoldMark
{
    private const decimal Middle = Bullet.Width / 2m;

    /// <param name="margin">Share of the half: 1 is the right end (a margin of 10 % of the threshold), negative is breached.</param>
    /// <param name="label">The same in one sentence.</param>
    public static MarkupString Draw(decimal margin, ProgressStatus status, string label)
    {
        var dot = Middle + (Middle - 4) * Math.Clamp(margin, -1, 1);
        return Svg.Picture("hold", Bullet.Width, Bullet.Height, status, label,
            Svg.Rect(0, 4, Middle, 6, "breached") + Svg.Line(Middle, 7, Bullet.Width, 7, "rail") + Svg.Line(Middle, 7, dot, 7, "way")
            + Svg.Tick(Middle, Bullet.Height, Bullet.Width) + Svg.Dot(dot, 7, 3.4m, "dot full"));
    }
}
