using System.Net;
using System.Text;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class HeadersTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static string Header(HttpResponseMessage answer, string name) =>
        string.Join(' ', answer.Headers.TryGetValues(name, out var values) ? values : answer.Content.Headers.TryGetValues(name, out var more) ? more : []);

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/nothing")]
    [InlineData("/app.css")]
    [InlineData("/api/v1/targets")]
    [InlineData("/health/live")]
    public async Task Every_answer_carries_the_policy_and_does_not_name_the_server(string path)
    {
        using var answer = await server.Http.GetAsync(path, None);

        Assert.Matches(
            "^default-src 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self' ws://127.0.0.1:[0-9]+; "
            + "script-src 'self' 'nonce-[A-Za-z0-9+/=]{24}'; style-src 'self' 'unsafe-inline'; report-uri /csp$",
            Header(answer, "Content-Security-Policy"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("same-origin", Header(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
        Assert.Equal("", Header(answer, "Server"));
        Assert.Equal("", Header(answer, "Strict-Transport-Security"));
    }

    [Fact]
    public async Task The_nonce_is_another_one_every_time_and_stands_in_the_page()
    {
        using var first = await server.Http.GetAsync("/sign-in", None);
        using var second = await server.Http.GetAsync("/sign-in", None);
        Assert.NotEqual(Header(first, "Content-Security-Policy"), Header(second, "Content-Security-Policy"));

        var nonce = Header(first, "Content-Security-Policy").Split("'nonce-")[1].Split('\'')[0];
        Assert.Contains($"nonce=\"{nonce}\"", WebUtility.HtmlDecode(await first.Content.ReadAsStringAsync(None)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/targets")]
    [InlineData("/sign-in")]
    [InlineData("/api/v1/targets")]
    public async Task What_a_person_may_see_is_not_kept_by_the_browser(string path)
    {
        using var answer = await server.Http.GetAsync(path, None);
        Assert.Contains("no-store", Header(answer, "Cache-Control"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_the_program_may_be_kept()
    {
        using var answer = await server.Http.GetAsync("/app.css", None);
        Assert.DoesNotContain("no-store", Header(answer, "Cache-Control"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/v1/targets")]
    public async Task TRACE_is_not_allowed(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Trace, path);
        using var answer = await server.Http.SendAsync(request, None);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public async Task In_Development_a_program_that_says_no_origin_gets_a_connection()
    {
        using var answer = await server.Http.PostAsync("/_blazor/negotiate?negotiateVersion=1", null, None);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_report_of_the_browser_is_taken_however_long_it_is()
    {
        foreach (var length in new[] { 0, 40, 8192, 1_000_000 })
        {
            using var report = new StringContent(new string('x', length), Encoding.UTF8, "application/csp-report");
            using var answer = await server.Http.PostAsync("/csp", report, None);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }
    }
}
