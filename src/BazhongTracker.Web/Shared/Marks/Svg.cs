using System.Globalization;
using System.Net;
using BazhongTracker.Domain.Progress;
using Microsoft.AspNetCore.Components;

namespace BazhongTracker.Web.Shared.Marks;

/// <summary>What the small charts have in common: a picture with one sentence for those who cannot see it, its tone as <c>currentColor</c>.</summary>
internal static class Svg
{
    public static MarkupString Picture(string kind, decimal width, int height, ProgressStatus? status, string label, string shapes) =>
        new(SharedText.Of(string.Create(
            CultureInfo.InvariantCulture,
            $"<svg class=\"mini {kind}{(status is { } s ? " t-" + Marks.Tone(s) : "")}\" width=\"{width:0.#}\" height=\"{height}\" viewBox=\"0 0 {width:0.#} {height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(label)}\">{shapes}</svg>")));

    public static string Rect(decimal x, decimal y, decimal width, decimal height, string look) =>
        string.Create(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{Math.Max(0, width):0.##}\" height=\"{height:0.##}\" class=\"{look}\"/>");

    public static string Dot(decimal x, decimal y, decimal radius, string look) =>
        string.Create(CultureInfo.InvariantCulture, $"<circle cx=\"{x:0.##}\" cy=\"{y:0.##}\" r=\"{radius:0.##}\" class=\"{look}\"/>");

    public static string Line(decimal x1, decimal y1, decimal x2, decimal y2, string look) =>
        string.Create(CultureInfo.InvariantCulture, $"<line x1=\"{x1:0.##}\" y1=\"{y1:0.##}\" x2=\"{x2:0.##}\" y2=\"{y2:0.##}\" class=\"{look}\"/>");

    /// <summary>The upright at what should be reached by now, over the full height.</summary>
    public static string Tick(decimal x, int height, decimal width) =>
        Rect(Math.Clamp(x - 0.9m, 0, width - 1.8m), 0, 1.8m, height, "tick");
}
