using System.IO.Compression;
using Microsoft.Playwright;
using Xunit;

namespace BazhongTracker.Browser.Tests;

/// <summary>What a first visit costs: bytes, the largest paint and how much moves. A page counts as it comes over the wire; scripts and sheets, which only a published program has as brotli, as brotli makes them.</summary>
public sealed class FirstViewTests(RunningTracker tracker)
{
    private const int MostBytes = 130_000;
    private const int MostBytesWithChart = 280_000;
    private const double LatestPaint = 1500;
    private const double MostShift = 0.02;

    // Kept from before the first byte; the largest paint so far is the last entry.
    private const string Watch =
        """
        window.seen = { paint: 0, shift: 0 };
        new PerformanceObserver(list => { for (const e of list.getEntries()) seen.paint = e.startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });
        new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) seen.shift += e.value; }).observe({ type: 'layout-shift', buffered: true });
        """;

    [Theory]
    [InlineData("/", null)]
    [InlineData("/targets", null)]
    [InlineData("/targets/06-08", null)]
    [InlineData("/decision", null)]
    [InlineData("/screen", null)]
    [InlineData("/my-figures", "nongye.lixm")]
    [InlineData("/reviews", "tongji.wangjj")]
    [InlineData("/runs", "tongji.wangjj")]
    public async Task A_page_is_light_comes_soon_and_stays_where_it_is(string path, string? person)
    {
        // The first request of a fresh program compiles the page; a reader's own first visit comes after that.
        await using (var before = await tracker.Visit())
        {
            await (person is null ? before : await before.SignIn(person)).Open(path);
        }

        var (paint, limit) = (double.MaxValue, LatestPaint);
        for (var attempt = 0; attempt < 3 && paint > limit; attempt++)
        {
            // On a busy machine everything is painted late, also what is small.
            await using (var small = await tracker.Visit())
            {
                var (_, ofSmall) = await Measure(small, "/sign-in", isStatic: true);
                limit = Math.Max(LatestPaint, 4 * ofSmall[0]);
            }

            await using var visitor = await tracker.Visit();
            if (person is not null)
            {
                await visitor.SignIn(person);
            }

            // A page of its own: what the page behind the sign-in still loads is no part of it.
            var (bytes, seen) = await Measure(await visitor.NewPage(), path);
            paint = seen[0];
            TestContext.Current.SendDiagnosticMessage("{0}: {1} bytes, paint {2:0} ms, shift {3:0.000}", path, bytes, seen[0], seen[1]);
            Assert.InRange(bytes, 1, path.StartsWith("/targets/", StringComparison.Ordinal) ? MostBytesWithChart : MostBytes);
            Assert.InRange(seen[1], 0, MostShift);
        }

        Assert.InRange(paint, 1, limit);
    }

    private static async Task<(int Bytes, double[] Seen)> Measure(Visitor visitor, string path, bool isStatic = false)
    {
        var page = visitor.Page;
        // What signing in has loaded is in no cache of a first visit.
        var browser = await page.Context.NewCDPSessionAsync(page);
        await browser.SendAsync("Network.enable");
        await browser.SendAsync("Network.clearBrowserCache");
        await page.AddInitScriptAsync(Watch);
        var requests = new List<IRequest>();
        page.RequestFinished += (_, request) => requests.Add(request);
        await visitor.Go(path, isStatic);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var bytes = 0;
        foreach (var request in requests.ToArray().Where(r => r.Url.StartsWith("http", StringComparison.Ordinal) && !r.Url.Contains("/_blazor", StringComparison.Ordinal)))
        {
            bytes += request.ResourceType == "document" ? (await request.SizesAsync()).ResponseBodySize : Brotli(await (await request.ResponseAsync())!.BodyAsync());
        }

        return (bytes, await page.EvaluateAsync<double[]>("() => [seen.paint, seen.shift]"));
    }

    private static int Brotli(byte[] body)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(body.Length)];
        Assert.True(BrotliEncoder.TryCompress(body, packed, out var written, quality: 11, window: 22));
        return written;
    }
}
