using BazhongTracker.Web.Shared.Search;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class SearchTests
{
    private static readonly SearchIndex Index = new(
    [
        new(SearchGroup.Target, "旅游收入", "06-08", "/targets/06-08", ["06-08"], ["Tourism revenue", "旅游收入突破700亿元"]),
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
    public void What_is_meant_comes_first(string term, string href) => Assert.Equal(href, Found(term)[0]);

    [Theory]
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
