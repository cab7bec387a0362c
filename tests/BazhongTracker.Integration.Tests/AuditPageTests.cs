using System.Net;
using System.Text;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Integration.Tests.Access;
using BazhongTracker.Web.Features.Auditing;
using BazhongTracker.Web.Proof;
using BazhongTracker.Web.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>The audit as its auditor reads, checks and exports it.</summary>
public sealed class AuditPageTests(PeopledServer server) : IClassFixture<PeopledServer>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Auditor = PeopledServer.ActorOf(RoleNames.Auditor);

    private async Task Write(string action, string subject, string? value = null)
    {
        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        db.Add(AuditRow.Of(new Actor("li.xm", "李晓梅", "own-code", [RoleNames.Clerk]), action, subject, null, value, server.Database.Clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7().ToString()));
        await db.SaveChangesAsync(None);
    }

    private async Task<AuditRows> Found(string? who = null, string? did = null, string? text = null, string? from = null, string? until = null)
    {
        await using var scope = server.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AuditQuery>().Run(AuditFilter.Read(who, did, text, from, until, null), Auditor, None);
    }

    [Fact]
    public async Task Rows_are_found_by_person_action_text_and_day()
    {
        await Write("found.one", "target 08-02", "151.2万吨");
        var today = AuditFilter.Iso(DateOnly.FromDateTime(server.Database.Clock.GetUtcNow().UtcDateTime.AddHours(8)));

        Assert.Equal("target 08-02", Assert.Single((await Found(who: "LI.XM", did: "found")).Rows).Subject);
        Assert.Single((await Found(did: "found.one", text: "151.2")).Rows);
        Assert.Single((await Found(did: "found.one", from: today, until: today)).Rows);
        Assert.Empty((await Found(did: "found.one", until: "2021-01-01")).Rows);
        Assert.Empty((await Found(did: "found.one", text: "%")).Rows);
        Assert.NotEmpty((await Found(did: "found.one", from: "2026-02-30")).Rows);
    }

    [Fact]
    public async Task Reading_stands_in_the_audit_once_a_view()
    {
        await Found(did: "once");
        await Found(did: "once");

        Assert.Equal("did=once", Assert.Single((await Found(did: "audit.read", text: "did=once")).Rows).Subject);
    }

    [Fact]
    public async Task A_deed_is_found_by_its_receipt()
    {
        var operation = Guid.CreateVersion7().ToString();
        await using (var db = await server.Database.Contexts.CreateDbContextAsync(None))
        {
            var now = server.Database.Clock.GetUtcNow().UtcDateTime;
            db.Add(Domain.Proof.Operation.Void(operation, Auditor, now));
            db.Add(AuditRow.Of(Auditor, "by.receipt", "", null, null, now, operation));
            await db.SaveChangesAsync(None);
        }

        var found = await Found(text: Receipts.For(operation).ToLowerInvariant());
        Assert.Equal("by.receipt", Assert.Single(found.Rows).Action);
        Assert.Equal(Receipts.For(operation), Assert.Single(found.Receipts).Value);
        Assert.Empty((await Found(did: "create-account")).Receipts);
    }

    private async Task<(AuditRow Row, string Deed, string What)> Said(string did, string text)
    {
        var found = await Found(did: did, text: text);
        var row = Assert.Single(found.Rows);
        var say = Speech.Of<AuditSaid>();
        return (row, say.Deed(row), say.What(row, found.About.GetValueOrDefault(row.Id)));
    }

    [Fact]
    public async Task Who_accepted_a_figure_is_found_by_target_and_period_and_said_in_words()
    {
        await server.NoFigures();
        var (target, clerk) = (server.OtherTarget, PeopledServer.ActorOf(RoleNames.Clerk) with { DepartmentCode = PeopledServer.Other });
        var figure = await server.Waiting(own: false, value: 275.1m);
        await using (var db = await server.Database.Contexts.CreateDbContextAsync(None))
        {
            var now = server.Database.Clock.GetUtcNow().UtcDateTime;
            db.Add(AuditRow.Of(clerk, "report", $"{target.Code} 2026Q3", null, "275.1万头", now, figure.OperationId));
            db.Add(AuditRow.Of(
                Auditor, "review", $"figure {figure.Id}", "AwaitingReview", "Accepted", now, Guid.CreateVersion7().ToString()));
            await db.SaveChangesAsync(None);
        }

        var initials = string.Concat(target.Name.Take(3).Select(c => Web.Shared.Search.Initials.Of(c)[0]));
        foreach (var text in new[] { target.Name, target.Code, initials, $"{target.Name} 2026Q3", $"2026年前三季度 {target.Name}",
            $"{target.Code} 2026年" })
        {
            var (_, deed, what) = await Said("review.accepted", text);
            Assert.Equal("采用", deed);
            Assert.Contains(target.Title(), what, StringComparison.Ordinal);
            Assert.Contains("2026年", what, StringComparison.Ordinal);
            Assert.EndsWith("275.1万头", what, StringComparison.Ordinal);
        }

        Assert.Empty((await Found(did: "review.accepted", text: $"{target.Name} 2025Q3")).Rows);
        Assert.Empty((await Found(did: "review.returned", text: target.Name)).Rows);
        Assert.Equal("填报", (await Said("report", target.Code)).Deed);
    }

    [Fact]
    public async Task A_value_that_does_not_stand_in_the_audit_is_not_shown_there()
    {
        await server.NoFigures();
        var figure = await server.Waiting(own: true, value: 987.6m);
        await Write("withdraw", $"figure {figure.Id}", "Withdrawn");

        Assert.DoesNotContain("987.6", (await Said("withdraw", server.OwnTarget.Code)).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_deed_of_the_list_has_a_word_and_one_without_is_shown_as_it_stands()
    {
        var say = Speech.Of<AuditSaid>();

        Assert.All(AuditDeeds.All, deed => Assert.NotEqual(deed, say.Deed(deed)));
        Assert.Equal("found.one", say.Deed("found.one"));
        await Write("wordless", "somebody", "else");
        Assert.Contains("somebody", (await Said("wordless", "somebody")).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_is_signed_holds_no_formula_and_is_found_out_when_changed()
    {
        await Write("export.one", "=HYPERLINK(\"x\")", "a,\"b\"\nc");
        using var answer = await server[RoleNames.Auditor].Get("/audit/export?did=export.one");
        var file = await answer.Content.ReadAsByteArrayAsync(None);
        var text = Encoding.UTF8.GetString(file);

        Assert.Equal((HttpStatusCode.OK, "text/csv"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Contains("\"'=HYPERLINK(\"\"x\"\")\"", text, StringComparison.Ordinal);
        Assert.Contains("\"a,\"\"b\"\"\nc\"", text, StringComparison.Ordinal);
        var keys = server.App.Services.GetRequiredService<AuditKeys>().All;
        Assert.True(AuditExport.Holds(file, keys));
        Assert.False(AuditExport.Holds(Encoding.UTF8.GetBytes(text.Replace("李晓梅", "李晓", StringComparison.Ordinal)), keys));
        Assert.False(AuditExport.Holds([], keys));
        Assert.Single((await Found(did: "audit.exported", text: "did=export.one")).Rows);
    }

    [Fact]
    public async Task An_export_says_from_where_and_in_which_session_and_both_are_searched()
    {
        using var answer = await server[RoleNames.Auditor].Get("/audit/export?did=from.where");
        Assert.Contains(",operation,address,session", await answer.Content.ReadAsStringAsync(None), StringComparison.Ordinal);

        var row = Assert.Single((await Found(did: "audit.exported", text: "did=from.where")).Rows);
        Assert.Equal(("127.0.0.1", 16), (row.Address, row.Session?.Length));
        Assert.Contains((await Found(text: row.Session)).Rows, r => r.Id == row.Id);
        Assert.Contains((await Found(text: "127.0.0.1")).Rows, r => r.Id == row.Id);
    }

    [Fact]
    public async Task The_check_from_the_page_says_what_it_found_and_stands_in_the_audit()
    {
        await server.App.Services.GetRequiredService<SealAudit>().Run(None);
        await using var scope = server.App.Services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<CheckAudit>();

        var found = await desk.Run(Auditor, None);

        Assert.True(found.IsGood, found.Sentence);
        Assert.Contains("校验通过", found.Sentence, StringComparison.Ordinal);
        Assert.NotEmpty((await Found(did: "audit.verified", text: "ok")).Rows);
        await Assert.ThrowsAsync<RuleViolation>(() => desk.Run(PeopledServer.ActorOf(RoleNames.Admin), None));
    }
}
