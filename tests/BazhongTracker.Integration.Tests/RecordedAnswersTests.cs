using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Localization;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>
/// What the program answered to the demo 领导 when <c>RecordedAnswers.tsv</c> was written: address, language, status, type and the digest of
/// the body. A change that means to alter an answer records it anew (<c>TRACKER_RECORD=1</c>, one database) and says so in its message.
/// What differs is written to <c>artifacts/answers</c>, to be held against the answers of the version before.
/// </summary>
public sealed partial class RecordedAnswersTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly CancellationToken None = CancellationToken.None;

    // Read, not worked on: they are the same for everybody who may read what is published.
    private static readonly string[] Pages =
    [
        "/", "/?as_of=2024-11-24", "/?as_of=2023-06-30&compare=2022-12-31", "/?as_of=2025-12-31&compare=2024-12-31",
        "/targets", "/targets?status=overdue_unreported&status=behind", "/targets?department=agriculture", "/targets?item=6&firm=1",
        "/targets?kind=milestone&q=高速", "/targets?as_of=2023-12-31", "/targets?q=zzz",
        "/decision", "/decision?view=plain", "/decision?target=06-08", "/decision?as_of=2024-12-31&target=12-38",
        "/screen", "/departments", "/departments/changes", "/receipts", "/forbidden", "/my-figures", "/people", "/runs",
        "/targets/06-08?as_of=2024-11-24", "/targets/05-P1?as_of=2022-12-31", "/targets/99-99",
    ];

    private static readonly string[] Api =
    [
        "/api/v1/decisions", "/api/v1/decisions/bazhong-2021-07-13/sections", "/api/v1/decisions/other/sections", "/api/v1/targets",
        "/api/v1/assessments", "/api/v1/assessments?as_of=2024-12-31", "/api/v1/assessments?as_of=2026-12-31", "/api/v1/departments",
        "/api/v1/targets/06-08", "/api/v1/targets/05-P1", "/api/v1/targets/99-99", "/openapi/v1.json", "/decision/source", "/health/live",
    ];

    [Fact]
    public async Task Every_address_answers_as_it_was_recorded()
    {
        var codes = (await server.Json("/api/v1/targets")).AsArray().Select(t => t!["code"]!.GetValue<string>()).ToList();
        List<(string Path, string Language)> asked =
        [
            .. from path in Pages from language in new[] { "zh-CN", "en" } select (path, language),
            .. from path in Api select (path, "zh-CN"),
            .. from code in codes from path in new[] { $"/targets/{code}", $"/api/v1/targets/{code}/figures" } select (path, "zh-CN"),
        ];

        List<string> lines = [];
        Dictionary<string, string> bodies = [];
        foreach (var (path, language) in asked)
        {
            var (line, body) = await Ask(path, language);
            lines.Add(line);
            bodies[line] = body;
        }

        var record = Path.Combine(AppContext.BaseDirectory, "RecordedAnswers.tsv");
        if (Environment.GetEnvironmentVariable("TRACKER_RECORD") is not null)
        {
            await File.WriteAllLinesAsync(Source("RecordedAnswers.tsv"), lines, None);
            await Keep("recorded", bodies, lines);
            return;
        }

        var different = lines.Except(await File.ReadAllLinesAsync(record, None)).ToList();
        await Keep("different", bodies, different);
        Assert.Empty(different);
    }

    private async Task<(string Line, string Body)> Ask(string path, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        // As /language/en leaves it.
        request.Headers.Add("Cookie", CookieRequestCultureProvider.DefaultCookieName + "="
            + Uri.EscapeDataString(CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language))));
        request.Headers.Add("Accept", path.StartsWith("/api", StringComparison.Ordinal) ? "application/json" : "text/html");
        using var answer = await server.Http.SendAsync(request, None);
        var body = Steady(await answer.Content.ReadAsStringAsync(None));
        if (answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true)
        {
            body = Sorted(JsonNode.Parse(body))!.ToJsonString();
        }

        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..16];
        var line = string.Create(
            CultureInfo.InvariantCulture, $"{path}\t{language}\t{(int)answer.StatusCode}\t{answer.Content.Headers.ContentType?.MediaType}\t{digest}");
        return (line, body);
    }

    // The order of names is no part of an answer, nor are the zeros that PostgreSQL writes behind a number.
    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => JsonValue.Create(value.GetValue<decimal>() / 1.0000000000000000000000000000m),
        _ => node?.DeepClone(),
    };

    // Without what is another one at each start: the state of components, tokens, the version in the name of a file, the port, numbers of operations.
    private static string Steady(string body) =>
        Accidental().Replace(Identifier().Replace(body, "ID"), "").Replace("\r", "", StringComparison.Ordinal);

    private static async Task Keep(string folder, Dictionary<string, string> bodies, IEnumerable<string> lines)
    {
        var at = Path.Combine(Path.GetDirectoryName(Source("x"))!, "..", "..", "artifacts", "answers", folder);
        Directory.CreateDirectory(at);
        foreach (var line in lines)
        {
            var cells = line.Split('\t');
            var name = NoName().Replace($"{cells[1]}{cells[0]}", "_") + (cells[3].EndsWith("json", StringComparison.Ordinal) ? ".json" : ".html");
            await File.WriteAllTextAsync(Path.Combine(at, name), bodies[line], None);
        }
    }

    private static string Source(string name, [System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, name);

    [GeneratedRegex("""<!--.*?-->|<input [^>]*__RequestVerificationToken[^>]*>|(?<=\.[a-z0-9]*)\.[a-z0-9]{10}(?=\.(css|js|svg|png))| nonce="[^"]*"|<script type="importmap".*?</script>|(?<=127\.0\.0\.1:)\d+|<link [^>]*>|<script [^>]*></script>""", RegexOptions.Singleline)]
    private static partial Regex Accidental();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Identifier();

    [GeneratedRegex("[^A-Za-z0-9_=-]+")]
    private static partial Regex NoName();
}
