using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Progress.Json;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Text;
using Microsoft.Extensions.Localization;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed partial class WhyTests
{
    private static readonly string Root = FindRoot();
    private static readonly JsonArray Vectors =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Root, "tests/BazhongTracker.Domain.Tests/Progress/vectors.json")))!["vectors"]!.AsArray();

    public static TheoryData<string> Cases => [.. Vectors.Select(v => v!["id"]!.GetValue<string>())];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BazhongTracker.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    private static DateOnly? Date(JsonNode? node) => node?.ToString() switch
    {
        null => null,
        var text when Quarter.TryParse(text, out var quarter) => quarter.LastDay,
        var text => DateOnly.Parse(text, CultureInfo.InvariantCulture),
    };

    private static IReadOnlyList<string> Said(string id, string culture = "zh-CN")
    {
        var vector = Vectors.Single(v => v!["id"]!.GetValue<string>() == id)!;
        var (row, expect) = (vector["target"]!.AsObject(), vector["expect"]!.AsObject());
        var target = new Target
        {
            Code = id, Name = id, Quote = "原文",
            Definition = new TargetVersion
            {
                Kind = WireNames.Find<TargetKind>((string)row["kind"]!)!.Value,
                Comparator = Comparators.FromSign((string?)row["op"]), Value = (decimal?)row["value"],
                Unit = (string?)row["unit"] ?? "亿元", Measure = WireNames.Find<Measure>((string?)row["measure"] ?? "flow"),
                Start = Date(row["start"]), Due = Date(row["due"]), BaselineValue = (decimal?)row["baseline"],
                RequiredStage = row["items"] is null ? null : "建成",
                Plan = [.. (row["plan"] as JsonArray ?? []).Select(p => new PlannedStage(Date(p![0])!.Value, (string)p[1]!))],
            },
        };
        var stored = new JsonObject(expect.Where(e => e.Value is not null).Select(e => KeyValuePair.Create(e.Key.ToLowerInvariant(), e.Value?.DeepClone())));
        var status = WireNames.Find<ProgressStatus>((string)expect["status"]!)!.Value;
        return Speech.In(culture, () => Speech.Of<Why>().Sentences(target, status, Working.Read(stored.ToJsonString()), Date(vector["as_of"])!.Value));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_worked_example_is_told_in_two_to_four_sentences_without_letters_for_numbers(string id)
    {
        var said = Said(id);

        Assert.InRange(said.Count, 2, 4);
        Assert.All(said, sentence => Assert.Matches("^[^{}]+。$", sentence));
        Assert.DoesNotMatch("[A-Za-z_]{2,}|[CER][=＝]|(?<![0-9])−0(?![.0-9])", string.Concat(said));
        Assert.DoesNotContain("  ", string.Concat(Said(id, "en")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_flag_the_method_can_raise_has_a_clause_of_its_own_in_both_languages()
    {
        var raised = Directory.EnumerateFiles(Path.Combine(Root, "src/BazhongTracker.Domain/Progress"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => FlagLiteral().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value))
            .Concat(Vectors.SelectMany(v => v!["expect"]!["flags"]!.AsArray().Select(f => f!.GetValue<string>().Split(':')[0])))
            .Concat(["unknown_years", "overdue_no_data"]).Distinct().ToList();
        var words = Speech.Of<IStringLocalizer<WhyWords>>();

        Assert.True(raised.Count >= 35, $"only {raised.Count} flags found");
        foreach (var culture in new[] { "zh-CN", "en" })
        {
            Assert.All(raised, flag => Assert.Contains(
                new[] { $"flag.{flag}", $"flag.{flag}.days" }, key => Speech.In(culture, () => !words[key].ResourceNotFound)));
        }
    }

    [Theory]
    [InlineData("Q01", "完成率为（490−300）÷（700−300）＝47.5%；时序应为50.0%，即应到500.0亿元，慢于时序2.5个百分点，与应到值相差10.0亿元。")]
    [InlineData("R04", "完成率为时序的94.96%，低于正常所需的95%，判为滞后。")]
    [InlineData("D01", "2025年全年为700亿元，要求超过700亿元，恰好相等，不含本数，按未达到处理。")]
    [InlineData("D04", "期限后超过150天仍无到期数据，不能判断是否完成")]
    [InlineData("G02", "高0.1个百分点（6.2−6.1）。高出0.2个百分点以上判正常，不足则预警。")]
    [InlineData("H04", "没有守住")]
    [InlineData("N05", "规划期5年全部评价，达标4年。未达标的是2022年。")]
    [InlineData("C04", "完成的可能性为20%")]
    [InlineData("M01", "余下期间须提速到此前平均的3.71倍。")]
    [InlineData("M05", "计划节点已逾期40天")]
    [InlineData("J02", "由4项组成：")]
    [InlineData("X02", "有组成项暂不能评价，不能判为完成")]
    [InlineData("M04", "期限2023年7月13日已过，到期后没有报告，不作判断；此前所报为“列入创建”，目标是“命名”。说明：期限后150天内待核定。")]
    [InlineData("M08", "目标是“命名”，没有人报过进展，不作判断；时间已过50.0%。")]
    [InlineData("M10", "期限2023年7月13日已过，目标是“命名”，没有人报过进展，不作判断。说明：期限后超过150天仍没有说明到期情况的报告，不能判断是否完成。")]
    [InlineData("M11", "已到“命名”。说明：已经锁定，不会回落；原文没有写明期限，不论早晚。")]
    [InlineData("M13", "最近所报为“启动申报”，目标是“命名”；此后长期没有报告，不作判断。")]
    [InlineData("J05", "没有人报过进展，不作判断；时间已过49.9%。")]
    [InlineData("J07", "有项目到期后没有报告，不作判断；按所报进度折合完成率90.0%。由2项组成：")]
    [InlineData("J08", "要求“建成”；所报折合完成率37.5%。说明：原文没有写明期限，不论早晚。")]
    [InlineData("R12", "2023年全年为510.3亿元，要求不少于1,000亿元，还差489.7亿元。从基期268亿元到目标1,000亿元走完")]
    [InlineData("H12", "已评价3年，达标3年。")]
    [InlineData("X06", "各项期限已过，仍有组成项没有定论，整体不作判断。")]
    [InlineData("A01", "到2022年全年年均增长5.36%，要求不少于6%")]
    public void The_sentences_hold_the_numbers_that_decided(string id, string expected) =>
        Assert.Contains(expected, string.Concat(Said(id)), StringComparison.Ordinal);

    [Fact]
    public void Past_its_date_a_yearly_comparison_says_what_every_year_was_held_against()
    {
        var target = Stand.Target("04-01", TargetKind.Beat, null, "%", measure: Measure.Rate, comparator: Comparator.Above);

        Assert.Equal(
            ["2021—2025年逐年与全国、全省等参照的同期数比较，高于全部参照才算达标。", "规划期5年全部评价，达标5年。", "说明：按到期数据判定。"],
            WhyOf(target, ProgressStatus.Achieved, """{"flags":["final"],"compliance":{"met":5,"assessed":5,"years":5,"misses":[]}}"""));
    }

    [Fact]
    public void A_title_without_a_date_says_that_the_date_is_what_is_missing()
    {
        var said = WhyOf(Stand.Target("05-05", TargetKind.Milestone, null, null, undated: true), ProgressStatus.Undefined, """{"flags":["no_threshold"]}""");

        Assert.Equal(2, said.Count);
        Assert.Equal("没有期限，进度快慢无从判断；期限确定后按所到阶段评价，在此之前只显示所到阶段。", said[1]);
    }

    [Theory]
    [InlineData("建成", "开工", "34", 0.604, "现阶段“开工”，形象进度34%，折合完成率0.4＋0.6×34%＝60.4%")]
    [InlineData("主体完工", "开工", "50", 0.875, "折合完成率（0.4＋0.6×50%）÷0.8＝87.5%")]
    [InlineData("开工", "启动", "null", 0.75, "现阶段“启动”，权重0.3÷0.4，折合完成率75.0%")]
    public void A_project_writes_out_the_weights_of_its_stage(string required, string stage, string physical, double done, string expected) =>
        Assert.Contains(expected, WhyOf(
            Stand.Target("12-04", TargetKind.ProjectList, null, null, stage: required), ProgressStatus.Missed,
            string.Create(CultureInfo.InvariantCulture, $$$"""{"c":{{{done}}},"e":1,"flags":[],"reached":{"stage":"{{{stage}}}","physical":{{{physical}}}}}"""))[1], StringComparison.Ordinal);

    private static IReadOnlyList<string> WhyOf(Target target, ProgressStatus status, string working) =>
        Speech.In("zh-CN", () => Speech.Of<Why>().Sentences(target, status, Working.Read(working), new DateOnly(2026, 11, 25)));

    [GeneratedRegex("""Flag(?:Issue)?\(\$?"([a-z_]+)""")]
    private static partial Regex FlagLiteral();
}
