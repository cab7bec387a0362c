using BazhongTracker.Domain.Progress.Json;
using Xunit;

namespace BazhongTracker.Domain.Tests.Progress;

public class BadInputTests
{
    private const string Plan = "\"start\":\"2020Q4\",\"due\":\"2025Q4\"";

    [Theory]
    [InlineData("7", "A case must be an object.")]
    [InlineData("null", "A case must be an object.")]
    [InlineData("""{"target":7}""", "The case has no target.")]
    [InlineData("""{"target":{"kind":"wish"},"as_of":"2024-01-01"}""", "Unknown kind: wish")]
    [InlineData("""{"target":{"op":">"},"as_of":"2024-01-01"}""", "kind is missing.")]
    [InlineData("""{"target":{"kind":"qualitative"}}""", "The case has no as_of.")]
    [InlineData("""{"target":{"kind":"qualitative"},"as_of":"2024-02-30"}""", "as_of is not a date: 2024-02-30")]
    [InlineData("""{"target":{"kind":"qualitative"},"as_of":20240201}""", "as_of is not a text: 20240201")]
    [InlineData("""{"target":{"kind":"reach","op":">","value":1,"start":"2020Q5","due":"2025Q4"},"as_of":"2024-01-01"}""", "start is not a period: 2020Q5")]
    [InlineData("""{"target":{"kind":"reach","op":">","value":1,"due":"2025Q4"},"as_of":"2024-01-01"}""", "start is missing.")]
    [InlineData("""{"target":{"kind":"reach","op":">","value":1,"start":"2025Q4","due":"2025Q4"},"as_of":"2026-01-01"}""", "due must come after start.")]
    public void A_case_that_cannot_be_read_is_answered_with_its_error_among_the_others(string bad, string error)
    {
        var good = """{"id":"good","target":{"kind":"reach","op":">","value":null},"observations":[],"as_of":"2024-01-01"}""";

        var (results, allRead) = AssessFile.Run($"[{bad},{good}]");

        Assert.False(allRead);
        Assert.Equal(error, results[0]!["error"]!.GetValue<string>());
        Assert.Equal("undefined", results[1]!["status"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("\"kind\":\"reach\",\"op\":\"~\",\"value\":1", "[]", "Unknown op: ~")]
    [InlineData("\"kind\":\"reach\",\"value\":1", "[]", "op is missing.")]
    [InlineData("\"kind\":\"reach\",\"op\":\">\",\"value\":\"NaN\"", "[]", "value is not a number that can be used: \"NaN\"")]
    [InlineData("\"kind\":\"reach\",\"op\":\">\",\"value\":1e400", "[]", "value is not a number that can be used: 1e400")]
    [InlineData("\"kind\":\"reach\",\"op\":\">\",\"value\":1,\"path\":\"stairs\"", "[]", "A path is linear, geometric, or a list of [period, value].")]
    [InlineData("\"kind\":\"reach\",\"op\":\">\",\"value\":1,\"path\":[[\"2022\"]]", "[]", "path is a list of pairs.")]
    [InlineData("\"kind\":\"reach\",\"op\":\">\",\"value\":1,\"limits\":[0]", "[]", "limits is a list of pairs.")]
    [InlineData("\"kind\":\"reach\",\"op\":\">\",\"value\":1,\"seasonal\":\"yes\"", "[]", "seasonal is neither true nor false.")]
    [InlineData("\"kind\":\"reach\",\"op\":\">\",\"value\":1,\"final_lag_days\":-1", "[]", "final_lag_days is not a whole number that can be used: -1")]
    [InlineData("\"kind\":\"reach\",\"op\":\">\",\"value\":1", "{}", "observations is not a list.")]
    [InlineData("\"kind\":\"reach\",\"op\":\">\",\"value\":1", "[7]", "An observation is not an object.")]
    [InlineData("\"kind\":\"reach\",\"op\":\">\",\"value\":1", "[{\"period\":\"2022\",\"nature\":\"annual\"}]", "An observation has no value.")]
    [InlineData("\"kind\":\"reach\",\"op\":\">\",\"value\":1", "[{\"nature\":\"annual\",\"value\":1}]", "An observation has no period.")]
    [InlineData("\"kind\":\"reach\",\"op\":\">\",\"value\":1", "[{\"period\":\"2022\",\"nature\":\"monthly\",\"value\":1}]", "Unknown nature: monthly")]
    [InlineData("\"kind\":\"beat\",\"op\":\"<\"", "[]", "op must be >= or > for this kind.")]
    [InlineData("\"kind\":\"annual_new\",\"op\":\">=\",\"value\":0", "[]", "value must be above what there was at the start.")]
    [InlineData("\"kind\":\"milestone\",\"plan\":[[\"2022-01-01\",7]]", "[]", "A plan is a list of [date, stage].")]
    [InlineData("\"kind\":\"milestone\",\"ladder\":{\"报名\":0.2}", "[]", "The weights of a ladder lie between 0 and 1, and one of them is 1.")]
    [InlineData("\"kind\":\"milestone\"", "[{\"stage\":\"公示\"}]", "An observation has no date.")]
    [InlineData("\"kind\":\"project_list\"", "[]", "A list of projects has at least one item.")]
    [InlineData("\"kind\":\"project_list\",\"items\":[{\"name\":\"路\",\"required\":\"未启动\"}]", "[]", "路 must reach a stage beyond 未启动.")]
    [InlineData("\"kind\":\"project_list\",\"items\":[{\"name\":\"路\",\"required\":\"通车\"}]", "[]", "Unknown stage: 通车")]
    [InlineData("\"kind\":\"project_list\",\"items\":[{\"name\":\"路\",\"required\":\"建成\"}]", "[{\"item\":\"路\",\"date\":\"2022\",\"stage\":\"开工\",\"physical\":101}]", "physical lies between 0 and 100: 101")]
    public void The_error_names_what_does_not_fit(string target, string observations, string error)
    {
        var (results, allRead) = AssessFile.Run($$"""{"id":7,"target":{{{target}},{{Plan}}},"observations":{{observations}},"as_of":"2024-01-01"}""");

        Assert.False(allRead);
        Assert.Equal((7, error), (results[0]!["id"]!.GetValue<int>(), results[0]!["error"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("7")]
    public void A_text_without_a_case_is_refused(string text) => Assert.Throws<FormatException>(() => AssessFile.Run(text));

    [Theory]
    [InlineData("qualitative")]
    [InlineData("beat")]
    [InlineData("annual_new")]
    [InlineData("avg_growth")]
    [InlineData("project_list")]
    public void Without_a_criterion_or_the_date_its_pace_needs_a_target_is_undefined(string kind)
    {
        var answer = AssessFile.Run($$"""{"target":{"kind":"{{kind}}","op":">=","value":3,"start":"2020Q4"},"as_of":"2024-01-01"}""").Results[0]!;

        Assert.Equal(("undefined", "口径待定", "[\"no_threshold\"]"), (answer["status"]!.GetValue<string>(), answer["zh"]!.GetValue<string>(), answer["flags"]!.ToJsonString()));
        Assert.Null(answer["confidence"]);
    }
}
