using System.Text.RegularExpressions;
using Xunit;

namespace BazhongTracker.House.Tests;

/// <summary>Every word on the screen stands in src/BazhongTracker.Web/Text/*.resx, in both languages.</summary>
public partial class LiteralsTests
{
    /// <summary>Chinese in code that is data: words of the decision, of the catalogue and of the method, which are compared, and what is written into a record.</summary>
    private static readonly Dictionary<string, string[]> Data = new()
    {
        ["Gravity.cs"] = ["确保", "实现", "建成", "完成", "打造", "稳定", "稳步", "力争", "争创", "争取"],
        ["Marks.cs"] = ["确保", "实现", "建成", "争取"],
        ["Digits.cs"] = ["个", "家", "项", "人", "亿元"],
        ["PasteColumn.cs"] = ["数值", "数", "本期", "本期数", "本期值", "完成数", "完成值", "完成情况", "填报数", "填报值", "上报数", "累计", "累计数", "累计值", "实际", "实际值",
            "合计", "指标值", "单位", "（", "："],
        ["MethodChange.cs"] = ["方法说明的默认值"],
        ["WhyCase.cs"] = ["元"],
        ["Clauses.cs"] = ["。"],
        ["DecisionQuery.cs"] = ["。"],
        ["NewAccount.cs"] = ["（", "）"],
        ["PeopleCheck.cs"] = ["、", "，", "；"],
        ["SearchIndex.cs"] = ["（", "）"],
        ["SearchQuery.cs"] = ["（", "）", "第", "条", "部分", .. Numerals],
    };

    /// <summary>Nothing but characters with their initials.</summary>
    private const string Characters = "Initials.cs";

    private static string[] Numerals => ["一", "二", "三", "四", "五", "六", "七", "八", "九", .. new[] { "", "一", "二", "三", "四", "五", "六", "七", "八", "九" }.Select(n => "十" + n)];

    /// <summary>What is printed on the keys.</summary>
    private static readonly string[] Keys = ["Enter", "Tab", "Ctrl", "Ctrl K", "Esc", "Shift"];

    private static IEnumerable<(string Path, string Text)> Code => Checkout.Files("src/BazhongTracker.Web", ".cs", ".razor").Select(f => (f.Path, Comment().Replace(f.Text, "")));

    [Fact]
    public void No_Chinese_word_stands_in_code_or_markup() =>
        Assert.Empty(from file in Code
                     where Path.GetFileName(file.Path) != Characters
                     from Match word in Chinese().Matches(file.Text)
                     where !Data.GetValueOrDefault(Path.GetFileName(file.Path), []).Contains(word.Value)
                     select $"{file.Path}: {word.Value}");

    [Fact]
    public void No_English_word_stands_in_markup() =>
        Assert.Empty(from file in Code
                     where file.Path.EndsWith(".razor", StringComparison.Ordinal)
                     from Match word in English().Matches(file.Text)
                     where !Keys.Contains(word.Groups["word"].Value.Trim())
                     select $"{file.Path}: {word.Groups["word"].Value}");

    // A comment line, the rest of a line after two slashes that are no address, a comment of markup.
    [GeneratedRegex(@"@\*.*?\*@|(?<![:""'/\w])//[^\n]*", RegexOptions.Singleline)]
    private static partial Regex Comment();

    // Ideographs and the full-width punctuation that goes with them.
    [GeneratedRegex(@"[\u3000-\u303F\u4E00-\u9FFF\uFF00-\uFFEF]+")]
    private static partial Regex Chinese();

    // Text between two tags, or an attribute that is read out, made of words alone.
    [GeneratedRegex(@"(?<![=-])>[ \t]*(?<word>[A-Za-z]['’A-Za-z]+(?:[ ,.:;-]+['’A-Za-z]+)*[.:!?]?)[ \t]*<|\b(?:title|alt|placeholder|aria-label)=""(?<word>[A-Za-z][^""@]*)""")]
    private static partial Regex English();
}
