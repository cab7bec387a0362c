using System.Net;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Web.Startup;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>The page 关于, before a circuit is up, to the demo 领导.</summary>
public sealed class AboutTests(RunningServer server) : IClassFixture<RunningServer>
{
    private async Task<HttpResponseMessage> Ask(string path, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", $".AspNetCore.Culture=c%3D{language}%7Cuic%3D{language}");
        return await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<string> Page(string path, string language)
    {
        using var answer = await Ask(path, language);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("zh-CN", "关于本系统", "巴中决定目标跟踪", "MIT许可证", "第{0}版")]
    [InlineData("en", "About this system", "Bazhong decision tracker", "MIT licence", "Version {0}")]
    public async Task The_page_says_name_version_licence_method_and_runtime_in_the_language_of_the_reader(
        string language, string title, string name, string licence, string method)
    {
        var page = await Page("/about", language);

        Assert.Contains($"<h1 tabindex=\"-1\">{title}</h1>", page, StringComparison.Ordinal);
        Assert.All([name, Product.Name, Product.Version, licence, string.Format(null, method, ProgressMethod.Version), ".NET 10."],
            said => Assert.Contains($">{said}", page, StringComparison.Ordinal));
        Assert.Contains("<a href=\"about/notices\" download>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "关于")]
    [InlineData("en", "About")]
    public async Task Every_page_leads_to_it_from_the_menu(string language, string said) =>
        Assert.Contains($"<a href=\"about\">{said}</a>", await Page("/targets", language), StringComparison.Ordinal);

    [Fact]
    public async Task The_notices_of_third_parties_come_as_a_text_to_keep()
    {
        using var answer = await Ask("/about/notices", "zh-CN");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "text/plain"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("third-party-notices.txt", answer.Content.Headers.ContentDisposition?.FileName);
        Assert.StartsWith("# Third-party notices", text, StringComparison.Ordinal);
        Assert.Contains("MudBlazor", text, StringComparison.Ordinal);
        Assert.Contains("Apache ECharts", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_licence_stands_beside_the_program() =>
        Assert.StartsWith("MIT License", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "LICENSE")), StringComparison.Ordinal);
}
