using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Features.Reviewing;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Access;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class ReviewBearingTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task After_the_due_date_the_queue_says_that_a_figure_is_only_recorded_and_how_its_four_quarters_come_about()
    {
        var target = new Target
        {
            DecisionCode = Promises.Decision, Code = "11-14", Name = "产值", Quote = "产值",
            Definition = new TargetVersion
            {
                Kind = TargetKind.Reach, Measure = Measure.Flow, Comparator = Comparator.Above, Value = 100, Unit = "亿元",
                Start = new DateOnly(2020, 12, 31), Due = new DateOnly(2025, 12, 31),
            },
        };
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        await db.AddPromise(target);
        await db.SaveChangesAsync(None);
        db.Add(new Assignment { TargetId = target.Id, DepartmentCode = "agriculture", ValidFrom = new DateOnly(2021, 7, 13) });
        foreach (var (period, nature, value) in new[] { ("2020Q4", FigureNature.Annual, 44m), ("2025Q3", FigureNature.Ytd, 67.84m), ("2025Q4", FigureNature.Annual, 94.42m) })
        {
            db.Add(ReportedFigure.Imported(target, new FigureEntry(Quarter.Parse(period), nature, value), FigureOrigin.Demo, null, null, null, DateTime.UnixEpoch, period));
        }

        await db.SaveChangesAsync(None);
        await new SubmitFigure(database.Contexts, database.Clock, new LiveChanges(NullLogger<LiveChanges>.Instance), Permissions.Shipped()).Run(
            new FigureForm("70.89", target.Code, new Quarter(2026, 3), "70.89", null, null), new Actor("clerk", "彭磊", "agriculture", [RoleNames.Clerk]), None);

        var row = Assert.Single(await new ReviewQueueQuery(database.Contexts, database.Clock, Permissions.Shipped()).Run(new Actor("reviewer", "王建军", "statistics", [RoleNames.Reviewer]), None));

        var words = Speech.Of<ReviewWords>();
        Assert.Equal("94.42亿元（25全年）", words.Effects(row).First().After);
        Assert.Equal("只作记录", words.Unchanged(row));
        Assert.Equal(
            ["期限（2025年12月31日）已过，按2025年全年的数判定，本期数只作记录，不改变评估。", "本期滚动四季97.47亿元＝70.89（26前三季度）＋94.42（25全年）−67.84（25前三季度）。"], words.Bearing(row));
    }
}
