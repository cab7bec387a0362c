using BazhongTracker.Data.People;
using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Features.Recomputing;
using BazhongTracker.Web.Features.Reviewing;
using BazhongTracker.Web.Features.Targets;
using BazhongTracker.Web.Shared.Live;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Shared.Catalogue;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>Who, from where and at what cost: what the page of a target is given.</summary>
public sealed class TargetPageDataTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Pigs = "08-04";
    private static readonly Actor Reader = new("reader", "读者", "office", [RoleNames.Reader]);
    private static readonly Actor Clerk = new("clerk", "李晓梅", "agriculture", [RoleNames.Clerk]);
    private static readonly Actor Reviewer = new("reviewer", "王建军", "statistics", [RoleNames.Reviewer]);
    private static CancellationToken None => TestContext.Current.CancellationToken;

    private TargetQuery Query => new(database.Contexts, new Decisions(database.Contexts), database.Clock, Permissions.Shipped(), database.Remembering());

    private async Task<TargetView> View(Actor actor, DateOnly? asOf = null, string code = Pigs) => (await Query.Run(code, asOf, actor, None))!;

    public async ValueTask InitializeAsync()
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        if (await db.Targets.AnyAsync())
        {
            return;
        }

        await Seed.Decision(db);
        var now = database.Clock.GetUtcNow().UtcDateTime;
        var pigs = await db.Targets.SingleAsync(t => t.Code == Pigs);
        void Import(Quarter year, decimal value, FigureOrigin origin, string source) => db.Add(ReportedFigure.Imported(
            pigs, new FigureEntry(year, FigureNature.Annual, value), origin, year.LastDay.AddDays(30), source, null, now, $"{year}"));
        Import(Quarter.YearEnd(2020), 300, FigureOrigin.Demo, "演示");
        Import(Quarter.YearEnd(2023), 320, FigureOrigin.Published, "公报");
        Import(Quarter.YearEnd(2024), 330, FigureOrigin.Demo, "演示");
        db.Add(pigs.Report(new FigureEntry(new Quarter(2026, 3), FigureNature.Ytd, 230), Clerk, "agriculture", false, [], database.Clock.Today(), now, "said"));
        await db.SaveChangesAsync();
        await database.Recompute.WithHistory();
        await new ReviewFigure(database.Contexts, database.Clock, new LiveChanges(NullLogger<LiveChanges>.Instance), Permissions.Shipped()).Run(
            new ReviewForm("judged", (await db.Figures.AsNoTracking().SingleAsync(f => f.OperationId == "said")).Id, "said", ReviewOutcome.Accepted, "属实"), Reviewer);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_figure_names_who_reported_and_who_accepted_it_with_both_receipts()
    {
        var said = (await View(Reader)).Figures[0];

        Assert.Equal(("市农业农村局李晓梅", "市统计局王建军", "属实"), (said.ReportedBy, said.ReviewedBy, said.Comment));
        Assert.Equal((Receipts.For("said"), Receipts.For("judged")), (said.Receipt, said.ReviewReceipt));
    }

    [Fact]
    public async Task What_was_imported_has_its_source_and_no_receipt() =>
        Assert.All((await View(Reader)).Figures.Skip(1), f => Assert.Equal((null, null, "历史导入", true), (f.Receipt, f.ReviewReceipt, f.ReportedBy, f.Source is not null)));

    [Fact]
    public async Task A_verdict_that_rests_on_invented_figures_alone_is_called_demonstration()
    {
        Assert.True((await View(Reader, new DateOnly(2025, 6, 30))).IsDemoOnly);
        Assert.Equal([FigureOrigin.Demo, FigureOrigin.Published], (await View(Reader, new DateOnly(2024, 6, 30))).DecidedBy.Order().Reverse());
        Assert.Empty((await View(Reader, null, "06-08")).DecidedBy);
    }

    [Fact]
    public async Task The_clerks_of_the_lead_are_named_to_those_who_chase_or_check_and_to_colleagues_only()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var role = new IdentityRole(RoleNames.Clerk);
        db.Add(role);
        foreach (var (name, display, department, locked) in new[] { ("a", "李晓梅", "agriculture", false), ("b", "张离任", "agriculture", true), ("c", "周文", "tourism", false) })
        {
            var person = new Person { UserName = name, DisplayName = display, LockoutEnd = locked ? DateTimeOffset.MaxValue : null };
            db.Add(person);
            db.Add(new Membership { PersonId = person.Id, DepartmentCode = department, ValidFrom = new DateOnly(2021, 7, 13) });
            db.Add(new IdentityUserRole<string> { UserId = person.Id, RoleId = role.Id });
        }

        await db.SaveChangesAsync(None);

        Assert.Equal(["李晓梅"], (await View(Reviewer)).Clerks);
        Assert.Equal(["李晓梅"], (await View(Clerk)).Clerks);
        Assert.Null((await View(Reader)).Clerks);
        Assert.Null((await View(Clerk with { DepartmentCode = "tourism" })).Clerks);
        Assert.Null((await View(Reviewer, new DateOnly(2024, 6, 30))).Clerks);
    }

    [Fact]
    public async Task Stored_days_that_end_no_quarter_cost_nothing_and_are_no_news()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var today = database.Clock.Today();
        async Task<(int Commands, int Rows, int Happened)> Measure()
        {
            await View(Reader);
            using var count = new QueryCount(db);
            var view = await View(Reader);
            return (count.Commands, count.Rows, view.Timeline.Count);
        }

        var few = await Measure();
        for (var n = 1; n <= 200; n++)
        {
            var day = today.AddDays(-7 * n);
            if (Quarter.Containing(day).LastDay != day)
            {
                await db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "Assessments" ("TargetId", "AsOf", "MethodVersion", "Status", "Working", "ComputedAtUtc", "IsCurrent", "IsShown", "Stamp")
                    SELECT "TargetId", {day}, "MethodVersion", {(n % 2 == 0 ? "Behind" : "OnTrack")}, "Working", "ComputedAtUtc", {false}, {true}, "Stamp" FROM "Assessments" WHERE "IsCurrent"
                    """,
                    None);
            }
        }

        Assert.Equal(few, await Measure());
    }
}
