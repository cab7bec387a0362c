using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BazhongTracker.Web.Commands;

/// <summary>The JSON that a verb answers with, alone on standard output.</summary>
internal static class Answer
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task Write(JsonNode answer, CancellationToken cancellation)
    {
        await using var output = Console.OpenStandardOutput();
        await JsonSerializer.SerializeAsync(output, answer, Readable, cancellation);
        output.WriteByte((byte)'\n');
    }
}
