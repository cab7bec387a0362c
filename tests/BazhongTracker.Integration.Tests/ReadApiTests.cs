using System.Net;
using System.Text.Json.Nodes;
using BazhongTracker.Data.Seeding;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class ReadApiTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly string Advertisement = new([(char)0x51EF, (char)0x53D1]);

    private static string Word(JsonNode node, string name) => node[name]!.GetValue<string>();

    [Fact]
    public async Task Targets_come_with_their_words_their_lead_and_their_verdict()
    {
        var text = DecisionFolder.Main.ReadText();
        var targets = (await server.Json("/api/v1/targets")).AsArray().Where(t => t!["members"] is null).Select(t => t!).ToList();

        Assert.True(targets.Count(t => Word(t, "class") == "quantitative") >= 42);
        Assert.True(targets.Count(t => Word(t, "class") == "milestone") >= 46);
        Assert.All(targets, t =>
        {
            var clause = t["clause"]!;
            Assert.Equal(Word(clause, "quote"), text.Shown(clause["start"]!.GetValue<int>(), clause["length"]!.GetValue<int>()));
            Assert.False(string.IsNullOrEmpty(Word(t, "lead")));
            Assert.Equal("2026-11-24", Word(t["assessment"]!, "as_of"));
            Assert.Equal("2", Word(t["assessment"]!, "method_version"));
        });
    }

    [Fact]
    public async Task Both_databases_give_the_verdicts_of_the_golden_file()
    {
        var lines = (await server.Json("/api/v1/targets")).AsArray().Select(t => t!)
            .Select(t => $"{Word(t, "code")} {Word(t["assessment"]!, "status")} {t["assessment"]!["value"]} {t["assessment"]!["value_period"]}".TrimEnd());
        var golden = Path.Combine(AppContext.BaseDirectory, "DemoVerdicts.golden.txt");

        Assert.Equal(await File.ReadAllLinesAsync(golden), lines);
    }

    [Fact]
    public async Task An_assessment_has_every_name_of_the_contract()
    {
        var assessment = (await server.Json("/api/v1/targets/06-08"))["assessment"]!.AsObject();

        Assert.All(
            new[] { "as_of", "status", "label_zh", "c", "e", "r", "af", "value", "value_period", "expected_value", "required_per_year", "forecast", "flags", "why_zh", "method_version" },
            name => Assert.True(assessment.ContainsKey(name), name));
    }

    [Fact]
    public async Task Assessments_of_a_past_day_are_those_of_that_day()
    {
        var then = (await server.Json("/api/v1/assessments?as_of=2024-12-31")).AsArray();
        var unstored = (await server.Json("/api/v1/assessments?as_of=2024-11-11")).AsArray();

        Assert.All(then.Concat(unstored), a => Assert.StartsWith("2024-1", Word(a!["assessment"]!, "as_of"), StringComparison.Ordinal));
        Assert.Equal(then.Count, unstored.Count);
        Assert.Contains(then, a => Word(a!["assessment"]!, "status") == "behind");
    }

    [Theory]
    [InlineData("/api/v1/assessments?as_of=2024-13-01")]
    [InlineData("/api/v1/assessments?as_of=yesterday")]
    [InlineData("/api/v1/assessments?as_of=2999-01-01")]
    public async Task A_day_that_is_none_or_lies_ahead_is_refused(string path) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Http.GetAsync(path)).StatusCode);

    [Theory]
    [InlineData("/api/v1/targets/99-99")]
    [InlineData("/api/v1/targets/99-99/figures")]
    [InlineData("/api/v1/decisions/nothing/sections")]
    [InlineData("/api/v1/nothing")]
    public async Task What_does_not_exist_is_answered_with_404(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync(path)).StatusCode);

    [Fact]
    public async Task Figures_say_where_they_come_from_and_a_reader_sees_accepted_ones_only()
    {
        var figures = (await server.Json("/api/v1/targets/06-08/figures")).AsArray();

        Assert.Contains(figures, f => Word(f!, "origin") == "published" && f!["source"] is not null);
        Assert.Contains(figures, f => Word(f!, "origin") == "demo");
        Assert.All(figures, f => Assert.Equal("accepted", Word(f!, "state")));
        Assert.All(figures, f => Assert.Matches("^[0-9]{4}(Q[1-4])?$", Word(f!, "period")));
    }

    [Fact]
    public async Task The_advertisement_occurs_in_no_answer()
    {
        var decision = Word((await server.Json("/api/v1/decisions")).AsArray()[0]!, "code");
        foreach (var path in new[] { "/api/v1/decisions", $"/api/v1/decisions/{decision}/sections", "/api/v1/targets", "/api/v1/assessments", "/api/v1/departments", "/openapi/v1.json", "/", "/targets", "/targets/06-08", "/targets/05-P1", "/decision", "/decision?target=06-08" })
        {
            Assert.DoesNotContain(Advertisement, await server.Http.GetStringAsync(path), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Health_answers_and_tells_of_the_last_recompute()
    {
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync("/health/live")).StatusCode);
        Assert.Equal("Healthy", Word((await server.Json("/health/ready"))["checks"]!["recompute"]!, "status"));
    }
}
