using System.Globalization;
using System.Text.Json.Nodes;
using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class LanguageTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string EnglishCookie = ".AspNetCore.Culture=c%3Den%7Cuic%3Den";

    [Fact]
    public async Task The_programs_that_ask_the_api_hear_Chinese_whatever_the_cookie_says()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/targets/06-08");
        request.Headers.Add("Cookie", EnglishCookie);
        var answer = await (await server.Http.SendAsync(request, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var assessment = JsonNode.Parse(answer)!["assessment"]!;
        Assert.Contains("亿元", assessment["why_zh"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotMatch("[a-z]", assessment["label_zh"]!.GetValue<string>());
    }

    [Fact]
    public async Task Each_page_hears_of_a_change_in_its_own_language()
    {
        var changes = new LiveChanges(NullLogger<LiveChanges>.Instance);
        var heard = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await In("en", () => changes.Listen(_ => heard.TrySetResult(CultureInfo.CurrentUICulture.Name)));
        await In("zh-CN", () => changes.Say(new TrackerChange(null)));
        Assert.Equal("en", await heard.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Every_unit_stage_and_name_has_its_English()
    {
        var catalogue = DecisionFolder.Main.ReadTargets();
        Speech.In("en", () =>
        {
            Assert.All(catalogue, target =>
            {
                Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", target.Title());
                Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", Terms.Unit(target.Unit) + Terms.Stage(target.RequiredStage) + Speech.Of<Spoken>().Strength(target.Strength));
            });
            Assert.All(DepartmentFiles.ReadDepartments(), d => Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", d.Title() + d.FullTitle()));
            Assert.Equal("The unit here is ten-thousand head, you wrote “头”. Please convert it first.",
                Speech.Of<Spoken>().Refusal(new RuleViolation("figure.wrong_unit", "万头", "头")));
            return true;
        });
    }

    private static async Task In(string culture, Action deed)
    {
        await Task.Yield();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        deed();
    }
}
