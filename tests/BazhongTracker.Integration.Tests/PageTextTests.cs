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
    public async Task A_headline_says_the_period_of_its_value_and_why_it_is_not_judged()
    {
        var page = await Page("/");

        Assert.Contains("<small>24全年</small> <b>193.3万吨</b>", page, StringComparison.Ordinal);
        Assert.Contains("缺2025年全年数，暂不能判定；2025.12.31按当时已有的数暂判为“已完成”", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_number_by_which_dangers_are_ordered_stands_in_their_rows()
    {
        Assert.Contains("须提速到9倍", await Page("/?as_of=2024-11-24"), StringComparison.Ordinal);
        Assert.DoesNotContain("提速", await Page("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_past_its_date_of_which_nobody_reported_says_so_and_never_that_it_was_missed()
    {
        var row = (await Page("/targets?q=12-16")).Split("<tr").Single(r => r.Contains(">12-16<", StringComparison.Ordinal));

        Assert.Contains("逾期未报", row, StringComparison.Ordinal);
        Assert.Contains(">未报<", row, StringComparison.Ordinal);
        Assert.Contains("缺到期后的报告", row, StringComparison.Ordinal);
        Assert.DoesNotContain("逾期未完成", row, StringComparison.Ordinal);
        Assert.DoesNotContain("t-bad", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_narrowed_ledger_says_that_its_filters_count_within_the_others()
    {
        const string within = "筛选旁的数字，是其他筛选不变时的项数";

        Assert.Contains(within, await Page("/targets?status=missed"), StringComparison.Ordinal);
        Assert.DoesNotContain(within, await Page("/targets?as_of=2024-11-24"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sign_in_page_tells_a_clerk_whom_to_ask_for_an_account()
    {
        var page = await Page("/sign-in");

        Assert.Contains("演示账号请向安装本系统的人员索取", page, StringComparison.Ordinal);
        Assert.DoesNotContain("控制台", page, StringComparison.Ordinal);
        Assert.DoesNotContain(".txt", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/targets/06-08", 200)]
    [InlineData("/sign-in", 200)]
    [InlineData("/health/live", 200)]
    [InlineData("/api/v1/targets", 200)]
    [InlineData("/nothing", 404)]
    public async Task Who_asks_for_the_head_alone_is_answered_as_for_the_page_without_its_body(string path, int status)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Head, path);
        using var head = await server.Http.SendAsync(ask, TestContext.Current.CancellationToken);
        using var whole = await server.Http.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal((status, status), ((int)head.StatusCode, (int)whole.StatusCode));
        Assert.Equal(whole.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Promises_named_in_the_opening_sentence_lead_to_their_pages() =>
        Assert.Contains("——<a href=\"targets/06-01\">国家全域旅游示范区（县区）</a>差2个", await Page("/"), StringComparison.Ordinal);

    [Fact]
    public async Task The_menu_keeps_the_day_that_is_read()
    {
        foreach (var path in new[] { "./", "targets", "decision" })
        {
            var page = await Page($"{path}?as_of=2023-06-30");
            Assert.All(["./", "targets", "decision"], place => Assert.Contains($"<a href=\"{place}?as_of=2023-06-30\"", page, StringComparison.Ordinal));
            Assert.Contains($"<a href=\"{path}?as_of=2023-06-30\" class=\"active\" aria-current=\"page\"", page, StringComparison.Ordinal);
        }

        Assert.Contains("<a href=\"targets\">", await Page("/decision"), StringComparison.Ordinal);
    }
}
