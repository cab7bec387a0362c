using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace BazhongTracker.Web.Shared.Marks;

/// <summary>The last nine values of a series, 76 × 20, with the target as a dotted line; own scale, never compared across rows.</summary>
public static class Sparkline
{
    public const int Most = 9;
    private const int Width = 76;
    private const int Height = 20;
    private const decimal Edge = 3;

    /// <param name="values">In order of time; fewer than two draw nothing.</param>
    /// <param name="target">In the unit of the values; null draws no dotted line.</param>
    /// <param name="label">The same in one sentence.</param>
    public static MarkupString Draw(IReadOnlyList<decimal> values, decimal? target, string label)
    {
        if (values.Count < 2)
        {
            return default;
        }

        var shown = values.Skip(values.Count - Most).ToList();
        var low = Math.Min(shown.Min(), target ?? shown[0]);
        var high = Math.Max(shown.Max(), target ?? shown[0]);
        decimal Y(decimal value) => high == low ? Height / 2m : Height - Edge - (Height - 2 * Edge) * (value - low) / (high - low);
        decimal X(int i) => Edge + (Width - 2 * Edge) * i / (shown.Count - 1);
        var points = string.Join(' ', shown.Select((v, i) => string.Create(CultureInfo.InvariantCulture, $"{X(i):0.#},{Y(v):0.#}")));
        var line = target is { } t ? Svg.Line(0, Y(t), Width, Y(t), "dotted") : "";
        return Svg.Picture("spark", Width, Height, null, label,
            $"{line}<polyline points=\"{points}\"/>{Svg.Dot(X(shown.Count - 1), Y(shown[^1]), 2.2m, "end")}");
    }
}
