using System.Net;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>What the pages say before a circuit is up, to the demo 领导.</summary>
public sealed class PageTextTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Refused = "不能作评估日";

    private async Task<string> Page(string path) => WebUtility.HtmlDecode(await server.Http.GetStringAsync(path, TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("/?as_of=2019-12-31")]
    [InlineData("/targets?as_of=abc")]
    [InlineData("/decision?as_of=2027-01-01")]
    public async Task A_day_that_cannot_be_shown_is_named_and_today_is_shown(string path)
    {
        var page = await Page(path);

        Assert.Contains($"“{path.Split('=')[1]}”{Refused}", page, StringComparison.Ordinal);
        Assert.Contains("value=\"2026-11-24\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?as_of=2023-06-30")]
    [InlineData("/?as_of=2026-11-24")]
    [InlineData("/?as_of=")]
    public async Task A_day_that_can_be_shown_is_not_talked_about(string path) =>
        Assert.DoesNotContain(Refused, await Page(path), StringComparison.Ordinal);

    [Fact]
    public async Task The_menu_keeps_the_day_that_is_read()
    {
        foreach (var path in new[] { "/", "/targets", "/decision" })
        {
            var page = await Page($"{path}?as_of=2023-06-30");
            Assert.All(["/", "/targets", "/decision"], place => Assert.Contains($"<a href=\"{place}?as_of=2023-06-30\"", page, StringComparison.Ordinal));
            Assert.Contains($"<a href=\"{path}?as_of=2023-06-30\" class=\"active\" aria-current=\"page\"", page, StringComparison.Ordinal);
        }

        Assert.Contains("<a href=\"/targets\">", await Page("/decision"), StringComparison.Ordinal);
    }
}
