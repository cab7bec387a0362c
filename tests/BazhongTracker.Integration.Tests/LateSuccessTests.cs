using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Decisions;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Overview;
using BazhongTracker.Web.Features.Recomputing;
using BazhongTracker.Web.Features.Reviewing;
using BazhongTracker.Web.Features.Targets;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using BazhongTracker.Web.Shared.Catalogue;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>旅游收入 was 667.2 of more than 700 at its date; the four quarters to 2026Q3 are 718.44.</summary>
public sealed class LateSuccessTests : IAsyncLifetime
{
    private const string Income = "06-08";
    private static readonly Actor Leader = new("leader", "领导", "office", [RoleNames.Leader]);
    private static readonly Actor Reviewer = new("reviewer", "王建军", "statistics", [RoleNames.Reviewer]);
    private readonly TestDatabase database = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await using var db = await database.Contexts.CreateDbContextAsync();
        await Seed.Decision(db);
        var income = await db.Targets.SingleAsync(t => t.Code == Income);
        var now = database.Clock.GetUtcNow().UtcDateTime;
        void Add(string period, FigureNature nature, decimal value, int days) => db.Add(ReportedFigure.Imported(
            income, new FigureEntry(Quarter.Parse(period), nature, value), FigureOrigin.Demo, Quarter.Parse(period).LastDay.AddDays(days), "演示", null, now, period));
        Add("2020Q4", FigureNature.Annual, 268, 30);
        Add("2021Q4", FigureNature.Annual, 380, 30);
        Add("2022Q4", FigureNature.Annual, 402, 30);
        Add("2025Q3", FigureNature.Ytd, 464.23m, 20);
        Add("2025Q4", FigureNature.Annual, 667.2m, 40);
        db.Add(income.Report(
            new FigureEntry(new Quarter(2026, 3), FigureNature.Ytd, 515.47m), new Actor("clerk", "周文", "tourism", [RoleNames.Clerk]), "tourism", false, [], database.Clock.Today(), now, "waiting"));
        await db.SaveChangesAsync();
        await database.Recompute.WithHistory();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task The_reviewer_sees_the_later_figure_take_the_place_of_the_one_at_the_due_date()
    {
        var row = Assert.Single(await new ReviewQueueQuery(database.Contexts, database.Clock, Permissions.Shipped()).Run(Reviewer, None));

        Assert.Equal(
            [("评估值", "667.2亿元（25全年）", "718.44亿元（2026年三季度滚动四季）"), ("完成率", "92.4%", "104.3%"), ("与时序差", "−7.6点", "+4.3点")],
            Speech.In("zh-CN", () => Speech.Of<ReviewWords>().Effects(row).ToList()));
    }

    [Fact]
    public async Task Page_and_overview_lead_with_the_later_figure_and_its_period()
    {
        await Accept();
        var view = await View();

        Assert.Equal(ProgressStatus.AchievedLate, view.Verdict.Status);
        var said = Speech.In("zh-CN", () => Speech.Of<Why>().Sentences(view.Target, view.Verdict.Status, view.Verdict.Working, view.Verdict.AsOf));
        Assert.Equal("2026年三季度滚动四季718.44亿元，超过700亿元：逾期完成；到期（2025年末）时667.2亿元。", said[0]);
        Assert.Equal("到期时从基期268亿元到目标700亿元走完（667.2−268）÷（700−268）＝92.4%。", said[1]);
        Assert.DoesNotContain("未达到", string.Concat(said), StringComparison.Ordinal);
        Assert.DoesNotContain("差", string.Concat(said), StringComparison.Ordinal);

        var headline = (await new OverviewQuery(database.Contexts, new Decisions(database.Contexts), database.Clock, Permissions.Shipped(), database.Remembering()).Run(null, Leader, None)).Headlines.Single(s => s.Target.Code == Income);
        Assert.Equal((718.44m, new Quarter(2026, 3), true), (headline.Shown.Value, headline.Shown.Period, headline.Shown.IsRolling));
    }

    [Fact]
    public async Task A_verdict_that_changed_within_the_quarter_is_the_newest_in_the_chronicle()
    {
        await Accept();

        var newest = (await View()).Timeline.First(h => h.Key == "verdict");

        Assert.Equal((database.Clock.Today(), ProgressStatus.Missed, ProgressStatus.AchievedLate), (newest.On, newest.From, newest.To));
    }

    [Fact]
    public async Task The_node_of_2022_names_the_figure_its_verdict_was_given_on()
    {
        var node = (await View()).Node!;

        Assert.Equal((402m, Quarter.YearEnd(2021), 380m), (node.Actual, node.Used!.Value.Period, node.Used.Value.Value));
    }

    [Fact]
    public void Without_the_number_that_reached_it_the_verdict_still_says_what_was_when()
    {
        var said = Speech.In("zh-CN", () => Speech.Of<Why>().Sentences(
            Stand.Target(Income, value: 700, unit: "亿元", comparator: Comparator.Above), ProgressStatus.AchievedLate,
            Domain.Progress.Json.Working.Read("""{"c":0.924,"value":667.2,"value_period":"2025Q4","flags":["final","late:2026Q3"]}"""), new DateOnly(2026, 11, 25)));

        Assert.Equal("2026年三季度滚动四季的数超过700亿元：逾期完成；到期（2025年末）时667.2亿元。", said[0]);
    }

    private async Task<TargetView> View()
    {
        return (await new TargetQuery(database.Contexts, new Decisions(database.Contexts), database.Clock, Permissions.Shipped(), database.Remembering()).Run(Income, null, Leader, None))!;
    }

    private async Task Accept()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var waiting = await db.Figures.AsNoTracking().SingleAsync(f => f.OperationId == "waiting", None);
        await new ReviewFigure(database.Contexts, database.Clock, new LiveChanges(NullLogger<LiveChanges>.Instance), Permissions.Shipped()).Run(
            new ReviewForm("accepted", waiting.Id, "waiting", ReviewOutcome.Accepted, null), Reviewer);
    }
}
