using System.Net;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>By which names the program answers.</summary>
public sealed class AllowedHostsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    public async ValueTask InitializeAsync() => await database.Somebody();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<HttpResponseMessage> Ask(WebApplication app, string host, string path = "/sign-in")
    {
        using var http = RunningServer.ClientOf(app);
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        return await http.SendAsync(request, None);
    }

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:8080", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.BadRequest)]
    [InlineData("tracker.example", HttpStatusCode.BadRequest)]
    public async Task Unset_in_Production_they_are_those_of_loopback(string host, HttpStatusCode status)
    {
        await using var app = await RunningServer.Start(database, "Production");
        using var answer = await Ask(app, host);

        Assert.Equal(status, answer.StatusCode);
        Assert.DoesNotContain("evil", answer.Headers.ToString() + await answer.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        await app.StopAsync(None);
    }

    [Theory]
    [InlineData("tracker.example", HttpStatusCode.OK)]
    [InlineData("a.inner.example:443", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    public async Task Set_they_are_those_and_loopback(string host, HttpStatusCode status)
    {
        await using var app = await RunningServer.Start(database, "Production", "--AllowedHosts=tracker.example;*.inner.example");
        using var answer = await Ask(app, host);

        Assert.Equal(status, answer.StatusCode);
        await app.StopAsync(None);
    }

    [Fact]
    public async Task A_redirect_names_no_host()
    {
        await using var app = await RunningServer.Start(database, "Production", "--AllowedHosts=inner.example");
        using var answer = await Ask(app, "inner.example", "/targets?status=missed");

        Assert.Equal("/sign-in?return=%2Ftargets%3Fstatus%3Dmissed", answer.Headers.Location!.OriginalString);
        await app.StopAsync(None);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_refused_whether_it_says_its_length_or_not(bool saysLength)
    {
        await using var app = await RunningServer.Start(database, "Production");
        using var http = RunningServer.ClientOf(app);
        using var request = new HttpRequestMessage(
            HttpMethod.Post, saysLength ? "/csp" : "/sign-in") { Content = new ByteArrayContent(new byte[11 * 1024 * 1024]) };
        request.Headers.TransferEncodingChunked = !saysLength;
        request.Headers.ExpectContinue = true;

        using var answer = await http.SendAsync(request, None);

        Assert.Equal(saysLength ? HttpStatusCode.RequestEntityTooLarge : HttpStatusCode.BadRequest, answer.StatusCode);
        await app.StopAsync(None);
    }
}

/// <summary>Who calls the program of a newcomer as its demo 领导.</summary>
public sealed class DemoLeaderHostsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData("localhost", null, HttpStatusCode.OK)]
    [InlineData("evil.example", null, HttpStatusCode.Redirect)]
    [InlineData("localhost", "X-Forwarded-Proto", HttpStatusCode.Redirect)]
    [InlineData("localhost", "X-Forwarded-For", HttpStatusCode.Redirect)]
    public async Task In_Development_only_who_calls_a_loopback_name_directly_is_the_demo_leader(
        string host, string? header, HttpStatusCode status)
    {
        await using var app = await RunningServer.Start(database, "Development");
        using var http = RunningServer.ClientOf(app);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/targets") { Headers = { Host = host } };
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(header, "x");
        }

        using var answer = await http.SendAsync(request, None);

        Assert.Equal(status, answer.StatusCode);
        await app.StopAsync(None);
    }
}
