using BazhongTracker.Domain.Progress;
using Microsoft.AspNetCore.Components;

namespace BazhongTracker.Web.Shared.Marks;

/// <summary>Reach and average growth, 110 × 14: the track is the way from the base to the target, the bar the share covered, the upright what is due by now.</summary>
public static class Bullet
{
    public const int Width = 110;
    public const int Height = 14;

    /// <param name="completed">C as a share; what lies outside 0–1 is cut off: the word, not the bar, is the verdict.</param>
    /// <param name="due">E as a share; null where nothing is due yet.</param>
    /// <param name="label">The same in one sentence.</param>
    public static MarkupString Draw(decimal completed, decimal? due, ProgressStatus status, string label)
    {
        var shapes = Svg.Rect(0.5m, 3.5m, Width - 1, 7, "track") + Svg.Rect(0, 4, Width * Math.Clamp(completed, 0, 1), 6, "fill");
        return Svg.Picture("bullet", Width, Height, status, label, due is { } e ? shapes + Svg.Tick(Width * Math.Clamp(e, 0, 1), Height, Width) : shapes);
    }

    /// <summary>No measure: a dotted line, no bar.</summary>
    public static MarkupString None(string label) =>
        Svg.Picture("none", Width, Height, null, label, Svg.Line(0, 7, Width, 7, "dotted"));
}
