using System.Net;
using System.Text.RegularExpressions;
using BazhongTracker.Web.Access;
using Xunit;

namespace BazhongTracker.Integration.Tests.Access;

/// <summary>Strings and numbers planted in what 市文广旅局 reported and nobody accepted: none of their bytes reaches a stranger.</summary>
public sealed partial class CanaryTests(PeopledServer server) : IClassFixture<PeopledServer>, IAsyncLifetime
{
    private static readonly string[] Strangers =
        [PeopledServer.Anonymous, .. PeopledServer.ShutOut, "reader", "clerk", "leader", "admin", "security", "auditor"];

    private readonly List<string> planted = [];
    private readonly List<string> codes = [];

    public async ValueTask InitializeAsync()
    {
        await server.NoFigures();
        foreach (var (target, index) in (await server.LedBy("tourism", "transport", "economy-it", "development-reform", "health", "commerce", "water", "education")).Take(10).Select((t, i) => (t, i)))
        {
            var (note, comment, value) = ($"金丝雀甲{index}NOTE{index}END", $"金丝雀乙{index}COMMENT{index}END", 871_203.25m + index);
            if (index < 5)
            {
                await server.Waiting(own: false, note, null, target, value);
                planted.AddRange([note, value.ToString(System.Globalization.CultureInfo.InvariantCulture), value.ToString("N2", System.Globalization.CultureInfo.InvariantCulture)]);
            }
            else
            {
                await server.Waiting(own: false, note, comment, target, value);
                planted.AddRange([note, comment, value.ToString(System.Globalization.CultureInfo.InvariantCulture), value.ToString("N2", System.Globalization.CultureInfo.InvariantCulture)]);
            }

            // What a colleague is typing is nobody else's, whatever the role.
            await server.Drafted(target, new Domain.Reporting.Actor("colleague", "colleague", "", []), $"771{index}.25", $"金丝雀丙DRAFT{index}");
            planted.Add($"金丝雀丙DRAFT{index}");
            codes.Add(target.Code);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private IEnumerable<string> Addresses() =>
    [
        "/", "/?as_of=2026-11-20", "/targets", "/targets?status=insufficient_data", "/targets?department=tourism", "/decision", "/screen", "/my-figures", "/reviews", "/runs", "/people", "/people/the-clerk", "/new-person", "/api-keys", "/settings", "/about", "/about/notices", "/forbidden", "/not-found", "/sign-in",
        "/api/v1/targets", "/api/v1/assessments", "/api/v1/assessments?as_of=2026-11-20", "/api/v1/departments", "/health/ready", "/openapi/v1.json",
        .. codes.SelectMany(c => new[] { $"/targets/{c}", $"/my-figures/{c}", $"/decision?target={c}", $"/api/v1/targets/{c}", $"/api/v1/targets/{c}/figures" }),
    ];

    private async Task<HashSet<string>> Seen(string who)
    {
        var seen = new HashSet<string>();
        foreach (var path in Addresses())
        {
            using var answer = await server[who].Get(path);
            var body = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            seen.UnionWith(planted.Where(p => body.Contains(p, StringComparison.Ordinal)));
        }

        return seen;
    }

    [Fact]
    public async Task Nothing_planted_reaches_a_stranger()
    {
        Assert.True(codes.Count == 10 && planted.Count >= 20, $"{codes.Count} targets, {planted.Count} strings");
        foreach (var who in Strangers)
        {
            Assert.Equal([], await Seen(who));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Strangers.Length} strangers, {Addresses().Count()} addresses each, {planted.Count} strings: in 0 bytes");
    }

    [Fact]
    public async Task What_is_planted_would_be_found_where_it_may_be_seen()
    {
        var seen = await Seen("reviewer");

        Assert.Superset(planted.Where(p => p.Contains("END", StringComparison.Ordinal)).ToHashSet(), seen);
        Assert.Contains("871203.25", seen);
    }

    [Fact]
    public async Task A_target_of_another_department_is_answered_like_one_that_does_not_exist()
    {
        async Task<(HttpStatusCode Status, string Body)> Asked(string code)
        {
            using var answer = await server["clerk"].Get($"/my-figures/{code}");
            return (answer.StatusCode, OneTime().Replace(await answer.Content.ReadAsStringAsync(), "").Replace(code, "CODE", StringComparison.Ordinal));
        }

        var (foreign, unknown) = (await Asked(server.OtherTarget.Code), await Asked("99-99"));

        Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
        Assert.Equal(unknown, foreign);
        Assert.DoesNotContain(server.OtherTarget.Name, foreign.Body, StringComparison.Ordinal);
    }

    /// <summary>State of the page, tokens and the nonce, made anew for every answer.</summary>
    [GeneratedRegex("<!--.*?-->|nonce=\"[^\"]*\"|value=\"CfDJ8[^\"]*\"", RegexOptions.Singleline)]
    private static partial Regex OneTime();
}
