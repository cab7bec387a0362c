using System.Globalization;
using System.Net;
using System.Text;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Web.Features.Targets;

/// <summary>A drawing sheet: quarters to x, values to y, and the few shapes a chart needs. Everything written is encoded.</summary>
internal sealed class ChartFrame
{
    private readonly StringBuilder svg = new();
    private readonly decimal lowest;
    private readonly decimal highest;
    private readonly int first;
    private readonly int last;

    public ChartFrame(int width, int height, int right, Quarter from, Quarter to, IEnumerable<decimal> values)
    {
        (Width, Height) = (width, height);
        (Left, Right, Top, Bottom) = (46, width - right, 24, height - 28);
        (first, last) = (from.Index, Math.Max(to.Index, from.Index + 1));
        var all = values.ToList();
        var (low, high) = all.Count == 0 ? (0, 1) : (all.Min(), all.Max());
        var room = high == low ? Math.Max(Math.Abs(high) * 0.1m, 1) : (high - low) * 0.08m;
        Step = NiceStep((high - low + 2 * room) / 4);
        lowest = Math.Floor((low - room) / Step) * Step;
        highest = Math.Ceiling((high + room) / Step) * Step;
        // A stock or a flow does not fall below zero because the axis has room.
        lowest = low >= 0 && lowest < 0 ? 0 : lowest;
    }

    public int Width { get; }
    public int Height { get; }
    public int Left { get; }
    public int Right { get; }
    public int Top { get; }
    public int Bottom { get; }
    public decimal Step { get; }
    public decimal Lowest => lowest;
    public decimal Highest => highest;
    public bool IsNarrow => Width < 500;

    public IEnumerable<decimal> Ticks()
    {
        for (var tick = lowest; tick <= highest; tick += Step)
        {
            yield return tick;
        }
    }

    public double X(Quarter quarter) => Left + (Right - Left) * (double)(quarter.Index - first) / (last - first);

    public double Y(decimal value) => Bottom - (Bottom - Top) * (double)((Math.Clamp(value, lowest, highest) - lowest) / (highest - lowest));

    public ChartFrame Add(FormattableString markup)
    {
        svg.Append(markup.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    public ChartFrame Line(double x1, double y1, double x2, double y2, string look) =>
        Add($"<line class=\"{look}\" x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\"/>");

    public ChartFrame Path(IEnumerable<(double X, double Y)> points, string look, string shape = "polyline") =>
        Add($"<{shape} class=\"{look}\" points=\"{string.Join(' ', points.Select(p => FormattableString.Invariant($"{p.X:0.#},{p.Y:0.#}")))}\"/>");

    /// <summary>A label, moved to the right where it would begin outside the sheet.</summary>
    /// <param name="anchor">start, middle or end.</param>
    public ChartFrame Text(double x, double y, string text, string look = "", string anchor = "start")
    {
        var inside = Math.Max(x, anchor switch { "end" => Breadth(text), "middle" => Breadth(text) / 2, _ => x });
        return Add($"<text class=\"{look}\" x=\"{inside:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\">{WebUtility.HtmlEncode(text)}</text>");
    }

    public ChartFrame Mark(double x, double y, ChartMark mark, string? title)
    {
        Add($"<g class=\"ch-mark\">");
        if (title is not null)
        {
            Add($"<title>{WebUtility.HtmlEncode(title)}</title>");
        }

        _ = mark switch
        {
            ChartMark.Published => Add($"<rect class=\"ch-public\" x=\"{x - 4:0.#}\" y=\"{y - 4:0.#}\" width=\"8\" height=\"8\"/>"),
            ChartMark.Preliminary => Add($"<circle class=\"ch-hollow\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"3.6\"/>"),
            ChartMark.Superseded => Line(x - 3.5, y - 3.5, x + 3.5, y + 3.5, "ch-old").Line(x - 3.5, y + 3.5, x + 3.5, y - 3.5, "ch-old"),
            _ => Add($"<circle class=\"ch-dot\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"3.6\"/>"),
        };
        return Add($"</g>");
    }

    public ChartFrame Diamond(double x, double y, double size, string look) =>
        Path([(x, y - size), (x + size, y), (x, y + size), (x - size, y)], look, "polygon");

    public string Svg(string alt, string look) => string.Create(CultureInfo.InvariantCulture,
        $"<svg class=\"course {look}\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(alt)}\">{svg}</svg>");

    // About as broad as the fonts of the style sheet draw it; no test may depend on the fonts of a machine.
    private static double Breadth(string text) => text.Sum(c => c > 0x2E7F ? 12.5 : 6.6);

    private static decimal NiceStep(decimal rough)
    {
        var power = 1m;
        while (rough >= 10 * power)
        {
            power *= 10;
        }

        while (rough < power)
        {
            power /= 10;
        }

        return (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 2.5m => 2.5m, <= 5 => 5, _ => 10 } * power;
    }
}
