using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BazhongTracker.Browser.Tests;

/// <summary>What comes out of the printer: A4 and A3, upright and across, with the margins of the style sheet.</summary>
public sealed partial class PaperTests(Visitors visitors) : IClassFixture<Visitors>
{
    /// <summary>Between the margins, in px: 190, 277 and 400 mm.</summary>
    private static readonly int[] Sheets = [718, 1047, 1512];

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task On_no_sheet_a_page_is_cut_off_or_breaks_words_in_a_narrow_column(string language)
    {
        var found = new List<string>();
        foreach (var (name, path, person) in PagesTests.Pages.Where(p => p.Name is not ("screen" or "error")))
        {
            var visitor = await visitors.Of(person);
            await visitor.Prefer(language, "light");
            var page = await visitor.Go(path, isStatic: PagesTests.Static.Contains(name));
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            foreach (var width in Sheets)
            {
                await page.SetViewportSizeAsync(width, 1000);
                found.AddRange((await page.EvaluateAsync<string[]>(Measure.Layout)).Select(fault => $"{name} at {width}: {fault}"));
            }

            await page.EmulateMediaAsync(new() { Media = Media.Null });
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Theory]
    [InlineData("/targets?status=missed", false, 3)]
    [InlineData("/targets?status=missed", true, 4)]
    public async Task A_page_takes_no_more_sheets_than_it_fills(string path, bool across, int most)
    {
        var visitor = await visitors.Of(null);
        await visitor.Prefer("zh-CN", "light");
        var page = await visitor.Open(path);
        var print = Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = "A4", Landscape = across }));
        Assert.InRange(Sheet().Count(print), 1, most);
    }

    [Fact]
    public async Task On_the_sheet_of_the_overview_nothing_is_too_small_to_read()
    {
        var visitor = await visitors.Of(null);
        await visitor.Prefer("zh-CN", "light");
        foreach (var path in new[] { "/", "/?as_of=2023-12-31" })
        {
            var page = await visitor.Open(path);
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            await page.SetViewportSizeAsync(Sheets[0], 1035);
            Assert.Empty(await page.EvaluateAsync<string[]>(Small));
            await page.EmulateMediaAsync(new() { Media = Media.Null });
        }
    }

    [Theory]
    [InlineData("/", null, "总览截至日：", null)]
    [InlineData("/targets?status=missed&firm=1", null, "目标台账筛选：“逾期未完成”＋“确保”截至日：", ".sheet thead")]
    [InlineData("/decision", null, "决定原文截至日：", null)]
    [InlineData("/departments", "nongye.lixm", "部门与沿革截至日：", ".rows thead")]
    [InlineData("/my-figures", "nongye.lixm", "我的填报", ".entry-table thead")]
    public async Task Every_print_says_what_filtered_by_what_as_of_when_and_when_it_was_made(
        string path, string? person, string says, string? table)
    {
        var visitor = await visitors.Of(person);
        await visitor.Prefer("zh-CN", "light");
        var page = await visitor.Open(path);
        await page.SetViewportSizeAsync(Sheets[0], 1000);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.EvaluateAsync("() => dispatchEvent(new Event('beforeprint'))");
        await Expect(page.Locator(".print-head")).ToContainTextAsync("巴中决定目标跟踪" + says);
        await Expect(page.Locator(".print-head time")).ToHaveTextAsync(Printed());
        if (table is not null)
        {
            // The table begins on the first sheet and its head comes again on every other.
            Assert.InRange((await page.Locator(table).First.BoundingBoxAsync())!.Y, 1, 400);
            Assert.Equal("table-header-group", await page.Locator(table).First.EvaluateAsync<string>("e => getComputedStyle(e).display"));
            Assert.Equal("auto", await page.Locator(".panel").Last.EvaluateAsync<string>("e => getComputedStyle(e).breakInside"));
        }

        await page.EvaluateAsync("() => dispatchEvent(new Event('afterprint'))");
        await page.EmulateMediaAsync(new() { Media = Media.Null });
    }

    [Fact]
    public async Task The_ledger_drops_no_column_on_paper_or_on_a_narrow_screen()
    {
        var visitor = await visitors.Of(null);
        var page = await visitor.Open("/targets");
        foreach (var media in new[] { Media.Print, Media.Screen })
        {
            await page.EmulateMediaAsync(new() { Media = media });
            foreach (var width in new[] { 718, 1024, 1152, 1440 })
            {
                await page.SetViewportSizeAsync(width, 900);
                Assert.Equal(12, await page.Locator(".sheet thead th:visible").CountAsync());
            }
        }
    }

    /// <summary>Words on paper in letters of less than 7.5 pt, which are 10 px.</summary>
    private const string Small = """
        () => [...document.querySelectorAll('body *')]
            .filter(e => e.checkVisibility() && e.getClientRects().length > 0
                && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
                && !e.closest('.visually-hidden, .skip') && parseFloat(getComputedStyle(e).fontSize) < 10)
            .map(e => `${e.tagName}.${e.className} ${getComputedStyle(e).fontSize} ${e.textContent.trim().slice(0, 20)}`)
        """;

    [GeneratedRegex(@"/Type\s*/Page\b")]
    internal static partial Regex Sheet();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d \d\d:\d\d$")]
    private static partial Regex Printed();
}
