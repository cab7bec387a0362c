using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Shared.Search;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class SearchTests
{
    private static readonly SearchIndex Index = new(
    [
        new(SearchGroup.Target, "旅游收入", "06-08", "/targets/06-08", ["06-08", "6-08", "6.8"], ["Tourism revenue", "旅游收入突破700亿元"]),
        new(SearchGroup.Target, "6%以上的增长", "04-07", "/targets/04-07", ["04-07", "4-07"], []),
        new(SearchGroup.Target, "粮食产量", "08-02", "/targets/08-02", ["08-02"], ["Grain output"]),
        new(SearchGroup.Target, "九年义务教育巩固率", "12-30", "/targets/12-30", ["12-30"], []),
        new(SearchGroup.Clause, "做强全域旅游", "（六）", "/decision#6", ["第六条", "第6条", "（六）", "6"], []),
        new(SearchGroup.Clause, "培育产业", "10.1", "/decision#10.1", ["10.1"], []),
        new(SearchGroup.Page, "总览", "", "/", [], []),
    ]);

    private static string[] Found(string term) => [.. Index.Find(term).SelectMany(g => g.Hits).Select(h => h.Entry.Href)];

    [Theory]
    [InlineData("lysr", "/targets/06-08")]
    [InlineData("LSCL", "/targets/08-02")]
    [InlineData("粮食", "/targets/08-02")]
    [InlineData("grain", "/targets/08-02")]
    [InlineData("06-08", "/targets/06-08")]
    [InlineData("突破700", "/targets/06-08")]
    [InlineData("第六条", "/decision#6")]
    [InlineData("(六)", "/decision#6")]
    [InlineData("10.1", "/decision#10.1")]
    [InlineData("旅游 收入", "/targets/06-08")]
    [InlineData("旅游收ru", "/targets/06-08")]
    [InlineData("lv游shou", "/targets/06-08")]
    [InlineData("6", "/decision#6")]
    public void What_is_meant_comes_first(string term, string href) => Assert.Equal(href, Found(term)[0]);

    [Fact]
    public void A_number_finds_the_item_then_the_codes_then_the_names_it_stands_in() =>
        Assert.Equal(["/decision#6", "/targets/06-08", "/targets/04-07"], Found("6"));

    [Theory]
    [InlineData("旅游收bu")]
    [InlineData("旅游ru")]
    [InlineData("jnywjygglv")]
    [InlineData("旅游 粮食")]
    [InlineData("zzzz")]
    public void What_is_not_there_is_not_found(string term) => Assert.Empty(Found(term));

    [Theory]
    [InlineData("旅游收入", "lysr")]
    [InlineData("粮食产量", "lscl")]
    [InlineData("生猪出栏", "szcl")]
    [InlineData("城镇化率", "czhl")]
    [InlineData("新增长期护理床位", "xzcqhlcw")]
    [InlineData("重庆银行", "cqyh")]
    [InlineData("巴中市委督查室", "bzswdcs")]
    [InlineData("国家5A级景区", "gj5ajjq")]
    [InlineData("安恩峨发蛾额儿", "aeefeee")]
    public void Initials_follow_the_usual_readings_and_the_other_ones_of_common_words(string name, string letters) =>
        Assert.Equal(0, new Initials(name).Find(letters));

    [Fact]
    public void An_empty_field_offers_the_pages() => Assert.Equal(["/"], Found(" "));

    [Fact]
    public void A_group_tells_how_many_there_are_beyond_those_it_shows()
    {
        var many = new SearchIndex([.. Enumerable.Range(1, 9).Select(n => new SearchEntry(SearchGroup.Target, $"目标{n}", "", $"/targets/{n}", [], []))]);
        var group = Assert.Single(many.Find("目标"));
        Assert.Equal((9, SearchIndex.Shown), (group.Count, group.Hits.Count));
    }
}

public sealed class SearchOfTheCatalogueTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("6", "decision#6")]
    [InlineData("6-08", "targets/06-08")]
    [InlineData("12.38", "targets/12-38")]
    [InlineData("6.8", "targets/06-08")]
    [InlineData("超过700亿元", "targets/06-08")]
    public async Task A_code_an_item_or_a_promised_value_leads_to_what_it_belongs_to(string term, string href)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var index = await scope.ServiceProvider.GetRequiredService<SearchQuery>().Run(new Actor("leader", "领导", "office", [RoleNames.Leader]), TestContext.Current.CancellationToken);

        Assert.Equal(href, index.Find(term)[0].Hits[0].Entry.Href);
    }
}
