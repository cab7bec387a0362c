using System.Buffers;
using System.Text;
using BazhongTracker.Web.Access;

namespace BazhongTracker.Web.Startup;

/// <summary>Where browsers report what the policy forbade: one line of the log each, cut short, and at most <see cref="MostPerMinute"/> of them.</summary>
internal sealed partial class PolicyReports(TimeProvider clock, ILogger<PolicyReports> log)
{
    public const string Path = "/csp";
    public const int MostBytes = 8 * 1024;
    public const int MostPerMinute = 30;
    private const int MostCharacters = 600;

    private readonly Lock counting = new();
    private DateTimeOffset minute;
    private int count;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(Path, (HttpContext http, PolicyReports reports) => reports.Take(http)).Asks(Actions.OpenFrame).DisableAntiforgery().ExcludeFromDescription();

    private async Task<IResult> Take(HttpContext http)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MostBytes);
        try
        {
            var read = await http.Request.Body.ReadAtLeastAsync(buffer.AsMemory(0, MostBytes), MostBytes, throwOnEndOfStream: false, http.RequestAborted);
            if (read > 0 && HasRoom())
            {
                LogReport(log, OneLine(Encoding.UTF8.GetString(buffer, 0, read)));
            }

            return Results.NoContent();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private bool HasRoom()
    {
        lock (counting)
        {
            var now = clock.GetUtcNow();
            if (now - minute >= TimeSpan.FromMinutes(1))
            {
                (minute, count) = (now, 0);
            }

            return ++count <= MostPerMinute;
        }
    }

    // Anybody can write here: no line breaks and nothing that moves a terminal's cursor.
    private static string OneLine(string report) =>
        new([.. report.Take(MostCharacters).Select(c => char.IsControl(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator ? ' ' : c)]);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A browser reports what the policy forbade: {Report}")]
    private static partial void LogReport(ILogger log, string report);
}
