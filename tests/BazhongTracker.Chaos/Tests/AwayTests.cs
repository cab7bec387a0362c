using System.Diagnostics;
using System.Globalization;
using System.Net;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Shared.Availability;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Chaos.Tests;

/// <summary>What the program answers while its PostgreSQL is killed, stands still, or takes nothing.</summary>
[Collection(OneBench.OneAfterAnother)]
public sealed class AwayTests(OneBench one, AwayServer server, ITestOutputHelper output) : IClassFixture<AwayServer>
{
    private const string Away = "数据库暂不可用";
    private static readonly string[] Remembered = ["/", "/targets", "/targets/08-02"];
    private static readonly Actor Clerk = new("nongye.lixm", "李晓梅", "agriculture", [RoleNames.Clerk]);

    private async Task Within(double seconds, string what, Func<Task> happens)
    {
        var since = Stopwatch.StartNew();
        await happens();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {since.Elapsed.TotalSeconds:0.00} s"));
        Assert.True(since.Elapsed.TotalSeconds < seconds, $"{what} took {since.Elapsed}");
    }

    private async Task<string> Page(string path)
    {
        using var answer = await server.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<HttpStatusCode> Status(string path)
    {
        using var answer = await server.Http.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }

    private async Task<string> Report(string value)
    {
        await using var scope = server.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SubmitFigure>()
            .Run(new FigureForm(Guid.CreateVersion7().ToString(), "08-02", new Quarter(2025, 4), value, null, "演示"), Clerk);
    }

    private async Task RemembersPages()
    {
        foreach (var path in Remembered)
        {
            Assert.DoesNotContain(Away, await Page(path), StringComparison.Ordinal);
        }
    }

    private async Task ReadingGoesOn()
    {
        foreach (var path in Remembered)
        {
            var page = await Page(path);
            Assert.Contains(Away, page, StringComparison.Ordinal);
            Assert.Contains("粮食产量", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_killed_server_is_noticed_reading_goes_on_programs_hear_503_and_the_first_save_after_its_return_is_soon()
    {
        await RemembersPages();
        await one.Bench.Server.Kill();
        try
        {
            await Within(3, "killed, known", () => server.Becomes(DatabaseCondition.Away));
            await Within(3, "three pages from memory", ReadingGoesOn);
            Assert.Contains("恢复后自动显示", await Page("/decision"), StringComparison.Ordinal);
            using var answer = await server.Http.GetAsync(new Uri("/api/v1/targets", UriKind.Relative));
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.NotNull(answer.Headers.RetryAfter?.Delta);
            Assert.Contains("\"status\":503", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (await Status("/health/ready"), await Status("/health/live")));
            Assert.Equal(DatabaseAway.Code, (await Assert.ThrowsAsync<RuleViolation>(() => Report("190.4"))).Code);
        }
        finally
        {
            await one.Bench.Server.StartAgain();
        }

        await Within(5, "first save", async () =>
        {
            await server.Becomes(DatabaseCondition.Well);
            Assert.NotEmpty(await Report("190.5"));
        });
        await RemembersPages();
        Assert.Equal(HttpStatusCode.OK, await Status("/health/ready"));
    }

    [Fact]
    public async Task A_server_that_stands_still_is_noticed_and_so_is_its_going_on()
    {
        await RemembersPages();
        one.Bench.Server.Freeze();
        try
        {
            // The pages that are asked for meanwhile wait for it no longer than until it is known.
            var reading = Page("/targets");
            await Within(3.5, "standing still, known", () => server.Becomes(DatabaseCondition.Away));
            await Within(1, "a page that was waiting", async () => Assert.Contains("粮食产量", await reading, StringComparison.Ordinal));
            await Within(1.5, "three pages from memory", ReadingGoesOn);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await Status("/health/ready"));
        }
        finally
        {
            one.Bench.Server.Thaw();
        }

        await Within(3, "going on, known", () => server.Becomes(DatabaseCondition.Well));
        await RemembersPages();
    }

    [Fact]
    public async Task A_server_that_takes_nothing_is_read_and_refuses_a_deed_before_it_is_begun()
    {
        await one.Bench.Server.Write(allowed: false);
        try
        {
            await Within(3, "read-only, known", () => server.Becomes(DatabaseCondition.ReadOnly));
            Assert.Contains("数据库当前只读", await Page("/decision"), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, await Status("/api/v1/targets"));
            Assert.Equal(DatabaseFaults.ReadOnlyCode, (await Assert.ThrowsAsync<RuleViolation>(() => Report("190.4"))).Code);
        }
        finally
        {
            await one.Bench.Server.Write(allowed: true);
        }

        await Within(3, "writing again, known", () => server.Becomes(DatabaseCondition.Well));
    }
}
