using System.Net;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests.Access;

/// <summary>Every identity, every action, every surface, against the file as it is written.</summary>
public sealed class PermissionMatrixTests(PeopledServer server) : IClassFixture<PeopledServer>
{
    private static readonly string[] People = [PeopledServer.Anonymous, .. PeopledServer.Roles];

    /// <summary>Path, action and case of what is asked over HTTP; own, other and 99-99 stand for codes.</summary>
    private static readonly (string Path, string Action, string Case)[] Addresses =
    [
        ("/", Actions.ReadPublished, "any"), ("/?as_of=2025-06-30", Actions.ReadPublished, "any"),
        ("/targets", Actions.ReadPublished, "any"), ("/decision", Actions.ReadPublished, "any"),
        ("/screen", Actions.ReadPublished, "any"), ("/targets/own", Actions.ReadPublished, "own"),
        ("/targets/other", Actions.ReadPublished, "other"), ("/targets/99-99", Actions.ReadPublished, "missing"),
        ("/my-figures", Actions.ReportFigure, "any"), ("/my-figures/own", Actions.ReportFigure, "own"),
        ("/my-figures/other", Actions.ReportFigure, "other"), ("/my-figures/99-99", Actions.ReportFigure, "missing"),
        ("/reviews", Actions.OpenQueue, "any"), ("/runs", Actions.ReadRuns, "any"), ("/receipts", Actions.ReadReceipt, "any"),
            ("/receipt-slip", Actions.ReadReceipt, "any"), ("/receipts/2222-2222-2222", Actions.ReadReceipt, "any"), ("/decision/source",
            Actions.ReadText, "any"), ("/sign-in", Actions.OwnSession, "any"), ("/session?of=x", Actions.OwnSession, "any"),
            ("/sessions", Actions.ListSessions, "any"), ("/password", Actions.OwnPassword, "any"), ("/setup", Actions.SetUp, "missing"),
            ("/second-factor", Actions.OwnSecondFactor, "any"), ("/new-second-factor", Actions.OwnSecondFactor, "any"),
        ("/people", Actions.ListAccounts, "any"), ("/people?q=x", Actions.ListAccounts, "any"),
            ("/people/the-reader", Actions.ListAccounts, "any"), ("/people/never-made", Actions.ListAccounts, "missing"), ("/new-person",
            Actions.CreateAccount, "any"), ("/new-people", Actions.CreateAccount, "any"), ("/waiting-roles", Actions.GrantRole, "any"),
            ("/start", Actions.ReadSteps, "any"), ("/api-keys", Actions.ListApiKeys, "any"), ("/departments", Actions.ReadText, "any"),
            ("/departments/changes", Actions.ChangeDepartments, "any"), ("/departments/changes?kind=split&of=own-code",
            Actions.ChangeDepartments, "any"), ("/settings", Actions.ReadSettings, "any"), ("/audit", Actions.ReadAudit, "any"),
            ("/audit?did=login", Actions.ReadAudit, "any"), ("/audit/export?who=nobody", Actions.ReadAudit, "any"),
        ("/about", Actions.ReadAbout, "any"), ("/about/notices", Actions.ReadAbout, "any"),
        ("/health/live", Actions.AskHealth, "any"), ("/health/ready", Actions.AskHealth, "any"), ("/app.css", Actions.OpenFrame, "any"),
        ("/openapi/v1.json", Actions.DescribeApi, "any"),
        ("/api/v1/targets", Actions.ReadPublished, "any"), ("/api/v1/assessments", Actions.ReadPublished, "any"),
        ("/api/v1/decisions", Actions.ReadText, "any"), ("/api/v1/departments", Actions.ReadText, "any"),
        ("/api/v1/targets/own", Actions.ReadPublished, "own"), ("/api/v1/targets/other", Actions.ReadPublished, "other"),
        ("/api/v1/targets/99-99", Actions.ReadPublished, "missing"),
        ("/api/v1/targets/own/figures", Actions.ReadPublished, "own"), ("/api/v1/targets/other/figures", Actions.ReadPublished, "other"),
        ("/api/v1/targets/99-99/figures", Actions.ReadPublished, "missing"),
        ("/api/v1/decisions/nothing/sections", Actions.ReadText, "missing"),
    ];

    private string Real(string path) => path.Replace("/own", $"/{server.OwnTarget.Code}", StringComparison.Ordinal)
        .Replace("/other", $"/{server.OtherTarget.Code}", StringComparison.Ordinal);

    private static string AsWho(string who) => PeopledServer.ShutOut.Contains(who) ? PeopledServer.Anonymous : who;

    // Every other page leads to the one where it is changed.
    private static string WithAnOldPassword(string action, string of) => action switch
    {
        Actions.OpenFrame or Actions.OwnSession or Actions.AskHealth or Actions.OwnPassword => FileAsWritten.Expect(action, RoleNames.Clerk, of),
        _ => "no",
    };

    // Only who is not signed in, or must change the password first, is led elsewhere.
    private static string Said(string who, HttpStatusCode status) =>
        status == HttpStatusCode.Redirect && AsWho(who) != PeopledServer.Anonymous ? "led elsewhere" : Said(status);

    // The three administrators have another first page than the overview, and are led there.
    private static bool IsOtherFirstPage(string who, string path) => RoleNames.Administrators.Contains(who) && path.Split('?')[0] == "/";

    private static string Said(HttpStatusCode status) => status switch
    {
        HttpStatusCode.OK => "yes",
        HttpStatusCode.NotFound => "gone",
        HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized or HttpStatusCode.Redirect => "no",
        _ => status.ToString(),
    };

    private static void AssertAll(string surface, IReadOnlyList<(string Cell, string Expected, string Got)> cells)
    {
        var different = cells.Where(c => c.Expected != c.Got).Select(c => $"{c.Cell}: {c.Expected} in the file, {c.Got} in the program").ToList();
        TestContext.Current.SendDiagnosticMessage($"{surface}: {cells.Count} cells, {different.Count} differ");
        TestContext.Current.TestOutputHelper?.WriteLine($"{surface}: {cells.Count} cells, {different.Count} differ");
        Assert.Empty(different);
        Assert.NotEmpty(cells);
    }

    [Fact]
    public void The_program_reads_every_cell_as_it_is_written()
    {
        var permissions = server.App.Services.GetRequiredService<Permissions>();
        AssertAll("file", [.. from action in FileAsWritten.Actions
                              from column in FileAsWritten.Columns
                              let cell = FileAsWritten.Cell(action, column)
                              select ($"{action} {column}", cell == "-" ? "None" : cell, Word(permissions.Of(PeopledServer.ActorOf(column), action).Reach))]);

        static string Word(Reach reach) => reach switch
        {
            Reach.Counts => "n", Reach.Self => "s", Reach.Published => "p", Reach.Own => "o", Reach.Assigned => "a", Reach.All => "all", _ => reach.ToString(),
        };
    }

    [Fact]
    public async Task Every_page_and_endpoint_answers_as_the_file_says()
    {
        var cells = new List<(string, string, string)>();
        foreach (var who in People.Concat(PeopledServer.ShutOut))
        {
            foreach (var (path, action, of) in Addresses)
            {
                using var answer = await server[who].Get(Real(path));
                cells.Add(($"{who} {path}", who == PeopledServer.Expired ? WithAnOldPassword(action, of) : FileAsWritten.Expect(
                    action, AsWho(who), of), IsOtherFirstPage(who, path) ? Said(answer.StatusCode) : Said(who, answer.StatusCode)));
            }
        }

        AssertAll("pages and API", cells);
    }

    [Fact]
    public async Task Every_use_case_and_query_answers_as_the_file_says()
    {
        var cells = new List<(string, string, string)>();
        foreach (var deed in Deed.All)
        {
            foreach (var who in FileAsWritten.Columns)
            {
                cells.Add(($"{who} {deed.Name} {deed.Action} {deed.Case}", FileAsWritten.Expect(deed.Action, who, deed.Case),
                    await deed.Ask(server, PeopledServer.ActorOf(who))));
            }
        }

        AssertAll("use cases", cells);
    }

    [Theory]
    [InlineData("waiting")]
    [InlineData("returned")]
    public async Task Who_sees_what_is_not_accepted_is_in_the_file(string state)
    {
        await server.NoFigures();
        const string ownNote = "OWNNOTE71", otherNote = "OTHERNOTE72";
        await server.Waiting(own: true, ownNote, state == "returned" ? "x" : null);
        await server.Waiting(own: false, otherNote, state == "returned" ? "x" : null);
        var cells = new List<(string, string, string)>();
        foreach (var who in People.Concat(PeopledServer.ShutOut))
        {
            foreach (var (path, of, note) in new[]
            {
                ("/targets/own", "own", ownNote), ("/targets/other", "other", otherNote),
                ("/api/v1/targets/own/figures", "own", ownNote), ("/api/v1/targets/other/figures", "other", otherNote),
            })
            {
                using var answer = await server[who].Get(Real(path));
                var seen = (await answer.Content.ReadAsStringAsync()).Contains(note, StringComparison.Ordinal);
                cells.Add(($"{who} {path} {state}", FileAsWritten.Expect(Actions.ReadPending, AsWho(who), of) == "yes" ? "yes" : "no", seen ? "yes" : "no"));
            }
        }

        AssertAll("what is not accepted", cells);
    }

    [Fact]
    public async Task A_search_finds_nothing_that_may_not_be_opened()
    {
        var cells = new List<(string, string, string)>();
        foreach (var role in PeopledServer.Roles)
        {
            await using var scope = server.App.Services.CreateAsyncScope();
            var index = await scope.ServiceProvider.GetRequiredService<Web.Shared.Search.SearchQuery>().Run(PeopledServer.ActorOf(role));
            cells.Add(($"{role} target by code", FileAsWritten.Expect(Actions.ReadPublished, role, "any"),
                index.Find(server.OtherTarget.Code).Count > 0 ? "yes" : "no"));
            foreach (var hit in index.Find("").SelectMany(g => g.Hits))
            {
                using var answer = await server[role].Get(hit.Entry.Href);
                cells.Add(($"{role} {hit.Entry.Href}", "yes", Said(answer.StatusCode)));
            }
        }

        AssertAll("search", cells);
    }
}
