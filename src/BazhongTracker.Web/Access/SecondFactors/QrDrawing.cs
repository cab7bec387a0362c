using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using QRCoder;

namespace BazhongTracker.Web.Access.SecondFactors;

/// <summary>A QR code as SVG, drawn here: black on white in every theme, with its quiet zone.</summary>
internal static class QrDrawing
{
    private const int Side = 184;

    /// <param name="label">What it is, for those who do not see it.</param>
    public static MarkupString Svg(string text, string label)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                if (rows[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return new MarkupString(string.Create(
            CultureInfo.InvariantCulture,
            $"""<svg class="qr" role="img" aria-label="{label}" width="{Side}" height="{Side}" viewBox="0 0 {rows.Count} {rows.Count}" shape-rendering="crispEdges"><rect width="100%" height="100%" fill="#fff"/><path fill="#000" d="{path}"/></svg>"""));
    }
}
