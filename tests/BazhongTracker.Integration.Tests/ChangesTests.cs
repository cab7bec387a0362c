using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Features.Overview;
using BazhongTracker.Web.Shared.Standings;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class ChangesTests
{
    private static readonly DateOnly Closed = new(2025, 3, 31);
    private static readonly Quarter Year = new(2024, 4);
    private static readonly Quarter First = new(2025, 1);
    private static readonly Quarter Second = new(2025, 2);

    private static Change Only(Standing standing) => Assert.Single(Changes.Since(Closed, [standing]));

    [Fact]
    public void A_status_that_stayed_is_no_change() =>
        Assert.Empty(Changes.Since(Closed, [Stand.Of(Stand.Target(), ProgressStatus.Behind, before: ProgressStatus.Behind), Stand.Of(Stand.Target(), ProgressStatus.Behind)]));

    [Fact]
    public void A_new_figure_a_revision_and_a_due_date_are_named_as_causes()
    {
        var target = Stand.Target();
        var fresh = Stand.Figure(target, First, FigureNature.Ytd, 90, new DateOnly(2025, 4, 20));
        var old = Stand.Figure(target, Year, FigureNature.Annual, 340, new DateOnly(2025, 1, 20));
        var revised = Stand.Figure(target, Year, FigureNature.Annual, 333, new DateOnly(2025, 5, 20));

        Assert.Equal(ChangeCause.Figure, Only(Stand.Of(target, ProgressStatus.AtRisk, before: ProgressStatus.OnTrack, accepted: [old, fresh])).Cause);
        Assert.Equal(ChangeCause.Revision, Only(Stand.Of(target, ProgressStatus.AtRisk, before: ProgressStatus.OnTrack, accepted: [old, revised])).Cause);
        Assert.Equal(ChangeCause.Due, Only(Stand.Of(Stand.Target(due: new DateOnly(2025, 6, 30)), ProgressStatus.Missed, before: ProgressStatus.OffTrack, accepted: [old])).Cause);
    }

    [Theory]
    [InlineData("2025-06-29", "2024-12-31")]
    [InlineData("2025-06-30", "2025-03-31")]
    [InlineData("2025-07-01", "2025-03-31")]
    [InlineData("2025-12-31", "2025-09-30")]
    public void On_the_last_day_of_a_quarter_changes_are_measured_from_the_quarter_before(string day, string closed) =>
        Assert.Equal(DateOnly.Parse(closed, null), StandingReading.LastClosed(DateOnly.Parse(day, null)));

    [Fact]
    public void A_stage_reported_again_is_no_news_it_was_time()
    {
        var target = Stand.Target(kind: TargetKind.Milestone, value: null);
        var first = Stand.Figure(target, Year, FigureNature.Stage, null, new DateOnly(2025, 1, 10), "列入创建");
        var again = Stand.Figure(target, Second, FigureNature.Stage, null, new DateOnly(2025, 7, 10), "列入创建");
        var next = Stand.Figure(target, Second, FigureNature.Stage, null, new DateOnly(2025, 7, 10), "省级验收");

        Assert.Equal((ChangeCause.Time, false), What(Only(Stand.Of(target, ProgressStatus.OffTrack, before: ProgressStatus.Behind, accepted: [first, again]))));
        Assert.Equal((ChangeCause.Stage, true), What(Only(Stand.Of(target, ProgressStatus.OnTrack, before: ProgressStatus.Behind, accepted: [first, next]))));
    }

    [Fact]
    public void A_figure_that_is_asked_for_is_missing_until_it_is_reported_and_a_reopened_period_counts_from_its_own_day()
    {
        var target = Stand.Target();
        var waits = Stand.Target("08-05");
        var given = Stand.Target("08-06");
        Standing[] standings =
        [
            Stand.Of(target, ProgressStatus.Behind) with { AccountDay = new DateOnly(2021, 9, 1) },
            Stand.Of(waits, ProgressStatus.Behind, awaited: [Second]),
            Stand.Of(given, ProgressStatus.Behind, accepted: [Stand.Figure(given, Second, FigureNature.Ytd, 12,
                new DateOnly(2025, 7, 20))]) with { Reopened = [Year], AccountDay = new DateOnly(2021, 9, 1) },
            Stand.Of(Stand.Target("08-07", TargetKind.Qualitative), ProgressStatus.Undefined),
        ];

        var figures = MissingFigures.On(Stand.Day, standings);

        Assert.Equal((3, 1, 1, 0), (figures.Asked, figures.Accepted, figures.Awaiting, figures.AlsoAwaiting));
        Assert.Equal([("08-06", Year, (int?)197)], figures.Reopened.Select(m => (m.Standing.Target.Code, m.Period, m.Days)));
        Assert.Equal([("08-04", Second, (int?)16)], figures.Missing.Select(m => (m.Standing.Target.Code, m.Period, m.Days)));
    }

    [Fact]
    public void A_figure_that_waits_although_nobody_asked_for_it_is_counted_beside_those_asked()
    {
        Standing[] standings =
        [
            Stand.Of(Stand.Target(), ProgressStatus.Behind, awaited: [Second]),
            Stand.Of(Stand.Target("08-05", TargetKind.Qualitative), ProgressStatus.Undefined, awaited: [Second, Year]),
        ];

        var figures = MissingFigures.On(Stand.Day, standings);

        Assert.Equal((1, 2), (figures.Awaiting, figures.AlsoAwaiting));
    }

    [Fact]
    public void A_change_says_from_which_day_its_figure_counts_however_old_its_period()
    {
        var target = Stand.Target(kind: TargetKind.ProjectList, value: null);
        var before = Stand.Figure(target, Year, FigureNature.Stage, null, new DateOnly(2025, 1, 10), "开工");
        var built = Stand.Figure(target, First, FigureNature.Stage, null, new DateOnly(2025, 7, 18), "建成");

        var change = Only(Stand.Of(target, ProgressStatus.Achieved, before: ProgressStatus.Behind, accepted: [before, built]));

        Assert.Equal((ChangeCause.Stage, new DateOnly(2025, 7, 18)), (change.Cause, change.Adopted));
        Assert.Null(Only(Stand.Of(target, ProgressStatus.OffTrack, before: ProgressStatus.Behind, accepted: [before])).Adopted);
    }

    [Fact]
    public void Nothing_is_late_before_the_fifteenth() =>
        Assert.Equal(0, Assert.Single(MissingFigures.On(new DateOnly(2025, 7, 15),
            [Stand.Of(Stand.Target(), ProgressStatus.Behind) with { AccountDay = new DateOnly(2021, 9, 1) }]).Missing).Days);

    [Fact]
    public void A_figure_is_late_only_since_its_department_has_an_account()
    {
        int? Days(DateOnly? account) =>
            Assert.Single(
                MissingFigures.On(Stand.Day, [Stand.Of(Stand.Target(), ProgressStatus.Behind) with { AccountDay = account }]).Missing).Days;

        Assert.Equal(11, Days(new DateOnly(2025, 7, 20)));
        Assert.Null(Days(null));
        Assert.Null(Days(new DateOnly(2025, 8, 1)));
    }

    private static (ChangeCause, bool?) What(Change change) => (change.Cause, change.Better);
}
