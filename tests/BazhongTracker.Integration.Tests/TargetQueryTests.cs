using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Decisions;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Reading;
using BazhongTracker.Web.Features.Recomputing;
using BazhongTracker.Web.Features.Targets;
using BazhongTracker.Web.Shared.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using BazhongTracker.Web.Shared.Catalogue;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class TargetQueryTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DecisionText Text = DecisionFolder.Main.ReadText();
    private static readonly IReadOnlyList<Section> Sections = SectionTree.Read(Text);
    private static readonly Actor Leader = new("leader", "领导", "office", [RoleNames.Leader]);
    private static readonly Actor Clerk = new("clerk", "周文", "tourism", [RoleNames.Clerk]);
    private static readonly Actor Reviewer = new("reviewer", "王建军", "statistics", [RoleNames.Reviewer]);
    private static CancellationToken None => TestContext.Current.CancellationToken;

    private TargetQuery Query => new(database.Contexts, new Decisions(database.Contexts), database.Clock, Permissions.Shipped(), database.Remembering());

    public async ValueTask InitializeAsync()
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        if (await db.Targets.AnyAsync())
        {
            return;
        }

        await Seed.Decision(db);
        var income = await db.Targets.SingleAsync(t => t.Code == "06-08");
        var now = database.Clock.GetUtcNow().UtcDateTime;
        void Add(int year, decimal value, string published, int revision = 0) => db.Add(ReportedFigure.Imported(
            income, new FigureEntry(Quarter.YearEnd(year), FigureNature.Annual, value) { Revision = revision }, FigureOrigin.Demo,
            DateOnly.Parse(published, System.Globalization.CultureInfo.InvariantCulture), "公报", "javascript:alert(1)", now, $"{year}-{revision}"));
        Add(2020, 300, "2021-02-01");
        Add(2021, 380, "2022-02-01");
        Add(2022, 460, "2023-02-01");
        Add(2023, 540, "2024-02-01");
        Add(2023, 505, "2024-10-01", 1);
        var waiting = income.Report(
            new FigureEntry(new Quarter(2026, 3), FigureNature.Ytd, 515.47m), Clerk, "tourism", false, [], database.Clock.Today(), now, "waiting");
        db.Add(waiting);
        await db.SaveChangesAsync();
        await database.Recompute.WithHistory();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_unknown_code_has_no_page() => Assert.Null(await Query.Run("99-99", null, Leader, None));

    [Fact]
    public async Task The_three_parts_of_the_clause_are_the_sentence_and_the_middle_one_the_words()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        foreach (var target in await db.Targets.AsNoTracking().ToListAsync(None))
        {
            var view = (await Query.Run(target.Code, null, Leader, None))!;

            Assert.Equal(Typesetting.FullWidth(target.Quote), view.Clause.Words);
            Assert.EndsWith("。", view.Clause.Words + view.Clause.After, StringComparison.Ordinal);
            Assert.DoesNotContain("。", view.Clause.Before, StringComparison.Ordinal);
            Assert.NotEmpty(view.Crumbs);
        }
    }

    [Fact]
    public async Task A_past_day_gives_the_verdict_and_the_figures_of_that_day_and_no_link_but_to_the_web()
    {
        var before = (await Query.Run("06-08", new DateOnly(2024, 3, 1), Leader, None))!;
        var after = (await Query.Run("06-08", new DateOnly(2024, 12, 1), Leader, None))!;

        Assert.Equal(ProgressStatus.OnTrack, before.Verdict.Status);
        Assert.Equal(540, before.Trajectory!.Points[^1].Value);
        Assert.Equal(ProgressStatus.Behind, after.Verdict.Status);
        Assert.Equal(505, after.Trajectory!.Points[^1].Value);
        Assert.Equal([(505m, false), (540m, true)], after.Figures.Where(f => f.Period.Year == 2023).Select(f => (f.Value!.Value, f.Superseded)));
        Assert.DoesNotContain(before.Figures, f => f.Value == 505);
        Assert.All(after.Figures, f => Assert.Null(f.Link));
    }

    [Fact]
    public async Task The_node_of_2022_shows_the_linear_value_the_figure_and_the_verdict_that_held()
    {
        var node = (await Query.Run("06-08", null, Leader, None))!.Node!;

        Assert.Equal((460m, 460m, ProgressStatus.OnTrack), (node.Expected, node.Actual, node.Status));
        Assert.Null((await Query.Run("06-08", new DateOnly(2022, 6, 30), Leader, None))!.Node);
    }

    [Fact]
    public async Task An_overdue_target_without_its_final_figure_shows_the_last_verdict_that_could_be_given()
    {
        var view = (await Query.Run("06-08", null, Leader, None))!;

        Assert.Equal(ProgressStatus.InsufficientData, view.Verdict.Status);
        Assert.NotNull(view.LastDecided);
        Assert.True(view.LastDecided.AsOf < new DateOnly(2026, 1, 1) && view.LastDecided.Status.Status.Rank() is not null);
    }

    [Fact]
    public async Task A_waiting_figure_is_shown_to_its_department_and_to_reviewers_only()
    {
        async Task<bool> Sees(Actor actor) => (await Query.Run("06-08", null, actor, None))!.Figures.Any(f => f.State == FigureState.AwaitingReview);

        Assert.True(await Sees(Clerk));
        Assert.True(await Sees(Reviewer));
        Assert.False(await Sees(Leader));
        Assert.False(await Sees(Clerk with { DepartmentCode = "agriculture" }));
    }

    [Fact]
    public async Task Only_a_clerk_of_the_lead_may_report_and_only_today()
    {
        Assert.True((await Query.Run("06-08", null, Clerk, None))!.MayReport);
        Assert.False((await Query.Run("06-08", null, Clerk with { DepartmentCode = "agriculture" }, None))!.MayReport);
        Assert.False((await Query.Run("06-08", null, Leader, None))!.MayReport);
        Assert.False((await Query.Run("06-08", new DateOnly(2024, 12, 1), Clerk, None))!.MayReport);
    }

    [Fact]
    public async Task Targets_of_one_sentence_know_each_other_and_a_parent_knows_its_members()
    {
        var income = (await Query.Run("06-08", null, Leader, None))!;
        var parent = (await Query.Run("05-P1", null, Leader, None))!;

        Assert.Equal(["06-06", "06-07"], income.SameSentence.Select(r => r.Code));
        Assert.Equal(["05-01", "05-02"], parent.Members.Select(r => r.Code));
        Assert.Equal("05-P1", (await Query.Run("05-01", null, Leader, None))!.Parent?.Code);
    }

    [Fact]
    public async Task The_reading_room_counts_every_target_once_and_holds_no_advertisement()
    {
        var view = await new DecisionQuery(database.Contexts, new Decisions(database.Contexts), database.Clock, Permissions.Shipped()).Run(null, Leader, None);

        Assert.Equal(DecisionFolder.Main.ReadTargets().Count(t => !t.IsParent), view.Targets.Count);
        Assert.Equal(view.Targets.Count, view.Outline.Sum(row => row.Targets));
        Assert.Equal(Text.Errata.Count, view.Repairs.Count);
        var word = new string([(char)0x51EF, (char)0x53D1]);
        Assert.DoesNotContain(word, string.Concat(view.Lines.SelectMany(l => l.Segments).Select(s => s.Shown)) + string.Concat(view.Repairs), StringComparison.Ordinal);
    }
}
