using System.Net;
using System.Net.Sockets;
using System.Text;
using BazhongTracker.Integration.Tests.Access;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>What no browser sends.</summary>
public sealed class HostileHttpTests(PeopledServer server) : IClassFixture<PeopledServer>
{
    private static readonly CancellationToken None = CancellationToken.None;

    private Uri Base => RunningServer.ClientOf(server.App).BaseAddress!;

    private async Task<string> Raw(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Base.Host, Base.Port, None);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), None);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadLineAsync(None) ?? "";
    }

    [Theory]
    [InlineData("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello")]
    [InlineData("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n")]
    [InlineData("GET /sign-in HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n")]
    [InlineData("GET /sign-in HTTP/1.1\r\n\r\n")]
    [InlineData("GET /sign-in HTTP/1.1\r\nHost:\r\n\r\n")]
    [InlineData("GET /sign-in HTTP/1.0\r\n\r\n")]
    [InlineData("GET /sign-in HTTP/1.0\r\nHost: :80\r\n\r\n")]
    [InlineData("NONSENSE\r\n\r\n")]
    public async Task A_request_that_can_be_read_in_two_ways_is_not_read(string request) =>
        Assert.StartsWith("HTTP/1.1 400", await Raw(request), StringComparison.Ordinal);

    [Fact]
    public async Task Headers_without_end_are_not_read()
    {
        var many = string.Concat(Enumerable.Range(0, 1000).Select(n => $"X-{n}: y\r\n"));

        Assert.StartsWith("HTTP/1.1 431", await Raw($"GET / HTTP/1.1\r\nHost: localhost\r\n{many}\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 431", await Raw($"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: a={new string('x', 65_536)}\r\n\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Forwarded-Host", "evil.example")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Proto", "http")]
    [InlineData("X-Original-URL", "/runs")]
    public async Task Whoever_speaks_for_a_proxy_that_is_none_is_led_nowhere_else(string header, string value)
    {
        using var http = RunningServer.ClientOf(server.App);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/targets");
        request.Headers.TryAddWithoutValidation(header, value);
        request.Headers.TryAddWithoutValidation("Accept", "text/html");

        using var answer = await http.SendAsync(request, None);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/sign-in?return=%2Ftargets", answer.Headers.Location!.IsAbsoluteUri ? answer.Headers.Location.PathAndQuery : answer.Headers.Location.ToString(), StringComparison.Ordinal);
        Assert.True(!answer.Headers.Location.ToString().Contains("evil", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task A_method_that_is_not_offered_changes_nothing_however_it_is_asked_for(string method)
    {
        using var plain = await server["admin"].Send(new HttpRequestMessage(new HttpMethod(method), "/sign-out"));
        Assert.Equal(HttpStatusCode.Forbidden, plain.StatusCode);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/departments");
        request.Headers.Add("X-HTTP-Method-Override", method);
        using var overridden = await server["admin"].Send(request);
        Assert.Equal(HttpStatusCode.OK, overridden.StatusCode);
        Assert.True(await server["admin"].IsIn());
    }

    [Theory]
    [InlineData("application/json", "{\"v\":1,\"v\":2}")]
    [InlineData("text/plain", "Form.UserName=the-admin")]
    [InlineData("application/x-www-form-urlencoded", "_handler=sign-in&Form.UserName=the-admin&Form.Password=x&role=admin")]
    [InlineData("application/x-www-form-urlencoded", "_handler=other")]
    public async Task A_form_that_is_not_ours_is_refused(string type, string body)
    {
        using var http = RunningServer.ClientOf(server.App);
        using var content = new StringContent(body, Encoding.UTF8, type);

        using var answer = await http.PostAsync("/sign-in", content, None);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.Contains("tracker=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_token_of_another_persons_form_is_refused()
    {
        using var page = await server["clerk"].Get("/decision", "text/html");
        var token = WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(await page.Content.ReadAsStringAsync(None), "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"").Groups[1].Value);
        Assert.NotEmpty(token);

        using var answer = await server["reviewer"].Send(new HttpRequestMessage(HttpMethod.Post, "/sign-out") { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]) });

        Assert.Equal("/sessions?refused=true", answer.Headers.Location!.OriginalString);
        Assert.True(await server["reviewer"].IsIn());
    }

    [Theory]
    [InlineData("/targets/..%2f..%2fetc%2fpasswd")]
    [InlineData("/targets/%00")]
    [InlineData("/targets/%ED%A0%80")]
    [InlineData("/api/v1/targets/%2e%2e")]
    [InlineData("/api/v1/targets/\\ud800")]
    [InlineData("/?as_of=1e9")]
    [InlineData("/?as_of=%00")]
    [InlineData("/targets?status=%00&status='")]
    [InlineData("/api/v1/assessments?as_of=2026-02-30")]
    [InlineData("/api/v1/assessments?as_of=1899-12-30")]
    [InlineData("/?as_of=1899-12-30")]
    [InlineData("/?as_of=2026-02-30")]
    [InlineData("/?as_of=1988-07-01")]
    [InlineData("/my-figures/08-02?period=2026Q5")]
    [InlineData("/decision?target=%F0%28%8C%28")]
    public async Task No_address_ends_in_an_error_of_the_server(string path)
    {
        using var answer = await server["reviewer"].Get(path, "text/html");

        Assert.InRange((int)answer.StatusCode, 200, 499);
        Assert.DoesNotContain("   at ", await answer.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
    }
}
